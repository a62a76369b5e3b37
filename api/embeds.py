"""`/embed/…`: pictures of the record for other sites, as a light page that any site may frame, as SVG and as PNG."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

import settings
from api import small_pictures
from api.bounded_cache import BoundedCache
from api.drawn_png import png
from api.first_answer import TEMPLATES
from api.small_pictures import Draw, Shape, Size
from queries import words
from queries.embed_list import EMBEDS, WIDTH, Embed
from queries.page_answers import Answer, address
from queries.page_asked import UNKNOWN_CITY, Asked, asked_of, pairs_of_city
from queries.page_list import PAGES
from queries.quotes import answer_of
from queries.snapshot import SHELF
from server import freshness
from server.errors import error
from server.public_address import base

MOST_BYTES = 6_000_000
PNG_WIDTH = 2 * WIDTH
MADE: BoundedCache[bytes] = BoundedCache(MOST_BYTES, len)
DRAW: dict[str, Draw] = {
    "growth": small_pictures.growth, "levels": small_pictures.levels, "map": small_pictures.cities_map,
    "city": small_pictures.history,
}  # fmt: skip
MEDIA_TYPES = {"": "text/html; charset=utf-8", "svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True)
class Shown:
    """One picture under one filter: what it says and what it leads to."""

    embed: Embed
    asked: Asked
    answer: Answer
    site: str

    @property
    def title(self) -> str:
        """The finding, as short as it goes."""
        return self.answer.title.partition(": ")[2] if self.embed.name == "map" else self.answer.title

    @property
    def link(self) -> str:
        """The page with the same filter, its date as it was asked for; of a city the small one."""
        path = f"/cities/{self.asked.slugs[0]}" if self.embed.name == "city" else self.asked.page.address
        return f"{self.site}{address(path, self.asked.filters.pairs())}"

    @property
    def canonical(self) -> str:
        """The page that says the same; blank where that is the front page, which search engines take for a mistake."""
        return "" if self.embed.name != "city" and self.asked.page.address == "/" else self.link

    @property
    def source(self) -> str:
        """Date, source and license."""
        return f"As of {words.day(self.asked.as_of)} · Source: record of certified cities, {self.asked.snapshot.terms.name}"

    @property
    def description(self) -> str:
        """For search engines: the finding, its first sentence, date and source."""
        return " ".join([f"{self.title}.", *self.answer.sentences[:1], f"{self.source}."])

    def drawn(self, height: float) -> list[Shape]:
        """The shapes of the picture."""
        if self.embed.name == "count":
            return [Shape("text", 10, height - 14, text=self.answer.number, look="huge")]
        return DRAW[self.embed.name](self.asked, Size(WIDTH, height))


def embed(request: Request) -> Response:
    """One picture in the form that the address names: a page, `.svg` or `.png`; 404 where there is none."""
    name, _, suffix = request.path_params["name"].partition(".")
    if suffix not in MEDIA_TYPES or name not in EMBEDS or (name == "city") != ("slug" in request.path_params):
        return error(404, "embed", request.url.path[:200], f"no such picture; these are: {', '.join(EMBEDS)}")
    return _answered(request, EMBEDS[name], suffix, request.query_params.multi_items())


def of_city(request: Request) -> Response:
    """The levels of one city on a time axis; 404 where there is no record of it."""
    slug, _, suffix = request.path_params["slug"].partition(".")
    asked = pairs_of_city(slug, request.query_params.multi_items(), SHELF.current())
    if suffix not in MEDIA_TYPES or not asked:
        return error(404, "city", slug[:200], UNKNOWN_CITY)
    return _answered(request, EMBEDS["city"], suffix, asked)


def _answered(request: Request, one: Embed, suffix: str, pairs: list[tuple[str, str]]) -> Response:
    snapshot, site = SHELF.current(), base(request)
    known = freshness.not_modified(request, snapshot)
    if known:
        return known
    asked = asked_of(PAGES[one.page], pairs, snapshot)
    key = (site, one.name, suffix, asked.filters, asked.slugs, asked.notices)
    made = MADE.get(snapshot.name, key) or MADE.put(snapshot.name, key, _made(Shown(one, asked, answer_of(asked), site), suffix))
    headers = freshness.headers(snapshot) | {"Access-Control-Allow-Origin": "*"}
    if suffix:
        return Response(made, media_type=MEDIA_TYPES[suffix], headers=headers)
    return HTMLResponse(made, headers=headers)


def _made(shown: Shown, suffix: str) -> bytes:
    if suffix == "png":
        return png(picture(shown, is_both=False), PNG_WIDTH)
    return (picture(shown) if suffix == "svg" else page(shown)).encode()


def picture(shown: Shown, is_both: bool = True) -> str:
    """The picture by itself, with its title, date and source; `is_both`: it follows the light or dark setting of its reader."""
    said = shown.answer.sentences[0] if shown.embed.name == "count" and shown.answer.sentences else ""
    lines = [*textwrap.wrap(shown.title, 46), *textwrap.wrap(said, 60)]
    top = 20 + 24 * len(lines)
    height = top + shown.embed.height + 50
    theme = settings.page_colors()
    return TEMPLATES.get_template("embed.svg").render(
        theme=theme, accent=theme["light"]["linkColor"], dark_accent=theme["dark"]["linkColor"], is_both=is_both, width=WIDTH,
        height=height, top=top, lines=lines, title=shown.title, source=[shown.source, shown.site],
        drawn=shown.drawn(shown.embed.height),
    )  # fmt: skip


def page(shown: Shown) -> str:
    """The picture as a page of its own for a frame: it runs no script and follows the setting of its reader."""
    theme = settings.page_colors()
    return TEMPLATES.get_template("embed.html").render(
        shown=shown, theme=theme, accent=theme["light"]["linkColor"], dark_accent=theme["dark"]["linkColor"], width=WIDTH,
        height=shown.embed.height, drawn=shown.drawn(shown.embed.height), notices=shown.asked.notices,
    )  # fmt: skip


ROUTES = [
    Route("/embed/city/{slug}", of_city, methods=["GET", "HEAD"]),
    Route("/embed/{name}", embed, methods=["GET", "HEAD"]),
]
