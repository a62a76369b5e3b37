"""What happens to every request for a page: aliases become the public words (307), and its head is written."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from queries.address_parser import parse
from queries.filters import NAMES
from queries.page_list import BY_ADDRESS
from queries.snapshot import SHELF, NoSnapshot
from queries.vocabulary import Vocabulary
from server.page_head import Head, Written


class PublicWords:
    """Redirects a page address with aliases (`state=TX`, `level=gold`) to the one with the words that pages show."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in BY_ADDRESS and scope["query_string"]:
            better = public_query(scope["query_string"].decode("latin-1"), await shown())
            if better is not None:
                await RedirectResponse(f"{scope['path']}?{better}", status_code=307)(scope, receive, send)
                return
        await self.app(scope, receive, send)


async def shown() -> Vocabulary | None:
    """The words of the newest record, opened off the event loop where it is new; None where there is none."""
    try:
        return (await run_in_threadpool(SHELF.current) if SHELF.is_behind else SHELF.current()).words
    except NoSnapshot:
        return None


def public_query(query: str, words: Vocabulary | None) -> str | None:
    """The query with each alias as its public word; None where it is in public words already or cannot be known."""
    if words is None:
        return None
    pairs = parse_qsl(query, keep_blank_values=True)
    better = [pair for name, value in pairs for pair in _public(name, value, words)]
    return urlencode(better) if better != pairs else None


def _public(name: str, value: str, words: Vocabulary) -> list[tuple[str, str]]:
    found = parse([(name, value)], words)[0].pairs() if name in NAMES else []
    return found or [(name, value)]


def middleware(kept: Callable[[Request], Written | None], write: Callable[[Request], Written]) -> list[Middleware]:
    """Aliases first: what is redirected has no head. `write` makes head and first answer, `kept` has those made before."""
    return [Middleware(PublicWords), Middleware(Head, kept=kept, write=write)]
