"""What every answer for staff says to browsers, caches, other sites and search engines: not for you."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ROBOTS = "User-agent: *\nDisallow: /\n"
# The scripts of the pages hold nothing of the record, and every one is named by its content.
WITHOUT_DATA = "/static/"
CROSS_SITE = "access-control-"
PRIVATE = "private, no-store"
CLOSED = {"X-Robots-Tag": "noindex, nofollow", "Cross-Origin-Resource-Policy": "same-origin"}


class ClosedAnswers:
    """Takes every permission for other sites from the answers, keeps them out of shared caches and closes robots.txt."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                close(MutableHeaders(scope=message), scope["path"])
            await send(message)

        answer = PlainTextResponse(ROBOTS) if scope["path"] == "/robots.txt" else self.app
        await answer(scope, receive, closed)


def close(headers: MutableHeaders, path: str) -> None:
    """Changes the headers of one answer."""
    for name in [name for name in headers if name.lower().startswith(CROSS_SITE)]:
        del headers[name]
    headers.update(CLOSED)
    if not path.startswith(WITHOUT_DATA):
        headers["Cache-Control"] = PRIVATE


def middleware() -> list[Middleware]:
    """To stand outside of everything that answers."""
    return [Middleware(ClosedAnswers)]
