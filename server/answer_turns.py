"""Answers that are computed take their turn like pages, so that one address that asks for many lists delays nobody's page."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.turns import TURNS
from server.visitor_address import visitor

COMPUTED = ("/api/", "/files/", "/feed.atom", "/changes.atom", "/cities/", "/embed/", "/cards/")


class AnswerTurns:
    """A turn lasts until the answer begins: how long its reader takes over it is not counted."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(COMPUTED):
            await self.app(scope, receive, send)
            return
        turn = await TURNS.take(visitor(scope))

        async def begun(message: Message) -> None:
            TURNS.end(turn)
            await send(message)

        try:
            await self.app(scope, receive, begun)
        finally:
            TURNS.end(turn)


def middleware() -> list[Middleware]:
    """To stand inside of what refuses requests and outside of what answers them."""
    return [Middleware(AnswerTurns)]
