"""The HTTP routes beside the pages."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import BaseRoute, Mount, Route

from api import (
    cards,
    catalogs,
    city_index,
    city_pages,
    crawlers,
    download_routes,
    embeds,
    feed,
    first_answer,
    index,
    lists,
    openapi,
    picture_data,
    version_routes,
)  # fmt: skip
from api.cross_origin import OPEN
from api.people_files import PEOPLE
from queries.endpoints import PREFIX
from queries.snapshot import SHELF, NoSnapshot
from server.errors import unknown


def healthz(request: Request) -> JSONResponse:
    """The identity of the snapshot that is shown; 503 where there is none."""
    try:
        snapshot = SHELF.current()
    except NoSnapshot:
        return JSONResponse({"status": "no snapshot"}, status_code=503)
    return JSONResponse(
        {
            "status": "ok",
            "snapshot": snapshot.name,
            "content_sha256": snapshot.facts["content_sha256"],
            "built_at": snapshot.facts["built_at"],
            "as_of": snapshot.newest.isoformat(),
        }
    )


API: list[BaseRoute] = [
    *index.ROUTES,
    *lists.routes(),
    Route("/openapi.json", openapi.description),
    *picture_data.ROUTES,
    Mount("/", unknown),
]
ROUTES: list[BaseRoute] = [
    Route("/healthz", healthz, methods=["GET", "HEAD"]),
    # Some clients ask for it without looking at the page, which names its own.
    Route("/favicon.ico", lambda request: RedirectResponse("/favicon.png")),
    Route(PREFIX, lambda request: RedirectResponse(f"{PREFIX}/")),
    Mount(PREFIX, routes=API, middleware=[OPEN]),
    Mount(PEOPLE, routes=[*lists.csv_routes(), *picture_data.ROUTES, Mount("/", unknown)]),
    Route("/downloads", lambda request: RedirectResponse("/downloads/")),
    Mount("/downloads", routes=[*version_routes.ROUTES, *download_routes.ROUTES, Mount("/", unknown)], middleware=[OPEN]),
    *city_index.ROUTES,
    *city_pages.ROUTES,
    *first_answer.ROUTES,
    *cards.ROUTES,
    *embeds.ROUTES,
    *feed.ROUTES,
    *crawlers.ROUTES,
    *catalogs.ROUTES,
]
