"""The first look at every request and websocket: one that asks for too much at once is refused before anything reads it."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from queries.query_bounds import excess
from server.errors import FOR_PROGRAMS, error

LONGEST_PATH_BYTES = 1_000
NOT_FOR_YOU = 1008


class RequestBounds:
    """Passes on what is within `queries/query_bounds.py`; anything else is a 400, or a websocket that never opens."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        problem = too_much(scope) if scope["type"] in ("http", "websocket") else None
        if problem is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": NOT_FOR_YOU})
        else:
            await refusal(scope, problem)(scope, receive, send)


def too_much(scope: Scope) -> str | None:
    """What is too much in the address; None where nothing is."""
    if len(scope["path"]) > LONGEST_PATH_BYTES:
        return f"the path is longer than {LONGEST_PATH_BYTES:,} characters; nothing here has such an address"
    return excess(scope["query_string"]) if scope["query_string"] else None


def refusal(scope: Scope, problem: str) -> Response:
    """JSON for programs, a line for people."""
    if scope["path"].startswith(FOR_PROGRAMS):
        return error(400, "query", "", problem)
    return PlainTextResponse(f"This address cannot be answered: {problem}.", 400)


def middleware() -> list[Middleware]:
    """To stand outside of everything that reads an address."""
    return [Middleware(RequestBounds)]
