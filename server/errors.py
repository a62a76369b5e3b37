"""What the API answers when it cannot answer: JSON that says what was wrong and what would be right."""

from __future__ import annotations

import duckdb
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from queries.snapshot import NoSnapshot

READING = ("GET", "HEAD", "OPTIONS")


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
    """Everything that no route of the API takes: 405 for any method that would write, else 404."""
    path = Request(scope).url.path
    if scope["method"] in READING:
        response = error(404, "path", path, "no such answer; /api/v1/openapi.json describes all of them")
    else:
        response = error(405, "method", scope["method"], "this API is for reading: GET or HEAD", allow=", ".join(READING))
    await response(scope, receive, send)


# What the routes raise, by what is answered then.
HANDLERS = {Refused: refusal, NoSnapshot: unavailable, duckdb.InterruptException: stopped}
