"""`/cities/`: every city on record on one small page, for search engines, printing and readers without a script."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from api.city_pages import PAGES
from api.page_head_tags import PORTAL, preview
from queries import words
from queries.address_parser import parse
from queries.city_answers import standing_words
from queries.file_formats import rows
from queries.snapshot import SHELF
from server import freshness
from server.public_address import link

TITLE = "Every city on record"


def index(request: Request) -> Response:
    """The list as of the date of the address."""
    snapshot = SHELF.current()
    known = freshness.not_modified(request, snapshot)
    if known:
        return known
    filters = parse([pair for pair in request.query_params.multi_items() if pair[0] == "as_of"], snapshot.words)[0]
    cities = [{**row, "standing_words": standing_words(row)} for row in rows(snapshot.remembered("cities_on_record", filters))]
    said = f"{words.of(len(cities), 'city', 'cities')} with an award or an Honor Roll entry, each with its sources."
    address = link(request, "/cities/", filters.pairs())
    html = PAGES.get_template("cities.html").render(
        title=f"{TITLE} · {PORTAL}", description=said, canonical=address, cities=cities,
        preview="\n".join(preview(TITLE, said, address, link(request, "/cards/overview.png", filters.pairs()))),
        as_of=words.day(filters.as_of or snapshot.newest), query=f"?{urlencode(filters.pairs())}" if filters.pairs() else "",
    )  # fmt: skip
    return HTMLResponse(html, headers=freshness.headers(snapshot))


ROUTES = [
    Route("/cities", lambda request: RedirectResponse("/cities/", 308)),
    Route("/cities/", index, methods=["GET", "HEAD"]),
]
