"""`datapackage.json`: the files described as a Frictionless Data Package v2, with Table Schemas from the dictionary."""

from __future__ import annotations

from pathlib import Path

from etl.publishing.snapshot_files import sha256_of
from etl.publishing.terms_of_files import licenses
from etl.schema import TABLES, Column

TITLE = "Certified cities: the independent record"
DESCRIPTION = (
    "Which city halls in the Americas were certified for using data well, when, at which level, and who says so. As of {as_of}. "
    "Not run by the program. In the CSV files an apostrophe stands before a text that a spreadsheet would run as a formula."
)
PROFILES = "https://datapackage.org/profiles/2.0"
TYPES = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "date": "date",
    "boolean": "boolean",
    "timestamp": "datetime",
}
SOURCES = [
    {"title": "GeoNames (CC BY 4.0): locations of cities", "path": "https://www.geonames.org/"},
    {"title": "SimpleMaps (CC BY 4.0): location of Las Condes", "path": "https://simplemaps.com/"},
    {"title": "US Census Bureau (public domain): outlines of states, US populations", "path": "https://www.census.gov/"},
    {"title": "Natural Earth (public domain): outlines of countries", "path": "https://www.naturalearthdata.com/"},
    {"title": "Awards, totals, stories and evidence: the page that each row names as its source"},
]
OF_A_CITY = ("awards", "practice_evidence", "stories")
Resource = tuple[Path, str, dict[str, Column]]


def described(resources: dict[str, Resource], facts: dict[str, str]) -> dict[str, object]:
    """The package: `resources` are the CSV file, what one row is, and the columns of each; `facts` are those of the build."""
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": "certified-cities",
        "title": TITLE,
        "description": DESCRIPTION.format(as_of=facts["as_of"]),
        "version": f"{facts['as_of']}+{facts['content_sha256'][:8]}",
        "created": facts["built_at"],
        "licenses": licenses(facts),
        "sources": SOURCES,
        "keywords": ["cities", "open data", "certification", "government performance"],
        "resources": [_resource(name, *resource) for name, resource in resources.items()],
    }


def _resource(name: str, path: Path, description: str, columns: dict[str, Column]) -> dict[str, object]:
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": name,
        "type": "table",
        "path": path.name,
        "description": description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
        "schema": _schema(name, columns),
    }


def _schema(name: str, columns: dict[str, Column]) -> dict[str, object]:
    table = TABLES.get(name)
    never_blank = set(table.required) | set(table.key) if table else {"city_id"}
    schema: dict[str, object] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(column_name, column, column_name in never_blank) for column_name, column in columns.items()],
        "missingValues": [""],
        "primaryKey": list(table.key) if table else ["city_id"],
    }
    if not schema["primaryKey"]:
        del schema["primaryKey"]
    if name in OF_A_CITY:
        schema["foreignKeys"] = [{"fields": ["city_id"], "reference": {"resource": "cities", "fields": ["city_id"]}}]
    return schema


def _field(name: str, column: Column, is_required: bool) -> dict[str, object]:
    limits = {
        "enum": list(column.allowed) or None,
        "minimum": column.least,
        "maximum": column.most,
        "required": is_required or None,
    }
    constraints = {key: value for key, value in limits.items() if value is not None}
    field = {"name": name, "title": column.title, "type": TYPES[column.kind], "description": column.description}
    return field | ({"unit": column.unit} if column.unit else {}) | ({"constraints": constraints} if constraints else {})
