"""Where a browser stands: read from the page itself, because playwright's own word lags behind what a script wrote."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page

PATIENCE_MS = 15_000
_LOOK_EVERY_MS = 100


def of(page: Page) -> tuple[str, dict[str, str]]:
    """Path and query of the address that the reader sees."""
    parts = urlsplit(page.evaluate("location.href"))
    return parts.path, dict(parse_qsl(parts.query, keep_blank_values=True))


def comes_to(page: Page, path: str, **query: str) -> None:
    """Waits until the address is that path and exactly that query, in any order. Raises AssertionError with what it is."""
    for _ in range(PATIENCE_MS // _LOOK_EVERY_MS):
        if of(page) == (path, query):
            return
        page.wait_for_timeout(_LOOK_EVERY_MS)
    assert of(page) == (path, query), of(page)
