"""What a team would write instead of the build, without a check: `python pandas_build.py awards.csv folder`.

A CSV of awards into SQLite, and the same kinds of download as the portal publishes: each table as CSV and Parquet, a workbook,
the cities as GeoJSON, a ZIP, the database, a description and checksums.
"""

import hashlib
import json
import shutil
import sqlite3
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pandas as pd

OF_A_CITY = ["city", "state", "country", "population", "population_year", "lat", "lon"]


def tables(source: str) -> dict[str, pd.DataFrame]:
    """The awards as they are, the cities, each city with its latest level, and how long each city stood where."""
    awards = pd.read_csv(source)
    of_city = awards.groupby(["city", "state"], sort=False)
    cities = awards[OF_A_CITY].drop_duplicates(["city", "state"])
    latest = of_city.last()[["level", "year"]].add_prefix("latest_").reset_index()
    standings = awards[["city", "state", "level", "announced_on"]].assign(valid_to=of_city["announced_on"].shift(-1))
    return {"awards": awards, "cities": cities, "certified_cities": cities.merge(latest), "standings": standings}


def write(found: dict[str, pd.DataFrame], out: Path) -> None:
    """All files, each by what pandas and Python have for it."""
    for name, frame in found.items():
        frame.to_csv(out / f"{name}.csv", index=False)
        frame.to_parquet(out / f"{name}.parquet", index=False)
    with pd.ExcelWriter(out / "record.xlsx", engine="xlsxwriter", engine_kwargs={"options": {"constant_memory": True}}) as book:
        for name, frame in found.items():
            frame.to_excel(book, sheet_name=name, index=False)
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [city["lon"], city["lat"]]}, "properties": city}
        for city in found["certified_cities"].to_dict("records")
    ]
    (out / "certified_cities.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    described = [{"name": name, "rows": len(frame), "columns": list(frame.columns)} for name, frame in found.items()]
    (out / "datapackage.json").write_text(json.dumps({"resources": described}))
    with zipfile.ZipFile(out / "record.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in [*out.glob("*.csv"), out / "datapackage.json"]:
            archive.write(path, path.name)
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(out.iterdir())]
    (out / "SHA256SUMS").write_text("".join(sums))


if __name__ == "__main__":
    source, folder = sys.argv[1], Path(sys.argv[2])
    (folder / "downloads").mkdir(parents=True)
    found = tables(source)
    with closing(sqlite3.connect(folder / "record.db")) as con:
        for name, frame in found.items():
            frame.to_sql(name, con, index=False)
    shutil.copy(folder / "record.db", folder / "downloads")
    write(found, folder / "downloads")
