"""The two drawn maps on planes in kilometers: outlines ready to draw, the point of each city, the box of each region.

The US is the composite of data/geo (Alaska, Hawaii and Puerto Rico as insets), the Americas are an equal-area projection.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer

from etl.reading.data_files import read_table
from etl.reading.reference import typed
from etl.schema import TABLES

HOME, AMERICAS = "United States", "Americas"
AMERICAS_CRS = "+proj=laea +lat_0=5 +lon_0=-80 +units=km"
DETAIL_KM = {HOME: 5, AMERICAS: 16}
SMALLEST_ISLAND_KM2 = {HOME: 40, AMERICAS: 500}
MARGIN = 0.04
EARTH_KM = 6371


@dataclass(frozen=True)
class Composite:
    """The layout of us_states_composite.geojson: projection, scale and shift of the mainland and of each inset."""

    parts: dict[str, dict]

    @classmethod
    def read(cls, data: Path) -> Composite:
        return cls(json.loads((data / "geo" / "us_states_composite.geojson").read_text(encoding="utf-8"))["composite"])

    def place(self, lon: float, lat: float, state: str) -> tuple[float, float]:
        """Where a point of a state stands on the composite, in kilometers."""
        part = self.parts.get(state, self.parts["US"])
        x, y = _to_plane(part["crs"]).transform(lon, lat)
        (x0, y0), (right, up) = part["origin_m"], part["shift_km"]
        return (x - x0) / 1000 * part["scale"] + right, (y - y0) / 1000 * part["scale"] + up


def files(data: Path) -> list[Path]:
    """What the maps are made of, besides the outlines that the reference tables name already."""
    return [data / "geo" / "us_states_composite.geojson", data / "map_regions.csv"]


def drawn(cities: pd.DataFrame, data: Path) -> dict[str, pd.DataFrame]:
    """The tables `outlines`, `map_points`, `map_regions` and `city_regions`; `cities`: city_id, state, country, lat, lon."""
    shapes = {HOME: _states(data), AMERICAS: _countries(data)}
    insets = set(Composite.read(data).parts) - {"US"}
    regions = _regions(shapes, data)
    lines = [_outlines(name, shape, insets if name == HOME else set()) for name, shape in shapes.items()]
    outlines = pd.concat(lines, ignore_index=True)
    return {
        "outlines": typed("outlines", outlines, "data/geo"),
        "map_points": typed("map_points", points(cities, data), "data/cities.csv"),
        "map_regions": typed("map_regions", regions.drop(columns=["members", "lat", "lon", "radius_km"]), "data/map_regions.csv"),
        "city_regions": typed("city_regions", _members(cities, regions), "data/map_regions.csv"),
    }


def _members(cities: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """The cities of each region by its states or countries, of each area by their distance: city_id, region."""
    found = []
    for region in regions[regions["region_kind"].isin(["region", "area"])].to_dict("records"):
        if region["region_kind"] == "region":
            codes = cities["state"].where(cities["country"] == "US", "") if region["map_name"] == HOME else cities["country"]
            is_inside = codes.isin(region["members"].split("|"))
        else:
            is_inside = _distance_km(cities, float(region["lat"]), float(region["lon"])) <= float(region["radius_km"])
        found += [(city_id, region["region"]) for city_id in cities.loc[is_inside, "city_id"]]
    return pd.DataFrame(found, columns=["city_id", "region"])


def _distance_km(cities: pd.DataFrame, lat: float, lon: float) -> pd.Series:
    """How far each city is from a point on the globe; blank where its place is not known."""
    lats, lons = np.radians(cities["lat"].astype(float)), np.radians(cities["lon"].astype(float))
    across = np.sin((lons - np.radians(lon)) / 2) ** 2 * np.cos(lats) * np.cos(np.radians(lat))
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.sin((lats - np.radians(lat)) / 2) ** 2 + across))


def points(cities: pd.DataFrame, data: Path) -> pd.DataFrame:
    """The point of each city on each map that shows it: city_id, map_name, map_x, map_y (kilometers)."""
    placed = cities.dropna(subset=["lat", "lon"])
    home = placed[placed["country"] == "US"]
    composite = Composite.read(data)
    at_home = [composite.place(*row) for row in home[["lon", "lat", "state"]].itertuples(index=False)]
    return pd.concat([_at(home, HOME, at_home), _at(placed, AMERICAS, list(_in_americas(placed)))], ignore_index=True)


def _at(cities: pd.DataFrame, map_name: str, places: list[tuple[float, float]]) -> pd.DataFrame:
    xy = np.array(places, dtype=float).reshape(-1, 2).round(1)
    return pd.DataFrame({"city_id": cities["city_id"].to_numpy(), "map_name": map_name, "map_x": xy[:, 0], "map_y": xy[:, 1]})


def _in_americas(cities: pd.DataFrame) -> np.ndarray:
    lon, lat = (cities[name].astype(float).to_numpy() for name in ("lon", "lat"))
    return np.column_stack(_to_plane(AMERICAS_CRS).transform(lon, lat))


@cache
def _to_plane(crs: str) -> Transformer:
    """From degrees to the plane `crs`; setting one up takes longer than placing thousands of points."""
    return Transformer.from_crs("EPSG:4326", crs, always_xy=True)


def _states(data: Path) -> geopandas.GeoDataFrame:
    # The file is a plane in kilometers; a reader that finds no CRS takes GeoJSON for degrees.
    frame = geopandas.read_file(data / "geo" / "us_states_composite.geojson").set_crs(None, allow_override=True)
    return _simplified(frame.rename(columns={"usps": "place_code"}), HOME)


def _countries(data: Path) -> geopandas.GeoDataFrame:
    frame = geopandas.read_file(data / "geo" / "americas_countries.geojson").to_crs(AMERICAS_CRS)
    return _simplified(frame.rename(columns={"iso_a2": "place_code"}), AMERICAS)


def _simplified(frame: geopandas.GeoDataFrame, map_name: str) -> geopandas.GeoDataFrame:
    """Fewer points, neighbors still sharing their border; small islands go, but never a whole place."""
    simple = shapely.coverage_simplify(frame.geometry.values, DETAIL_KM[map_name])
    kept = [_without_islands(shape, SMALLEST_ISLAND_KM2[map_name]) for shape in simple]
    return frame.set_geometry(geopandas.GeoSeries(kept, index=frame.index))


def _without_islands(shape: shapely.Geometry, least_km2: float) -> shapely.Geometry:
    parts = sorted(shapely.get_parts(shape), key=lambda part: -part.area)
    return shapely.MultiPolygon([part for at, part in enumerate(parts) if at == 0 or part.area >= least_km2])


def _outlines(map_name: str, shapes: geopandas.GeoDataFrame, insets: set[str]) -> pd.DataFrame:
    middle = shapes.geometry.representative_point()
    return pd.DataFrame(
        {
            "map_name": map_name,
            "place_code": shapes["place_code"],
            "name": shapes["name"],
            "outline": [line(shape) for shape in shapes.geometry],
            "label_x": shapes.get("label_x", middle.x.round()).astype(float),
            "label_y": shapes.get("label_y", middle.y.round()).astype(float),
            "is_inset": shapes["place_code"].isin(insets),
        }
    )


def line(shape: shapely.Geometry) -> str:
    """The outer rings as one line in whole kilometers, as JSON `{"x": […], "y": […]}` with null between rings."""
    x: list[int | None] = []
    y: list[int | None] = []
    for part in shapely.get_parts(shape):
        ring = shapely.get_coordinates(part.exterior).round().astype(int)
        x += [*ring[:, 0].tolist(), None]
        y += [*ring[:, 1].tolist(), None]
    return json.dumps({"x": x[:-1], "y": y[:-1]}, separators=(",", ":"))


def _regions(shapes: dict[str, geopandas.GeoDataFrame], data: Path) -> pd.DataFrame:
    """The regions of data/map_regions.csv, then each state and country that is not one of them by name."""
    asked = read_table(data / "map_regions.csv", TABLES["map_regions"].in_file)
    composite = Composite.read(data)
    rows = [_region(row, shapes[row["map_name"]], composite) for row in asked.to_dict("records")]
    rows = [
        row | {name: written[name] for name in ("region_phrase", "members", "lat", "lon", "radius_km")}
        for row, written in zip(rows, asked.to_dict("records"), strict=True)
    ]
    taken = set(asked["region"])
    for (map_name, shape), kind in zip(shapes.items(), ("state", "country"), strict=True):
        for name, code, outline in zip(shape["name"], shape["place_code"], shape.geometry, strict=True):
            if name not in taken:
                rows.append(_row(name, map_name, kind, code, outline.bounds))
        taken |= set(shape["name"])
    return pd.DataFrame(rows)


def _region(row: dict, shapes: geopandas.GeoDataFrame, composite: Composite) -> dict:
    """One row of the file with its box: around a point, around its members, or the whole map."""
    if pd.notna(row["radius_km"]):
        lon, lat, radius = float(row["lon"]), float(row["lat"]), float(row["radius_km"])
        at = pd.DataFrame({"lon": [lon], "lat": [lat]})
        x, y = composite.place(lon, lat, "US") if row["map_name"] == HOME else _in_americas(at)[0]
        kind = "map" if row["region"] == row["map_name"] else "area"
        return _row(row["region"], row["map_name"], kind, None, (x - radius, y - radius, x + radius, y + radius))
    if pd.isna(row["members"]):
        return _row(row["region"], row["map_name"], "map", None, tuple(shapes.total_bounds))
    members = shapes[shapes["place_code"].isin(row["members"].split("|"))]
    return _row(row["region"], row["map_name"], "region", None, tuple(members.total_bounds))


def _row(region: str, map_name: str, kind: str, code: str | None, box: tuple[float, float, float, float]) -> dict:
    left, bottom, right, top = box
    wide, high = (right - left) * MARGIN, (top - bottom) * MARGIN
    return {
        "region": region,
        "map_name": map_name,
        "region_kind": kind,
        "place_code": code,
        "x_least": round(left - wide),
        "x_most": round(right + wide),
        "y_least": round(bottom - high),
        "y_most": round(top + high),
    }
