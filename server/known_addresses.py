"""Which addresses there are: every other one is a real 404, where Streamlit alone answers 200 with an empty page."""

from __future__ import annotations

from html import escape
from pathlib import Path

from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from queries.page_list import BY_ADDRESS, PAGES
from server.errors import error
from server.security_headers import static_folder

# What the browser's part of Streamlit asks for. Not among them: metrics, uploads, sign-in and the agent interface.
OF_STREAMLIT = frozenset({"/_stcore/health", "/_stcore/host-config"})
MEDIA = "/media/"
READING = ("GET", "HEAD")
# For programs, not for people: an unknown one of these is told apart by its status alone.
FOR_PROGRAMS = ("/_stcore/", "/static/", MEDIA, "/component/")
NOT_FOUND = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Page not found · Certified cities</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.6 sans-serif; max-width: 36rem; margin: 15vh auto 0; padding: 0 1.25rem; }}
h1 {{ font-family: serif; line-height: 1.2; }}
</style>
<h1>There is no such page here</h1>
<p>The address <strong>{path}</strong> leads nowhere. It may be misspelled, or it may come from an old link.</p>
<p>{ways_on}</p>
</html>
"""


WAYS_ON = "<br>\n".join(
    f'<a href="{page.address}">{escape(page.question)}</a>' for page in (PAGES["overview"], PAGES["map"], PAGES["records"])
)


class KnownAddresses:
    """Passes what a page, a route or the browser's part of Streamlit answers; everything else is not found."""

    def __init__(self, app: ASGIApp, routes: list[BaseRoute], also: frozenset[str] = frozenset()) -> None:
        self.app, self.routes, self.also = app, routes, also
        folder = static_folder()
        self.files = frozenset(f"/{_posix(path, folder)}" for path in folder.rglob("*") if path.is_file()) - {"/index.html"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self.knows(scope):
            await self.app(scope, receive, send)
        else:
            await self.refusal(scope)(scope, receive, send)

    def knows(self, scope: Scope) -> bool:
        """Whether the address is one of the portal's."""
        path = scope["path"]
        if path in self.also or any(route.matches(scope)[0] is Match.FULL for route in self.routes):
            return True
        known = path in BY_ADDRESS or path in OF_STREAMLIT or path in self.files or path.startswith(MEDIA)
        return known and scope["method"] in READING

    def refusal(self, scope: Scope) -> Response:
        """Back to the page for a slash too many; 405 for writing to a page; else 404 in the form that the asker reads."""
        path, method = scope["path"], scope["method"]
        bare = path.rstrip("/")
        if method in READING and path.endswith("/") and bare != "" and self.knows({**scope, "path": bare}):
            query = scope["query_string"].decode("latin-1")
            return RedirectResponse(f"{bare}?{query}" if query else bare, status_code=308)
        if method not in READING and self.knows({**scope, "method": "GET"}):
            return PlainTextResponse("This portal is for reading: GET or HEAD.", 405, {"Allow": ", ".join(READING)})
        return not_found(path)


def not_found(path: str) -> Response:
    """404: JSON under /api/, a line of text for programs, a small page for people."""
    if path.startswith("/api/"):
        return error(404, "path", path[:200], "no such answer; /api/v1/openapi.json describes all of them")
    # Streamlit asks for `<page>/_stcore/health` first where nobody says otherwise (server/scripts/base.js), and goes by the 404.
    if path.startswith(FOR_PROGRAMS) or "/_stcore/" in path:
        return PlainTextResponse("Not found", 404)
    return HTMLResponse(NOT_FOUND.format(path=escape(path[:200]), ways_on=WAYS_ON), 404)


def _posix(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def middleware(routes: list[BaseRoute], also: frozenset[str] = frozenset()) -> list[Middleware]:
    """The filter as middleware; `routes` are all that the portal adds to Streamlit's own, `also` more of Streamlit's."""
    return [Middleware(KnownAddresses, routes=routes, also=also)]
