"""Findings that do not stop a build: points that lie outside their state or country by more than 5 km."""

from __future__ import annotations

from pathlib import Path

import geopandas
import pandas as pd

from etl.findings import Finding
from etl.schema import TABLES

TOLERANCE_M = 5_000
EQUAL_AREA = {"US": "EPSG:9311", "elsewhere": "ESRI:102033"}


def points_outside(places: pd.DataFrame, outlines: geopandas.GeoDataFrame, code: str) -> pd.Series:
    """Meters from each point (lat, lon) to the outline that its column `code` names; 0 inside, NaN without an outline.

    `outlines` are on a plane in meters, where distances can be measured.
    """
    points = geopandas.GeoSeries.from_xy(places["lon"], places["lat"], index=places.index, crs=4326).to_crs(outlines.crs)
    areas = outlines.set_index(code).geometry.reindex(places[code].astype(object))
    return points.distance(geopandas.GeoSeries(areas.values, index=places.index, crs=outlines.crs), align=False)


def geography(tables: dict[str, pd.DataFrame], data: Path) -> list[Finding]:
    """Findings for every city and every US place of 30,000+ whose point is off by more than the tolerance."""
    states = _outlines(data, "us_states", "US").rename(columns={"usps": "state"})
    countries = _outlines(data, "americas_countries", "elsewhere").rename(columns={"iso_a2": "country"})
    cities, eligible = tables["cities"].dropna(subset=["lat", "lon"]), tables["eligible_places"]
    home, abroad = cities[cities["country"] == "US"], cities[cities["country"] != "US"]
    return [
        *_findings("cities", home, points_outside(home, states, "state")),
        *_findings("cities", abroad, points_outside(abroad, countries, "country")),
        *_findings("eligible_places", eligible, points_outside(eligible, states, "state")),
    ]


def _outlines(data: Path, name: str, where: str) -> geopandas.GeoDataFrame:
    return geopandas.read_file(data / "geo" / f"{name}.geojson").to_crs(EQUAL_AREA[where])


def _findings(table: str, places: pd.DataFrame, meters: pd.Series) -> list[Finding]:
    measured = places.assign(meters=meters)
    far = measured[~measured["meters"].le(TOLERANCE_M)]
    return [_outside(table, row) for row in far.to_dict("records")]


def _outside(table: str, row: dict) -> Finding:
    where = f"{row['meters'] / 1000:.1f} km outside" if pd.notna(row["meters"]) else "in no outline of"
    return Finding(
        f"data/{table}.csv",
        0,
        "lat",
        f"{row['lat']}, {row['lon']}",
        "point_in_its_state",
        f"{row['city']}, {row['state']}: the point lies {where} {row['state_name']}",
        "Check latitude and longitude against the source named in the row",
        blocks=False,
        city_id=row["city_id"],
    )


def as_table(findings: list[Finding]) -> pd.DataFrame:
    """The findings as rows of the table `quality_findings`, in a stable order."""
    rows = [
        {
            "finding_id": number,
            "rule": f.rule,
            "table_name": Path(f.file).stem if f.file.startswith("data/") else "awards",
            "record_file": Path(f.file).name if not f.file.startswith("data/") else f.file,
            "record_line": f.line or None,
            "city_id": f.city_id or None,
            "column_name": f.column or None,
            "value": f.value or None,
            "message": f.message,
            "mend": f.mend,
        }
        for number, f in enumerate(sorted(findings), start=1)
    ]
    return pd.DataFrame(rows, columns=list(TABLES["quality_findings"].columns))
