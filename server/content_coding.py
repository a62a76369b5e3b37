"""Which compression a client takes: as it said it, refusals (`gzip;q=0`) too, and none for a part of an answer."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

ACCEPT, RANGE = b"accept-encoding", b"range"


def taken(header: str) -> list[str]:
    """The codings of an Accept-Encoding header that are not refused in it, in its order."""
    found = []
    for one in header.split(","):
        coding, _, weight = one.strip().partition(";")
        if coding.strip() and not _is_nothing(weight):
            found.append(coding.strip().lower())
    return found


def _is_nothing(weight: str) -> bool:
    name, _, value = weight.strip().partition("=")
    return name.strip().lower() == "q" and value.strip().rstrip("0").rstrip(".") in ("", "0")


class ContentCoding:
    """Hands on only what the client takes: what compresses further in looks for the name alone, also in a refusal."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = b",".join(value for name, value in scope["headers"] if name == ACCEPT).decode("latin-1")
        # A part is counted in bytes of the plain answer.
        is_part = any(name == RANGE for name, _ in scope["headers"])
        codings = "" if is_part else ", ".join(taken(said))
        headers = [pair for pair in scope["headers"] if pair[0] != ACCEPT]
        more = [(ACCEPT, codings.encode("latin-1"))] if codings else []
        await self.app({**scope, "headers": [*headers, *more]}, receive, send)


def middleware() -> list[Middleware]:
    """To stand outside of everything that compresses."""
    return [Middleware(ContentCoding)]
