"""What the rows of an answer look like in each format, as JSON Schema, made from the dictionary of the columns."""

from __future__ import annotations

from typing import Any

import pandas as pd

TYPES = {
    "text": "string",
    "date": "string",
    "timestamp": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
}
TEXT = {"type": "string"}
GEOMETRY: dict[str, object] = {
    "type": ["object", "null"],
    "description": "A point in WGS 84; null where no source gives one.",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"type": "string", "const": "Point"},
        "coordinates": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
    },
}


def content(suffix: str, columns: pd.DataFrame) -> dict[str, object]:
    """The content of an answer in the format `suffix`; empty where JSON Schema has no words for it."""
    if suffix == "json":
        rows = {"type": "array", "items": _row(columns)}
        return {"schema": {"type": "object", "required": ["meta", "rows"], "properties": {"meta": _meta(), "rows": rows}}}
    if suffix == "geojson":
        feature = _geojson("Feature", geometry=GEOMETRY, properties=_row(columns))
        feature["properties"]["id"] = {"type": "string", "description": "The city, as in `city_id`."}
        collection = _geojson("FeatureCollection", features={"type": "array", "items": feature})
        collection["properties"]["meta"] = _meta()
        return {"schema": collection}
    return {"schema": TEXT} if suffix == "csv" else {}


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
