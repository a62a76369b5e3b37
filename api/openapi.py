"""`/api/v1/openapi.json`: the open API described by OpenAPI 3.1, made from the table of endpoints and the dictionary."""

from __future__ import annotations

from typing import Any

import pandas as pd
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.lists import columns_of
from api.parameter_schema import schema
from queries.citation import PUBLISHER
from queries.endpoints import ENDPOINTS, MANY, MEDIA_TYPES, PARAMETERS, PREFIX, Endpoint, example
from queries.snapshot import SHELF, Snapshot
from server import freshness
from server.public_address import base

TYPES = {
    "text": "string",
    "date": "string",
    "timestamp": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
}
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
    "alternatives. An answer carries the ETag of its snapshot. No key is needed."
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
    return {
        "openapi": "3.1.0",
        "info": {
            "title": PUBLISHER,
            "version": "1",
            "description": DESCRIPTION,
            "license": {"name": snapshot.terms.name, **({"url": snapshot.terms.url} if snapshot.terms.url else {})},
        },
        "servers": [{"url": address}],
        "security": [],
        "tags": [{"name": one.name, "description": one.summary} for one in ENDPOINTS],
        "paths": paths,
        "components": {"schemas": {"Error": ERROR}},
    }


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
        "parameters": [_parameter(name, snapshot, cities, names) for name in endpoint.parameters],
        "responses": {
            "200": {"description": endpoint.summary, "content": {MEDIA_TYPES[suffix].split(";")[0]: _body(suffix, columns)}},
            "304": {"description": "Nothing is new since the snapshot whose ETag was sent in If-None-Match"},
            "400": {"description": "A value that means nothing", "content": {"application/json": bad}},
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


def _body(suffix: str, columns: pd.DataFrame) -> dict[str, object]:
    if suffix == "json":
        rows = {"type": "array", "items": _row(columns)}
        return {"schema": {"type": "object", "required": ["meta", "rows"], "properties": {"meta": _meta(), "rows": rows}}}
    if suffix == "geojson":
        feature = _geojson("Feature", geometry={"type": ["object", "null"]}, properties=_row(columns))
        collection = _geojson("FeatureCollection", features={"type": "array", "items": feature})
        collection["properties"]["meta"] = _meta()
        return {"schema": collection}
    return {"schema": {"type": "string"}} if suffix == "csv" else {}


def _geojson(kind: str, **members: dict[str, object]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["type", *members],
        "properties": {"type": {"type": "string", "const": kind}, **members},
    }


def _row(columns: pd.DataFrame) -> dict[str, object]:
    properties = {column["column_name"]: _column(column) for column in columns.to_dict("records")}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _column(column: dict[str, object]) -> dict[str, object]:
    kind = TYPES[str(column["data_type"])]
    described: dict[str, object] = {"type": kind if column["is_required"] else [kind, "null"], "title": column["column_title"]}
    described["description"] = (
        f"{column['description']}{' Unit: ' + str(column['unit']) + '.' if isinstance(column['unit'], str) else ''}"
    )
    if isinstance(column["allowed_values"], str):
        described["enum"] = [*column["allowed_values"].split(" | "), *([] if column["is_required"] else [None])]
    return described | ({"format": "date"} if column["data_type"] == "date" else {})


def _meta() -> dict[str, object]:
    text = ("snapshot", "citation", "license")
    return {
        "type": "object",
        "required": ["as_of", "filters", "row_count", *text],
        "properties": {
            "as_of": {"type": "string", "format": "date"},
            "filters": {"type": "object", "description": "The filter in the public words of the addresses."},
            "row_count": {"type": "integer", "description": "Rows of this answer."},
            "matching_count": {"type": "integer", "description": "Rows that match, before limit and offset."},
            "announced_total": {
                "type": ["integer", "null"],
                "description": "Counts only: cities the program had announced by then, whatever the filter.",
            },
            "announced_total_basis": {"type": ["string", "null"], "enum": ["stated", "our sum", None]},
            **{name: {"type": "string"} for name in text},
        },
    }
