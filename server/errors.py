"""What is answered when there is no answer: JSON that says what was wrong and what would be right; a line for people."""

from __future__ import annotations

import logging
import secrets

import duckdb
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from queries.snapshot import NoSnapshot

READING = ("GET", "HEAD", "OPTIONS")
FOR_PROGRAMS = ("/api/", "/files/", "/downloads/", "/feed.atom", "/changes.atom")

log = logging.getLogger(__name__)


class Refused(Exception):
    """A request that means nothing; carries the parameter, its value and what would mean something."""

    def __init__(self, parameter: str, value: str, message: str) -> None:
        super().__init__(message)
        self.parameter, self.value, self.message = parameter, value[:200], message


def error(status: int, parameter: str, value: str, message: str, **headers: str) -> JSONResponse:
    """`{"error": {"parameter", "value", "message"}}`."""
    content = {"error": {"parameter": parameter, "value": value, "message": message}}
    return JSONResponse(content, status, {name.replace("_", "-"): text for name, text in headers.items()})


def refusal(request: Request, refused: Refused) -> JSONResponse:
    """The 400 of a value that means nothing."""
    return error(400, refused.parameter, refused.value, refused.message)


def unavailable(request: Request, nothing: Exception) -> JSONResponse:
    """The 503 while no data has been loaded."""
    return error(503, "", "", "no data has been loaded yet; try again in a few minutes", retry_after="60")


def stopped(request: Request, late: Exception) -> JSONResponse:
    """The 503 of an answer that took too long."""
    message = "the answer took too long and was stopped; ask for less, or try again in a few seconds"
    return error(503, "path", request.url.path, message, retry_after="5")


async def unknown(scope: Scope, receive: Receive, send: Send) -> None:
    """Everything that no route of the API takes: what may be asked (OPTIONS), 405 for any method that would write, else 404."""
    path = Request(scope).url.path
    if scope["method"] == "OPTIONS":
        response: Response = Response(status_code=204, headers={"Allow": ", ".join(READING)})
    elif scope["method"] in READING:
        response = error(404, "path", path, "no such answer; /api/v1/openapi.json describes all of them")
    else:
        response = error(405, "method", scope["method"], "this API is for reading: GET or HEAD", allow=", ".join(READING))
    await response(scope, receive, send)


class Unforeseen:
    """Answers a 500 for what nobody foresaw: inside of the headers, which Starlette's own last answer would not have."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as problem:
            reference = secrets.token_hex(4)
            log.error("an answer failed, reference %s", reference, exc_info=problem)
            if begun:
                raise
            await failed(scope, reference)(scope, receive, send)


def failed(scope: Scope, reference: str) -> Response:
    """The 500 that quotes the number in the log, and nothing of the error."""
    said = f"this answer could not be made; if it happens again, tell us the reference number {reference}"
    if scope["path"].startswith(FOR_PROGRAMS):
        return error(500, "", "", said, cache_control="no-store")
    return PlainTextResponse(f"{said.capitalize()}.", 500, {"Cache-Control": "no-store"})


def middleware() -> list[Middleware]:
    """To stand inside of what sets headers and outside of everything that may fail."""
    return [Middleware(Unforeseen)]


# What the routes raise, by what is answered then.
HANDLERS = {Refused: refusal, NoSnapshot: unavailable, duckdb.InterruptException: stopped}
