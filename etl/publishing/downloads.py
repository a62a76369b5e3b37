"""The whole record as files: tables as CSV and Parquet, one workbook, the cities as GeoJSON, one ZIP, all with checksums."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.answer_columns import ANSWERS
from etl.facts import Facts
from etl.marts.assemble import facts_on, one_value
from etl.publishing.datapackage import TITLE, described
from etl.publishing.snapshot_files import sha256_of
from etl.schema import LOOK, TABLES, UNFINGERPRINTED, Column

NAME = "certified-cities"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
LICENSE = "CC BY 4.0"
MOST_ROWS_OF_A_SHEET = 100_000  # more take minutes to write and to open; Excel itself ends at 1,048,576
LARGE_FILE = 2**24
# What the portal draws and keeps book with; it is in the DuckDB file.
NOT_RECORDS = (
    {"outlines", "map_points", "map_regions", "place_names", "place_aliases", "search_words"}
    | set(UNFINGERPRINTED)
    | {"quality_findings"}
)
Columns = dict[str, Column]
Contents = dict[str, tuple[str, Columns]]


def contents(facts: Facts) -> Contents:
    """Name of the file -> what one row is and its columns: every table of the record, and the cities as they stand."""
    tables = {"certified_cities": ANSWERS["cities"]} | {name: table for name, table in TABLES.items() if name not in NOT_RECORDS}
    return {
        name: (table.description, {c: table.column(c).known(facts) for c in table.columns if c not in LOOK})
        for name, table in tables.items()
    }


def write(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Writes every file into the new `folder`, from the finished tables and views on `con`."""
    folder.mkdir()
    tables = contents(facts_on(con))
    facts = dict(con.execute("select fact, fact_value from build_info").fetchall())
    facts["as_of"] = one_value(con, "select as_of::varchar from newest_date")
    for name, (_, columns) in tables.items():
        write_csv(con, name, columns, folder / f"{name}.csv")
        _write_parquet(con, name, columns, folder / f"{name}.parquet", facts)
    _write_geojson(con, folder / "certified_cities.geojson", facts)
    _write_workbook(con, tables, folder / f"{NAME}.xlsx", facts)
    package = described({name: (folder / f"{name}.csv", *what) for name, what in tables.items()}, facts)
    (folder / "datapackage.json").write_text(json.dumps(package, indent=1, ensure_ascii=False), encoding="utf-8")
    _write_zip(folder, folder / f"{NAME}.zip")
    _write_checksums(folder)


def _neutral(name: str, columns: Columns) -> str:
    """The query of a table's rows with every text that a spreadsheet would run as a formula set behind an apostrophe."""
    starts = ", ".join(f"'{start}'" for start in FORMULA_STARTS)
    # DuckDB writes an empty text as "" and only what is missing as nothing.
    texts = {c: f"if(left(\"{c}\", 1) in ({starts}), chr(39), '') || nullif(\"{c}\", '')" for c in columns}
    cells = [f'{texts[c]} as "{c}"' if column.kind == "text" else f'"{c}"' for c, column in columns.items()]
    return f'select {", ".join(cells)} from "{name}"'


def write_csv(con: duckdb.DuckDBPyConnection, name: str, columns: Columns, path: Path) -> None:
    """A table as UTF-8 CSV: ISO dates, `true` and `false`, blanks for what is not known."""
    options = "format csv, header, new_line '\\r\\n', preserve_order true"  # else a large table is written in any order
    con.execute(f"copy ({_neutral(name, columns)}) to {_quoted(path)} ({options})")


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _write_parquet(con: duckdb.DuckDBPyConnection, name: str, columns: Columns, path: Path, facts: dict[str, str]) -> None:
    said = {"title": TITLE, "license": LICENSE, "as_of": facts["as_of"], "content_sha256": facts["content_sha256"]}
    words = ", ".join(f"{key}: '{value}'" for key, value in said.items())
    listed = ", ".join(f'"{column}"' for column in columns)
    con.execute(
        f'copy (select {listed} from "{name}") to {_quoted(path)} (format parquet, preserve_order true, kv_metadata {{{words}}})'
    )


def _write_geojson(con: duckdb.DuckDBPyConnection, path: Path, facts: dict[str, str]) -> None:
    columns = ANSWERS["cities"].columns
    dates = [f"{c}::varchar as {c}" for c in columns if ANSWERS["cities"].column(c).kind == "date"]
    rows = con.execute(
        f"select {', '.join(columns)} from (select * replace ({', '.join(dates)}) from certified_cities)"
    ).fetchall()
    meta = {"title": TITLE, "as_of": facts["as_of"], "license": LICENSE, "row_count": len(rows)}
    collection = json.dumps({"type": "FeatureCollection", "meta": meta, "features": []}, ensure_ascii=False)
    with path.open("w", encoding="utf-8") as file:
        file.write(collection.removesuffix("]}"))
        for number, row in enumerate(rows):  # one after the other: all of them as text would fill the memory
            feature = _feature(dict(zip(columns, row, strict=True)))
            file.write((", " if number else "") + json.dumps(feature, ensure_ascii=False))
        file.write("]}")


def _feature(city: dict[str, Any]) -> dict[str, object]:
    lat, lon = city.pop("lat"), city.pop("lon")
    point = {"type": "Point", "coordinates": [lon, lat]} if lat is not None and lon is not None else None
    return {"type": "Feature", "id": city["city_id"], "geometry": point, "properties": city}


def _write_workbook(con: duckdb.DuckDBPyConnection, tables: Contents, path: Path, facts: dict[str, str]) -> None:
    about = {"Title": TITLE, "As of": facts["as_of"], "Built at": facts["built_at"], "License": LICENSE,
             "Columns": "The sheet data_dictionary says what each column means.", "Content": facts["content_sha256"]}  # fmt: skip
    # A text that looks like a formula or an address stays text; each row is written out before the next.
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "constant_memory": True,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(path, options) as book:
        bold = book.add_format({"bold": True})
        _write_sheet(book.add_worksheet("about"), bold, ["What", "Which"], about.items())
        for name, (_, columns) in tables.items():
            _write_sheet(book.add_worksheet(name), bold, list(columns), _rows_of_sheet(con, name, columns))


def _rows_of_sheet(con: duckdb.DuckDBPyConnection, name: str, columns: Columns) -> list[tuple]:
    count = one_value(con, f'select count(*) from "{name}"')
    if count > MOST_ROWS_OF_A_SHEET:
        return [(f"{count:,} rows are too many for a sheet: they are in {name}.csv and {name}.parquet.",)]
    return con.execute(_neutral(name, columns)).fetchall()


def _write_sheet(sheet: Worksheet, bold: Format, header: list[str], rows: Iterable[tuple]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, header, bold)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)


def _write_zip(folder: Path, path: Path) -> None:
    inside = [*sorted(folder.glob("*.csv")), folder / "datapackage.json"]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in inside:
            archive.write(file, file.name, compresslevel=1 if file.stat().st_size > LARGE_FILE else None)


def _write_checksums(folder: Path) -> None:
    lines = [f"{sha256_of(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
