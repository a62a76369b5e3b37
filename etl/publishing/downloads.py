"""The whole record as files: tables as CSV and Parquet, one workbook, the cities as GeoJSON, one ZIP, all with checksums."""

from __future__ import annotations

import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from etl.answer_columns import ANSWERS
from etl.facts import Facts
from etl.marts.assemble import facts_on, one_value
from etl.publishing.datapackage import TITLE, described
from etl.publishing.snapshot_files import sha256_of
from etl.publishing.terms_of_files import terms
from etl.schema import LOOK, TABLES, UNFINGERPRINTED, Column
from file_writers import csv_file, excel_tables, geojson_file
from file_writers.arrow_table import of_frame
from file_writers.excel_tables import Sheet

NAME = "certified-cities"
MOST_ROWS_OF_A_SHEET = 100_000  # more take minutes to write and to open; Excel itself ends at 1,048,576
ROWS_AT_ONCE = 20_000
LARGE_FILE = 2**24
# Read by DuckDB 1.1 and newer; the views inside use no function that those lack.
OLD_FORM = "v1.0.0"
# What the portal draws and keeps book with; it is in the DuckDB file.
NOT_RECORDS = {
    "outlines",
    "map_points",
    "map_regions",
    "city_regions",
    "place_names",
    "renamed_cities",
    "place_aliases",
    "search_words",
} | set(UNFINGERPRINTED) - {"quality_rules"}
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
    with ThreadPoolExecutor(1) as beside:  # DuckDB copies itself outside Python
        database = beside.submit(_write_database, con.cursor(), folder / f"{NAME}.duckdb")
        _write_tables(con, tables, folder, facts)
        database.result()
    _write_checksums(folder)


def _write_tables(con: duckdb.DuckDBPyConnection, tables: Contents, folder: Path, facts: dict[str, str]) -> None:
    for name, (_, columns) in tables.items():
        csv_file.write_to(folder / f"{name}.csv", rows_of(con, name, columns))
        _write_parquet(con, name, columns, folder / f"{name}.parquet", facts)
    _write_geojson(con, folder / "certified_cities.geojson", facts)
    _write_workbook(con, tables, folder / f"{NAME}.xlsx", facts)
    package = described({name: (folder / f"{name}.csv", *what) for name, what in tables.items()}, facts)
    (folder / "datapackage.json").write_text(json.dumps(package, indent=1, ensure_ascii=False), encoding="utf-8")
    _write_zip(folder, folder / f"{NAME}.zip")


def rows_of(con: duckdb.DuckDBPyConnection, name: str, columns: Columns) -> pa.RecordBatchReader:
    """The rows of a table in their order, some thousands at a time."""
    names = ", ".join(f'"{column}"' for column in columns)
    return con.sql(f'select {names} from "{name}"').to_arrow_reader(ROWS_AT_ONCE)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _write_parquet(con: duckdb.DuckDBPyConnection, name: str, columns: Columns, path: Path, facts: dict[str, str]) -> None:
    said = {"title": TITLE, "license": terms(facts), "as_of": facts["as_of"], "content_sha256": facts["content_sha256"]}
    words = ", ".join(f"{key}: '{value}'" for key, value in said.items())
    listed = ", ".join(f'"{column}"' for column in columns)
    con.execute(
        f'copy (select {listed} from "{name}") to {_quoted(path)} (format parquet, preserve_order true, kv_metadata {{{words}}})'
    )


def _write_geojson(con: duckdb.DuckDBPyConnection, path: Path, facts: dict[str, str]) -> None:
    columns = ANSWERS["cities"].columns
    dates = [f"{c}::varchar as {c}" for c in columns if ANSWERS["cities"].column(c).kind == "date"]
    cities = con.execute(
        f"select {', '.join(columns)} from (select * replace ({', '.join(dates)}) from certified_cities)"
    ).fetchall()
    meta = {"title": TITLE, "as_of": facts["as_of"], "license": terms(facts), "row_count": len(cities)}
    with path.open("w", encoding="utf-8") as file:
        file.writelines(geojson_file.pieces((dict(zip(columns, city, strict=True)) for city in cities), meta))


def _write_workbook(con: duckdb.DuckDBPyConnection, tables: Contents, path: Path, facts: dict[str, str]) -> None:
    about = {"Title": TITLE, "As of": facts["as_of"], "Built at": facts["built_at"], "License": terms(facts),
             "Columns": "The sheet data_dictionary says what each column means.", "Content": facts["content_sha256"]}  # fmt: skip
    sheets = [Sheet("about", of_frame(pd.DataFrame(about.items(), columns=["What", "Which"])).to_reader)]
    sheets += [Sheet(name, partial(_rows_of_sheet, con, name, columns)) for name, (_, columns) in tables.items()]
    excel_tables.write(path, sheets)


def _rows_of_sheet(con: duckdb.DuckDBPyConnection, name: str, columns: Columns) -> pa.RecordBatchReader:
    """The rows of the table, or the sentence that says where they are."""
    count = one_value(con, f'select count(*) from "{name}"')
    if count <= MOST_ROWS_OF_A_SHEET:
        return rows_of(con, name, columns)
    said = f"{count:,} rows are too many for a sheet: they are in {name}.csv and {name}.parquet."
    return of_frame(pd.DataFrame([[said, *[None] * (len(columns) - 1)]], columns=list(columns))).to_reader()


def _write_zip(folder: Path, path: Path) -> None:
    inside = [*sorted(folder.glob("*.csv")), folder / "datapackage.json"]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in inside:
            archive.write(file, file.name, compresslevel=1 if file.stat().st_size > LARGE_FILE else None)


def _write_database(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """The whole database once more in the oldest form that holds it: the snapshot's own is read by this release of DuckDB alone.

    It is a copy because the old form rewrites views and macros, by whose text a portal knows its snapshot.
    """
    own = one_value(con, "select current_database()")
    con.execute(f"attach {_quoted(path)} as old_form (storage_version '{OLD_FORM}')")
    con.execute(f'copy from database "{own}" to old_form')
    con.execute("detach old_form")


def _write_checksums(folder: Path) -> None:
    lines = [f"{sha256_of(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
