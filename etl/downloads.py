"""The whole record as files: tables as CSV and Parquet, one workbook, the cities as GeoJSON, one ZIP, all with checksums."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import duckdb
import pandas as pd

from etl.answers import ANSWERS
from etl.assemble import one_value
from etl.datapackage import TITLE, described
from etl.schema import PANDAS_TYPES, TABLES, UNFINGERPRINTED, Column
from etl.snapshot import sha256_of

SUFFIX = ".downloads"
NAME = "certified-cities"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
LICENSE = "CC BY 4.0"
# What the portal draws and keeps book with; it is in the DuckDB file.
NOT_RECORDS = (
    {"outlines", "map_points", "map_regions", "place_names", "place_aliases"} | set(UNFINGERPRINTED) | {"quality_findings"}
)
Columns = dict[str, Column]


def contents() -> dict[str, tuple[str, Columns]]:
    """Name of the file -> what one row is and its columns: every table of the record, and the cities as they stand."""
    tables = {"certified_cities": ANSWERS["cities"]} | {name: table for name, table in TABLES.items() if name not in NOT_RECORDS}
    return {name: (table.description, {c: table.column(c) for c in table.columns}) for name, table in tables.items()}


def write(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Writes every file into the new `folder`, from the finished tables and views on `con`."""
    folder.mkdir()
    facts = dict(con.execute("select fact, fact_value from build_info").fetchall())
    facts["as_of"] = one_value(con, "select as_of::varchar from newest_date")
    frames = {name: _typed(con.execute(f'select * from "{name}"').df(), columns) for name, (_, columns) in contents().items()}
    for name, frame in frames.items():
        (folder / f"{name}.csv").write_bytes(as_csv(frame))
        _write_parquet(con, name, folder / f"{name}.parquet", facts)
    (folder / "certified_cities.geojson").write_text(_geojson(frames["certified_cities"], facts), encoding="utf-8")
    _write_workbook(frames, folder / f"{NAME}.xlsx", facts)
    package = described({name: (folder / f"{name}.csv", *what) for name, what in contents().items()}, facts)
    (folder / "datapackage.json").write_text(json.dumps(package, indent=1, ensure_ascii=False), encoding="utf-8")
    _write_zip(folder, folder / f"{NAME}.zip")
    _write_checksums(folder)


def neutral(frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` with every text that a spreadsheet would run as a formula set behind an apostrophe."""
    text = frame.select_dtypes("string")
    return frame.assign(**{c: text[c].mask(text[c].str.startswith(FORMULA_STARTS).fillna(False), "'" + text[c]) for c in text})


def as_csv(frame: pd.DataFrame) -> bytes:
    """`frame` as UTF-8 CSV: ISO dates, `true` and `false`, blanks for what is not known."""
    flags = frame.select_dtypes("boolean")
    plain = neutral(frame.assign(**{c: flags[c].map({True: "true", False: "false"}) for c in flags}))
    return plain.to_csv(index=False, lineterminator="\r\n", date_format="%Y-%m-%d").encode()


def _typed(frame: pd.DataFrame, columns: Columns) -> pd.DataFrame:
    return frame[list(columns)].astype({name: PANDAS_TYPES[column.kind] for name, column in columns.items()})


def _write_parquet(con: duckdb.DuckDBPyConnection, name: str, path: Path, facts: dict[str, str]) -> None:
    said = {"title": TITLE, "license": LICENSE, "as_of": facts["as_of"], "content_sha256": facts["content_sha256"]}
    words = ", ".join(f"{key}: '{value}'" for key, value in said.items())
    con.execute(
        f"copy (from \"{name}\") to '{str(path).replace(chr(39), chr(39) * 2)}' (format parquet, kv_metadata {{{words}}})"
    )


def _geojson(cities: pd.DataFrame, facts: dict[str, str]) -> str:
    rows = json.loads(cities.to_json(orient="records", date_format="iso", force_ascii=False))
    dates = cities.select_dtypes("datetime").columns
    features = []
    for row in rows:
        lat, lon = row.pop("lat"), row.pop("lon")
        row |= {c: row[c][:10] for c in dates if row[c]}
        point = {"type": "Point", "coordinates": [lon, lat]} if lat is not None and lon is not None else None
        features.append({"type": "Feature", "id": row["city_id"], "geometry": point, "properties": row})
    meta = {"title": TITLE, "as_of": facts["as_of"], "license": LICENSE, "row_count": len(rows)}
    return json.dumps({"type": "FeatureCollection", "meta": meta, "features": features}, ensure_ascii=False)


def _write_workbook(frames: dict[str, pd.DataFrame], path: Path, facts: dict[str, str]) -> None:
    about = {"Title": TITLE, "As of": facts["as_of"], "Built at": facts["built_at"], "License": LICENSE,
             "Columns": "The sheet data_dictionary says what each column means.", "Content": facts["content_sha256"]}  # fmt: skip
    sheets = {"about": pd.DataFrame(about.items(), columns=["What", "Which"])} | frames
    # A text that looks like a formula or an address stays text.
    options = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pd.ExcelWriter(
        path, engine="xlsxwriter", engine_kwargs=options, date_format="yyyy-mm-dd", datetime_format="yyyy-mm-dd"
    ) as book:
        for name, frame in sheets.items():
            neutral(frame).to_excel(book, sheet_name=name, index=False, freeze_panes=(1, 0))


def _write_zip(folder: Path, path: Path) -> None:
    inside = [*sorted(folder.glob("*.csv")), folder / "datapackage.json"]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in inside:
            archive.write(file, file.name)


def _write_checksums(folder: Path) -> None:
    lines = [f"{sha256_of(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
