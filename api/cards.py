"""`/cards/…png`: the picture that other sites show beside a link, for each page, filter and city."""

from __future__ import annotations

import textwrap
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import settings
from api import small_pictures
from api.bounded_cache import BoundedCache
from api.drawn_png import png
from api.first_answer import TEMPLATES
from api.small_pictures import Draw, Size
from queries import words
from queries.page_answers import Answer
from queries.page_asked import UNKNOWN_CITY, Asked, asked_of, pairs_of_city
from queries.page_list import PAGES
from queries.quotes import answer_of
from queries.snapshot import SHELF
from server import freshness
from server.errors import error
from server.public_address import base

MOST_BYTES = 8_000_000
WIDE, BESIDE, BELOW = 52, 30, Size(540, 150)
# Half of the card, and the whole width below the text; pictures are drawn small and enlarged, so that their letters can be read.
ON_THE_RIGHT, UNDER_THE_TEXT = (700.0, 40.0, 1.0, Size(450, 520)), (60.0, 270.0, 2.0, Size(540, 132))
LARGEST, SMALLEST = 60, 38
CARDS: BoundedCache[bytes] = BoundedCache(MOST_BYTES, len)
PICTURES: dict[str, Draw] = {
    "growth": small_pictures.growth, "tracking": small_pictures.growth, "practices": small_pictures.levels,
    "records": small_pictures.levels,
}  # fmt: skip


def page_card(request: Request) -> Response:
    """The card of a page under the filter of the address."""
    name = request.path_params["name"]
    if name not in PAGES:
        return error(404, "card", name[:200], "no such card")
    return _answered(request, name, request.query_params.multi_items())


def city_card(request: Request) -> Response:
    """The card of one city: its levels on a time axis; 404 where there is no record of it."""
    slug = request.path_params["slug"]
    asked = pairs_of_city(slug, request.query_params.multi_items(), SHELF.current())
    return _answered(request, "city", asked) if asked else error(404, "city", slug[:200], UNKNOWN_CITY)


def _answered(request: Request, name: str, pairs: list[tuple[str, str]]) -> Response:
    snapshot, site = SHELF.current(), base(request)
    known = freshness.not_modified(request, snapshot)
    if known:
        return known
    asked = asked_of(PAGES[name], pairs, snapshot)
    key = (site, name, asked.filters, asked.slugs, asked.text)
    made = CARDS.get(snapshot.name, key) or CARDS.put(snapshot.name, key, png(card(asked, site)))
    return Response(made, media_type="image/png", headers=freshness.headers(snapshot))


def card(asked: Asked, site: str) -> str:
    """The card as SVG."""
    answer = answer_of(asked)
    draw = small_pictures.history if len(asked.slugs) == 1 else PICTURES.get(asked.page.name, small_pictures.cities_map)
    is_beside = draw is small_pictures.cities_map
    left, top, scale, size = ON_THE_RIGHT if is_beside else UNDER_THE_TEXT
    lines, font = fitted(heading(asked, answer), 610 if is_beside else 1080, 5 if is_beside else 2)
    apart = round(font * 1.18)
    theme = settings.page_colors()
    said = answer.sentences[0] if answer.sentences and is_beside else ""
    return TEMPLATES.get_template("card.svg").render(
        theme=theme, accent=theme["light"]["linkColor"], lines=lines, font=font, lines_apart=apart,
        sentence=textwrap.wrap(said, 44, max_lines=3, placeholder=" …"), sentence_from=110 + len(lines) * apart + 52,
        left=left, top=top, scale=scale, drawn=draw(asked, size), source=source(asked, site),
    )  # fmt: skip


def heading(asked: Asked, answer: Answer) -> str:
    """What stands in large letters: the short title, without the name of the page before it."""
    return answer.title.partition(": ")[2] or answer.title if asked.page.name in ("map", "records", "practices") else answer.title


def source(asked: Asked, site: str) -> str:
    """The line at the foot: date, source, license, address."""
    terms = asked.snapshot.terms.name
    return f"As of {words.day(asked.as_of)} · Source: record of certified cities, {terms} · {urlsplit(site).netloc}"


def fitted(text: str, width: int, most_lines: int) -> tuple[list[str], int]:
    """The text in at most so many lines of that width, and the size of its letters: the largest that fits."""
    for font in range(LARGEST, SMALLEST, -2):
        lines = textwrap.wrap(text, int(width / (font * 0.52)))
        if len(lines) <= most_lines:
            return lines, font
    return textwrap.wrap(text, int(width / (SMALLEST * 0.52)), max_lines=most_lines, placeholder=" …"), SMALLEST


ROUTES = [
    Route("/cards/city/{slug}.png", city_card, methods=["GET", "HEAD"]),
    Route("/cards/{name}.png", page_card, methods=["GET", "HEAD"]),
]
