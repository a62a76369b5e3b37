"""What is written into every page on its way out: its head and its first answer; its style and first scripts."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from queries.page_list import BY_ADDRESS
from server import page_scripts
from server.content_coding import taken
from server.security_headers import static_folder
from server.turns import TURNS
from server.visitor_address import visitor

THEIR_TITLE, THEIR_ROOT = "<title>Streamlit</title>", '<div id="root"></div>'
# Streamlit's notice and its pointer lead to an interface that the portal does not offer: its own API is said instead.
WITHOUT_SCRIPTS = re.compile(r"<noscript>.*?</noscript>\s*", re.DOTALL)
OF_ITS_AGENTS = re.compile(r'<!--\s*Machine-readable pointer.*?-->\s*<link rel="service-desc"[^>]*>\s*', re.DOTALL)
# After the first answer, which has to be there when it runs.
SKIP = '<a class="skip" href="#root">Skip to the content</a>'  # server/scripts/skip.js
SCRIPT = '<script src="./first-answer.js" async></script>'
# The page is changed on the way out, so no part, no compressed and no remembered form of it can be asked for.
NOT_PASSED_ON = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"if-range", b"range")
NOINDEX = "noindex"
GZIP_LEVEL = 5  # as the shipped nginx compresses
OF_THE_UNCHANGED = ("etag", "last-modified", "accept-ranges", "content-length")
# What the theme cannot say. What is selected would be written in the accent color, which cannot be read on the dark page and
# carry white text too.
STYLE = """<style>
      :is(button[data-selected="true"], [role="tab"][aria-selected="true"]) { color: inherit !important }
      :is(a, button, input, [tabindex]):focus-visible { outline: 3px solid #b97f0b !important; outline-offset: 1px !important }
      .stMainBlockContainer { padding-top: 1rem !important }
      .stAppHeader { height: 0 !important; min-height: 0 !important; visibility: hidden }
      .stMarkdown p, .stMarkdown li, .stAlert { max-width: 75ch }
      .st-key-menu { border-bottom: 1px solid #8884; padding-bottom: .35rem; row-gap: 0 !important; min-height: 2rem }
      .st-key-menu > * { max-height: 1.6rem }
      .st-key-menu [data-testid="stPageLink"] a { padding: .1rem .35rem; min-height: 1.75rem }
      .st-key-menu-here a { font-weight: 600; color: inherit; border-bottom: 2px solid currentColor; border-radius: 0 }
      .st-key-americas img { aspect-ratio: 640 / 746 }
      :is(.st-key-bound-country, .st-key-bound-state, .st-key-bound-region) { display: none }
      .stPageLink a:not(:hover, .st-key-menu-here a) { background: none !important }
      .st-key-neighbors [data-testid="stPageLink"] p { font-weight: 400 }
      .stPageLink:not(.st-key-menu *) * { white-space: normal !important; text-overflow: clip !important }
      .st-key-quote-and-embed { margin-top: 1rem }
      .skip { position: absolute; left: -100vw; padding: .5rem 1rem; background: Canvas; color: LinkText; z-index: 1000000 }
      .skip:focus { left: .5rem; top: .5rem }
      @media (max-width: 640px) { [class*="st-key-on-a-wide-screen"] { display: none !important } }
      @media (min-width: 641px) { [class*="st-key-on-a-phone"] { display: none !important } }
      @media screen { .st-key-printed { display: none !important } }
      @media (max-width: 640px) {
        .stMainBlockContainer { padding-left: 1rem !important; padding-right: 1rem !important }
        .st-key-menu { gap: 0 !important; min-height: 3.6rem }
        .st-key-asked { flex-wrap: nowrap !important; overflow-x: auto !important; padding: 4px; margin: -4px; max-width: 100vw }
        .st-key-asked > * { flex: none !important }
        .st-key-menu [data-testid="stPageLink"] p { font-size: .875rem }
        h1 { font-size: 1.6rem !important; line-height: 1.2 !important }
      }
    </style>"""

# Small, and asked for only when a reader opens the filter, which would then grow under the finger.
IN_THE_FILTER = ("ButtonGroup", "Radio", "Selectbox", "TextInput")
# What a page loads once it is told to draw it; begun with the page instead, the line is never idle. Plotly is half of all bytes.
LOADED_LATER, OF_PICTURES = ("PageLink", "DataFrame", "arrowFormatUtils", *IN_THE_FILTER), ("PlotlyChart",)


@cache
def preloads(has_pictures: bool) -> str:
    """Links that begin to load the largest scripts of Streamlit together with its first ones."""
    names = (*OF_PICTURES, *LOADED_LATER) if has_pictures else LOADED_LATER
    found = [next((static_folder() / "static" / "js").glob(f"{name}.*.js"), None) for name in names]
    links = [f'<link rel="modulepreload" crossorigin href="./static/js/{path.name}">' for path in found if path]
    return "\n    ".join(links)


@dataclass(frozen=True)
class Written:
    """What is written into one page: the elements of its head, its first answer, and whether search engines stay out."""

    head: str
    body: str
    is_hidden: bool = False


class Head:
    """Writes head and first answer into the pages; `kept` gives what was made before at no cost, `write` makes it in a thread."""

    def __init__(self, app: ASGIApp, kept: Callable[[Request], Written | None], write: Callable[[Request], Written]) -> None:
        self.app, self.kept, self.write = app, kept, write

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in BY_ADDRESS or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        headers = [pair for pair in scope["headers"] if pair[0] not in NOT_PASSED_ON]
        written = await self.written(Request(scope))
        takes_gzip = "gzip" in taken(Headers(scope=scope).get("accept-encoding", ""))
        begun = preloads(BY_ADDRESS[scope["path"]].has_pictures)
        await self.app({**scope, "headers": headers}, receive, _Rewriting(send, written, begun, takes_gzip))

    async def written(self, request: Request) -> Written:
        """What is written into the page; where it has to be made, it takes its turn like any other answer that is computed."""
        found = self.kept(request)
        if found is not None:
            return found
        turn = await TURNS.take(visitor(request.scope))
        try:
            return await run_in_threadpool(self.write, request)
        finally:
            TURNS.end(turn)


class _Rewriting:
    """Passes a page of Streamlit's on with what is `written` into it, compressed for who takes that."""

    def __init__(self, send: Send, written: Written, begun: str, takes_gzip: bool) -> None:
        self.send, self.written, self.begun, self.takes_gzip = send, written, begun, takes_gzip
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self.start = message
        elif self.start is None or message["type"] != "http.response.body":
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self.start)

    async def _finish(self, start: Message) -> None:
        body = page(self.body.decode(), self.written, self.begun).encode() if self.body else b""
        headers = MutableHeaders(raw=list(start["headers"]))
        for name in OF_THE_UNCHANGED:
            del headers[name]
        if "accept-encoding" not in headers.get("vary", "").lower():
            headers.add_vary_header("Accept-Encoding")
        if self.takes_gzip:
            headers["Content-Encoding"], body = "gzip", gzip.compress(body, GZIP_LEVEL) if body else body
        if body:
            headers["Content-Length"] = str(len(body))
        if self.written.is_hidden:
            headers["X-Robots-Tag"] = NOINDEX
        await self.send({**start, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": body})


def page(html: str, written: Written, begun: str) -> str:
    """Streamlit's page with our head in place of its title, and our first answer in place of its notice without scripts.

    `begun`: the links of what a browser begins to load at once.
    """
    head = "\n    ".join([written.head, STYLE, page_scripts.TAGS, begun])
    for pattern in (OF_ITS_AGENTS, WITHOUT_SCRIPTS):
        html = pattern.sub("", html, count=1)
    return html.replace(THEIR_TITLE, head, 1).replace(
        THEIR_ROOT, f"{SKIP}\n    {written.body}\n    {SCRIPT}\n    {THEIR_ROOT}", 1
    )


def _is_html(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")
