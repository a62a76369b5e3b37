"""`/api/v1/answers/<query>.csv` and `.json`: what a picture of the portal shows, by the same query and filter."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import queries
from api.request_parameters import filters_of
from file_writers.csv_file import as_csv
from queries.file_formats import rows
from queries.snapshot import SHELF
from server import freshness
from server.errors import error

FORMATS = ("csv", "json")


def answer(request: Request) -> Response:
    """The rows of one query under the filter of the address; 404 for no such query, 400 for a value that means nothing."""
    file = request.path_params["file"]
    name, _, suffix = file.rpartition(".")
    if suffix not in FORMATS or name not in queries.names():
        return error(404, "file", file, "no such answer")
    snapshot = SHELF.current()
    filters = filters_of(request.query_params.multi_items(), snapshot)
    missing = queries.query(name).parameters - {"asked"}
    if missing:
        return error(400, sorted(missing)[0], "", "cannot be asked for here")
    known = freshness.not_modified(request, snapshot)
    if known:
        return known
    table, headers = snapshot.ask(name, filters), freshness.headers(snapshot)
    if suffix == "json":
        return JSONResponse({"question": queries.query(name).question, "rows": rows(table)}, headers=headers)
    disposition = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(as_csv(table), media_type="text/csv", headers=headers | disposition)


ROUTES = [Route("/answers/{file}", answer)]
