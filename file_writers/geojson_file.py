"""GeoJSON: a FeatureCollection of places, written one after the other; what it is about stands before them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping


def pieces(rows: Iterable[Mapping[str, object]], meta: Mapping[str, object]) -> Iterator[str]:
    """The text of the collection in pieces, none of them large; `rows` are JSON-ready, with lat and lon (degrees, WGS 84)."""
    collection = json.dumps({"type": "FeatureCollection", "meta": meta, "features": []}, ensure_ascii=False)
    yield collection.removesuffix("]}")
    for number, row in enumerate(rows):
        yield (", " if number else "") + json.dumps(_feature(row), ensure_ascii=False)
    yield "]}"


def as_geojson(rows: Iterable[Mapping[str, object]], meta: Mapping[str, object]) -> bytes:
    """The collection as a file."""
    return "".join(pieces(rows, meta)).encode("utf-8")


def _feature(row: Mapping[str, object]) -> dict[str, object]:
    """One place; one without a point has no geometry, and its id is that of the city where the row has one."""
    properties = {name: value for name, value in row.items() if name not in ("lat", "lon")}
    lat, lon = row["lat"], row["lon"]
    point = {"type": "Point", "coordinates": [lon, lat]} if lat is not None and lon is not None else None
    named = {"id": row["city_id"]} if "city_id" in row else {}
    return {"type": "Feature", **named, "geometry": point, "properties": properties}
