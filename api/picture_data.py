"""`/api/v1/answers/<query>.csv` and `.json`: what a picture of the portal shows, by the same query and filter."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import queries
from api import response_cache
from api.file_names import filename
from api.people_files import for_people
from api.request_parameters import filters_of, refuse_blank
from file_writers.csv_file import as_csv
from queries.citation import View, apa, bibtex, newsroom
from queries.endpoints import MEDIA_TYPES, PREFIX
from queries.file_formats import as_zip, rows
from queries.filters import Filters
from queries.snapshot import SHELF, Snapshot
from server import freshness
from server.errors import error
from server.public_address import link

FORMATS = ("csv", "json", "zip")


async def answer(request: Request) -> Response:
    """The answer, kept and given in parts like the lists."""
    return await response_cache.answered(made, request)


def made(request: Request) -> Response:
    """The rows of one query under the filter of the address; 404 for no such query, 400 for a value that means nothing."""
    file = request.path_params["file"]
    name, _, suffix = file.rpartition(".")
    if suffix not in FORMATS or name not in queries.names():
        return error(404, "file", file, "no such answer")
    snapshot = SHELF.current()
    pairs = request.query_params.multi_items()
    for one in pairs:
        refuse_blank(*one)
    filters = filters_of(pairs, snapshot)
    missing = queries.query(name).parameters - {"asked"}
    if missing:
        return error(400, sorted(missing)[0], "", "cannot be asked for here")
    known = freshness.not_modified(request, snapshot)
    if known:
        return known
    table, headers = snapshot.ask(name, filters), freshness.headers(snapshot)
    if suffix == "json":
        return JSONResponse({"question": queries.query(name).question, "rows": rows(table)}, headers=headers)
    called = filename(name.replace("_", " "), filters, "", (filters.as_of or snapshot.newest).isoformat(), snapshot.terms)
    body = for_people(request, as_csv(table), "csv")
    if suffix == "zip":
        body = as_zip({f"{name}.csv": body, "citation.txt": citation(request, snapshot, name, filters).encode()})
    disposition = {"Content-Disposition": f'attachment; filename="{called}.{suffix}"'}
    return Response(body, media_type=MEDIA_TYPES[suffix], headers=headers | disposition)


def citation(request: Request, snapshot: Snapshot, name: str, filters: Filters) -> str:
    """What a file says about itself: its question, filter, date, license and how to cite it."""
    as_of = filters.as_of or snapshot.newest
    pairs = [*filters.without("as_of").pairs(), ("as_of", as_of.isoformat())]
    question = queries.query(name).question
    view = View(question.rstrip("?"), as_of, link(request, f"{PREFIX}/answers/{name}.csv", pairs), snapshot.name, snapshot.terms)
    said = {
        "Question": question, "Filter": "; ".join(f"{key} = {value}" for key, value in pairs if key != "as_of") or "none",
        "As of": as_of.isoformat(), "License": snapshot.terms.in_full, "Snapshot": snapshot.name, "Newsroom": newsroom(view),
        "APA": apa(view), "BibTeX": bibtex(view),
    }  # fmt: skip
    return "\n\n".join(f"{what}\n{which}" for what, which in said.items()) + "\n"


ROUTES = [Route("/answers/{file}", answer)]
