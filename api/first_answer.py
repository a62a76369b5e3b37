"""The first answer: what a page will say, in its HTML, read before any script and there to stay where there is none."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import parse_qsl

import jinja2
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import settings
from api import page_head_tags
from api.bounded_cache import BoundedCache
from queries import answers_by_page, terms, words
from queries.citation import PUBLISHER
from queries.page_answers import Answer, address
from queries.page_asked import Asked, asked_of
from queries.page_list import BY_ADDRESS, PAGES
from queries.quotes import answer_of
from queries.snapshot import SHELF, NoSnapshot, Snapshot
from server.page_head import Written
from server.public_address import base
from server.security_headers import static_folder

MOST_BYTES = 12_000_000
HERE = Path(__file__).parent / "templates"
TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False
)
NO_DATA = "The record cannot be shown yet: no data has been loaded. Please come back in a few minutes."
# Whoever opens the sample of fictional cities must not take it for the record, nor may a search engine.
SAMPLE = ("sample", "1")
# It waits for the finished page and then takes the first answer away; without it a style rule does so, a moment earlier.
SCRIPT = """(() => {
  const answer = document.getElementById("first-answer"), root = document.documentElement
  if (!answer) return
  const began = performance.now(), headed = '[data-testid="stMain"] :is(h1, [data-testid="stAlertContentError"])'
  let since = 0
  root.classList.add("waiting")
  const look = () => {
    const isHeaded = document.querySelector(headed)
    if (isHeaded && !since) since = performance.now()
    const isDone = document.querySelector('.stApp[data-test-script-state="notRunning"]') &&
      !document.querySelector('[data-testid="stMain"] [data-testid="stSkeleton"]')
    const isLate = since && performance.now() - since > 20000
    if (!(isHeaded && (isDone || isLate))) return requestAnimationFrame(look)
    const main = document.querySelector('[data-testid="stMain"]'), read = window.scrollY
    answer.remove()
    root.classList.remove("waiting")
    if (read && main) main.scrollTop = read
  }
  look()
})()
"""
CACHE: BoundedCache[Written] = BoundedCache(MOST_BYTES, lambda written: len(written.head) + len(written.body))


def kept(request: Request) -> Written | None:
    """The answer where it was made before; costs nothing."""
    return None if SHELF.is_behind else CACHE.get(*_key(request, SHELF.current()))


def written(request: Request) -> Written:
    """Head and first answer of the page that is asked for; made once per snapshot and address."""
    try:
        snapshot = SHELF.current()
    except NoSnapshot:
        return without_a_record(request)
    key = _key(request, snapshot)
    return CACHE.get(*key) or CACHE.put(*key, _written(request, snapshot))


def _key(request: Request, snapshot: Snapshot) -> tuple[str, tuple[str, str, str]]:
    return snapshot.name, (base(request), request.url.path, request.url.query)


def _written(request: Request, snapshot: Snapshot) -> Written:
    page, site = BY_ADDRESS[request.url.path], base(request)
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    asked = asked_of(page, pairs, snapshot)
    is_sample = page.name == "practices" and SAMPLE in pairs
    answer = answers_by_page.sample() if is_sample else answer_of(asked)
    head = page_head_tags.tags(asked, answer, site)
    if is_sample:
        head = [f"<title>{escape(page_head_tags.title(answer))}</title>", '<meta name="robots" content="noindex">']
    return Written("\n    ".join(head), body(asked, answer), is_sample)


def body(asked: Asked, answer: Answer) -> str:
    """The first answer as HTML."""
    menu = [(page.title, address(page.address, asked.shared), page is asked.page) for page in PAGES.values()]
    ways = [
        ("Every city", "/cities/"),
        ("Awards as CSV", address("/api/v1/awards.csv", asked.filters.pairs())),
        ("Downloads", "/downloads/"),
        ("API", "/api/v1/openapi.json"),
    ]
    return TEMPLATES.get_template("first_answer.html").render(
        answer=answer,
        page=asked.page.name,
        menu=menu,
        ways=ways,
        notices=asked.notices,
        as_of=words.day(asked.as_of),
        publisher=PUBLISHER,
        terms=asked.snapshot.terms,
        style=style(),
    )


def style() -> str:
    """The look of the first answer: that of the page, its font the one that the page loads anyway."""
    font = next((static_folder() / "static" / "media").glob("SourceSansVF-Upright.*.woff2"))
    return TEMPLATES.get_template("first_answer.css").render(font=f"./static/media/{font.name}", theme=settings.page_colors())


def without_a_record(request: Request) -> Written:
    """The page of a portal that has no data yet."""
    answer = Answer("Certified cities", BY_ADDRESS[request.url.path].title, (NO_DATA,))
    menu = [(page.title, page.address, False) for page in PAGES.values()]
    text = TEMPLATES.get_template("first_answer.html").render(
        answer=answer, page="", menu=menu, ways=[], notices=(), as_of="", publisher=PUBLISHER, terms=terms.OPEN, style=style()
    )
    return Written(f"<title>{escape(page_head_tags.title(answer))}</title>", text, True)


def script(request: Request) -> Response:
    """What takes the first answer away when the page is drawn."""
    return Response(SCRIPT, media_type="text/javascript", headers={"Cache-Control": "public, max-age=3600"})


ROUTES = [Route("/first-answer.js", script, methods=["GET", "HEAD"])]
