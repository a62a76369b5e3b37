"""`/api/v1/`: what the open API answers, where it is described, and what is promised to stay."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from queries.citation import PUBLISHER
from queries.endpoints import ENDPOINTS, PREFIX
from queries.snapshot import SHELF
from server import freshness
from server.public_address import base

# The written promise; docs/api.md is the same for people who run the portal, and a test holds the two together.
PROMISE = (
    "Addresses, parameters and columns under /api/v1/ stay as they are described. New lists, new columns, new formats and new "
    "values of a list are no break: read columns by name, and expect values that you do not know.",
    "What would break is announced in CHANGELOG.md at least 180 days ahead, answered under /api/v2/ beside "
    "/api/v1/, and marked there by the headers Deprecation and Sunset.",
    "An answer is as new as its ETag. A past date (as_of) is answered by what is on record today about that date; the record of "
    "an earlier day is the data package of that day.",
)


def index(request: Request) -> Response:
    """The lists with their formats, the description, the bulk files and the promise, as JSON."""
    snapshot, address = SHELF.current(), base(request)
    lists = {
        one.name: {
            "summary": one.summary,
            "formats": {suffix: f"{address}{PREFIX}/{one.name}.{suffix}" for suffix in one.formats},
            "parameters": one.parameters,
            "page": f"{address}{one.page}",
        }
        for one in ENDPOINTS
    }
    return freshness.not_modified(request, snapshot) or JSONResponse(
        {
            "title": PUBLISHER,
            "description": f"{address}{PREFIX}/openapi.json",
            "downloads": f"{address}/downloads/",
            "feeds": [f"{address}/feed.atom", f"{address}/changes.atom"],
            "license": snapshot.terms.identifier,
            "snapshot": snapshot.name,
            "as_of": snapshot.newest.isoformat(),
            "lists": lists,
            "promise": PROMISE,
        },
        headers=freshness.headers(snapshot),
    )


ROUTES = [Route("/", index)]
