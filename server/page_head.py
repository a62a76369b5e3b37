"""The head of every page: its title, its question and the record as a schema.org Dataset; its style and first scripts."""

from __future__ import annotations

import json
from html import escape
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from queries.citation import LICENSE_URL, PUBLISHER
from queries.endpoints import MEDIA_TYPES
from queries.page_list import BY_ADDRESS
from queries.snapshot import SHELF, NoSnapshot, Snapshot
from server.public_address import base
from server.security_headers import static_folder

FORMATS = ("csv", "json", "geojson", "parquet")
THEIR_TITLE = b"<title>Streamlit</title>"
# The page is changed on the way out, so no part, no compressed and no remembered form of it can be asked for.
NOT_PASSED_ON = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"if-range", b"range")
# The sample is of fictional cities: no search engine may list it, nor take it for the page of the real ones.
SAMPLE = ("/practices", "sample", "1")
NOINDEX = "noindex"
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
      :is(.st-key-bound-country, .st-key-bound-state) { display: none }
      @media (max-width: 640px) {
        .stMainBlockContainer { padding-left: 1rem !important; padding-right: 1rem !important }
        .st-key-menu { gap: 0 !important; min-height: 3.6rem }
        .st-key-menu [data-testid="stPageLink"] p { font-size: .875rem }
        h1 { font-size: 1.6rem !important; line-height: 1.2 !important }
      }
    </style>"""

# What every page with a chart or a table loads once it is told so; begun with the page instead, the line is never idle.
LOADED_LATER = ("PageLink", "PlotlyChart", "DataFrame", "arrowFormatUtils")


def preloads() -> str:
    """Links that begin to load the largest scripts of Streamlit together with its first ones."""
    found = [next((static_folder() / "static" / "js").glob(f"{name}.*.js"), None) for name in LOADED_LATER]
    links = [f'<link rel="modulepreload" crossorigin href="./static/js/{path.name}">' for path in found if path]
    return "\n    ".join(links)


PRELOADS = preloads()


class Head:
    """Writes title, description, canonical address, feeds and Dataset into the head of the pages."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in BY_ADDRESS or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        headers = [pair for pair in scope["headers"] if pair[0] not in NOT_PASSED_ON]
        request = Request(scope)
        written = await run_in_threadpool(head, request) if SHELF.is_behind else head(request)
        await self.app({**scope, "headers": headers}, receive, _Rewriting(send, written, is_of_the_sample(request)))


class _Rewriting:
    """Passes a response on with `text` in place of the title that Streamlit gives to every app."""

    def __init__(self, send: Send, text: str, is_hidden: bool) -> None:
        self.send, self.text, self.is_hidden = send, text, is_hidden
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
        body = self.body.replace(THEIR_TITLE, self.text.encode(), 1)
        headers = MutableHeaders(raw=list(start["headers"]))
        for name in OF_THE_UNCHANGED:
            del headers[name]
        if body:
            headers["Content-Length"] = str(len(body))
        if self.is_hidden:
            headers["X-Robots-Tag"] = NOINDEX
        await self.send({**start, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": body})


def _is_html(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def is_of_the_sample(request: Request) -> bool:
    """Whether the address shows the sample of fictional cities."""
    path, name, value = SAMPLE
    return request.url.path == path and value in request.query_params.getlist(name)


def head(request: Request) -> str:
    """The elements of the head of one page."""
    path, address = request.url.path, base(request)
    cities = parse_qs(request.url.query).get("city", [])
    canonical = f"{address}/cities/{cities[0]}" if path == "/city" and len(cities) == 1 else f"{address}{path}"
    parts = [
        f"<title>{escape(PUBLISHER)}</title>",
        f'<meta name="description" content="{escape(BY_ADDRESS[path].description)}">',
        f'<meta name="robots" content="{NOINDEX}">'
        if is_of_the_sample(request)
        else f'<link rel="canonical" href="{escape(canonical)}">',
        f'<link rel="alternate" type="application/atom+xml" title="New awards" href="{escape(address)}/feed.atom">',
        f'<link rel="alternate" type="application/atom+xml" title="Changes of the record" href="{escape(address)}/changes.atom">',
    ]
    try:
        said = json.dumps(dataset(SHELF.current(), address), ensure_ascii=False).replace("<", "\\u003c")
        parts.append(f'<script type="application/ld+json">{said}</script>')
    except NoSnapshot:
        pass
    return "\n    ".join([*parts, STYLE, PRELOADS])


def dataset(snapshot: Snapshot, address: str) -> dict[str, object]:
    """The record as a schema.org Dataset."""
    files = [(f"{address}/api/v1/awards.{suffix}", MEDIA_TYPES[suffix]) for suffix in FORMATS]
    files.append((f"{address}/downloads/certified-cities.zip", "application/zip"))
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": PUBLISHER,
        "description": "Which city halls in the Americas were certified by the What Works Cities Certification program, "
        "when, at which level, and who says so: every award with its source, replayable for any past date. Independent.",
        "url": f"{address}/about",
        "version": snapshot.name,
        "license": LICENSE_URL,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": PUBLISHER, "url": address},
        "dateModified": snapshot.facts["built_at"][:10],
        "temporalCoverage": f"{snapshot.words.start}/{snapshot.newest}",
        "spatialCoverage": "The Americas",
        "keywords": ["What Works Cities Certification", "city government", "open data", "government performance"],
        "distribution": [{"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": url} for url, media_type in files],
    }
