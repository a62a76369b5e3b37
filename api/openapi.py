"""`/api/v1/openapi.json`: the open API described by OpenAPI 3.1, made from the table of endpoints and the dictionary."""

from __future__ import annotations

import pandas as pd
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

import settings
from api.answer_schema import TEXT, content
from api.lists import columns_of
from api.parameter_schema import schema
from queries.citation import PUBLISHER
from queries.endpoints import ENDPOINTS, MANY, MEDIA_TYPES, PARAMETERS, PREFIX, Endpoint, example
from queries.filters import NAMES
from queries.snapshot import SHELF, Snapshot
from server import freshness
from server.public_address import base

FORMS = {
    "json": "rows with what was asked beside them",
    "csv": "pure rows under a header",
    "geojson": "points on a map",
    "parquet": "a table with its types",
    "xlsx": "a workbook with its dictionary and citation",
    "zip": "a CSV with its description, dictionary and citation",
}
DESCRIPTION = (
    "The public record of What Works Cities Certification, independent of the program. The pages, this API and the files answer "
    "the same question with the same number, because they run the same query. The unit of record is an award; a city counts "
    "once, by its first certification. Every answer can be asked as of a past date. A filter can be repeated: its values are "
    "alternatives. An answer carries an ETag and can be had in byte ranges. No key is needed. "
    "What is described here stays: /api/v1/ says what may change and how it is announced."
)
ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["parameter", "value", "message"],
            "properties": {name: {"type": "string"} for name in ("parameter", "value", "message")},
        }
    },
}


def description(request: Request) -> Response:
    """The OpenAPI document."""
    snapshot = SHELF.current()
    return freshness.not_modified(request, snapshot) or JSONResponse(
        document(snapshot, base(request)), headers=freshness.headers(snapshot)
    )


def document(snapshot: Snapshot, address: str) -> dict[str, object]:
    """OpenAPI 3.1 of what the portal at `address` answers from this snapshot."""
    cities = sorted(snapshot.ask("cities_with_a_record")["city_id"])
    paths = {}
    for endpoint in ENDPOINTS:
        columns = columns_of(endpoint, snapshot)
        for suffix in ("", *endpoint.formats):
            path = f"{PREFIX}/{endpoint.name}{'.' + suffix if suffix else ''}"
            paths[path] = {"get": _operation(endpoint, suffix or "json", path, snapshot, cities, columns)}
    paths[f"{PREFIX}/answers/{{file}}"] = {"get": _picture()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": PUBLISHER,
            "version": "1",
            "description": DESCRIPTION,
            "license": {"name": snapshot.terms.name, **({"url": snapshot.terms.url} if snapshot.terms.url else {})},
            "contact": contact(address),
        },
        "servers": [{"url": address}],
        "security": [],
        "tags": [
            *({"name": one.name, "description": one.summary} for one in ENDPOINTS),
            {"name": "pictures", "description": "The rows that a picture of the portal shows"},
        ],
        "paths": paths,
        "components": {
            "schemas": {"Error": ERROR},
            "parameters": {name: _parameter(name, snapshot, cities, []) for name in PARAMETERS if name != "column"},
        },
    }


def contact(address: str) -> dict[str, str]:
    """Whom to ask: the contact of the settings, else the page about the record."""
    said = settings.current().contact
    if said.startswith(("https://", "http://")):
        return {"name": PUBLISHER, "url": said}
    return {"name": PUBLISHER, "email": said} if "@" in said else {"name": PUBLISHER, "url": f"{address}/about"}


def _operation(
    endpoint: Endpoint, suffix: str, path: str, snapshot: Snapshot, cities: list[str], columns: pd.DataFrame
) -> dict[str, object]:
    names = columns["column_name"].tolist()
    bad = {"schema": {"$ref": "#/components/schemas/Error"}}
    return {
        "summary": endpoint.summary,
        "description": f"{endpoint.summary}, as {FORMS[suffix]}. The page that shows the same: {endpoint.page}.",
        "tags": [endpoint.name],
        "operationId": path.removeprefix(PREFIX).strip("/").replace(".", "_"),
        "parameters": [
            _parameter(name, snapshot, cities, names) if name == "column" else {"$ref": f"#/components/parameters/{name}"}
            for name in endpoint.parameters
        ],
        "responses": {
            "200": {"description": endpoint.summary, "content": {MEDIA_TYPES[suffix].split(";")[0]: content(suffix, columns)}},
            "304": {"description": "Nothing is new since the answer whose ETag was sent in If-None-Match"},
            "400": {"description": "A value that means nothing", "content": {"application/json": bad}},
            "503": {"description": "No data has been loaded yet", "content": {"application/json": bad}},
        },
    }


def _picture() -> dict[str, object]:
    """What a picture of the portal shows, by the name of its question."""
    bad = {"schema": {"$ref": "#/components/schemas/Error"}}
    rows = {
        "type": "object",
        "required": ["question", "rows"],
        "properties": {"question": {"type": "string"}, "rows": {"type": "array", "items": {"type": "object"}}},
    }
    forms = {"application/json": {"schema": rows}, "text/csv": {"schema": TEXT}, "application/zip": {}}
    file = {
        "name": "file",
        "in": "path",
        "required": True,
        "description": "Name of the question and `csv`, `json` or `zip`, as the links under each picture have it.",
        "schema": {"type": "string", "minLength": 1, "pattern": r"^[a-z_]+[.](csv|json|zip)$"},
        "example": "city_count_by_level.csv",
    }
    return {
        "summary": "The rows that a picture of the portal shows",
        "description": "The table behind a picture, under the filter of its page. Its columns may change with the picture.",
        "tags": ["pictures"],
        "operationId": "answers",
        "parameters": [file, *({"$ref": f"#/components/parameters/{name}"} for name in NAMES)],
        "responses": {
            "200": {"description": "The rows; in the archive a CSV and how to cite it", "content": forms},
            "304": {"description": "Nothing is new since the answer whose ETag was sent in If-None-Match"},
            "400": {
                "description": "A value that means nothing, or a question that needs more",
                "content": {"application/json": bad},
            },
            "404": {"description": "No such question", "content": {"application/json": bad}},
            "503": {"description": "No data has been loaded yet", "content": {"application/json": bad}},
        },
    }


def _parameter(name: str, snapshot: Snapshot, cities: list[str], columns: list[str]) -> dict[str, object]:
    value, many = schema(name, snapshot.words, cities, columns), name in MANY
    return {
        "name": name,
        "in": "query",
        "required": name == "by",
        "description": snapshot.words.filled(PARAMETERS[name].description),
        "schema": {"type": "array", "items": value} if many else value,
        "example": [example(name, snapshot.words)] if many else example(name, snapshot.words),
    } | ({"explode": True} if many else {})
