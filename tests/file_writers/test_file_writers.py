"""Files that people open: no cell acts as a formula, dates are dates, and the build and the portal write equal bytes."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

from etl.reading.plain_text import tidy
from file_writers.csv_file import as_csv
from file_writers.excel_file import as_workbook
from file_writers.formula_guard import FORMULA_STARTS, RUNS, SIGNS, STRIPPED
from file_writers.geojson_file import as_geojson
from queries import file_formats
from tests.kit.generated import given, st
from tests.kit.written import TABLE, as_download

ON = date(2026, 1, 14)
META = {"as_of": "2026-01-14"}
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)


def cells_of_csv(content: bytes) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(content.decode("utf-8"), newline="")) for cell in row]


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


# NUL alone is not tried in a workbook: no text of one can hold it.
STARTS = (*FORMULA_STARTS, *SIGNS[4:], *(f"{before}{sign}" for before in STRIPPED[1:] for sign in "=＝@"), " ; =")


def test_no_cell_of_any_file_can_act_as_a_formula() -> None:
    wanted = {f"'{start}1+1" for start in STARTS}
    notes = [*(f"{start}1+1" for start in STARTS), "harmless", None]
    table = pd.DataFrame({"note": pd.array(notes, "string"), "lat": [-34.6] * len(notes)})
    packed = zipfile.ZipFile(io.BytesIO(file_formats.as_zip({"data.csv": as_csv(table)}))).read("data.csv")
    for written in (cells_of_csv(as_csv(table)), cells_of_csv(packed), cells_of_csv(as_download(table))):
        assert wanted <= set(written)
        assert not [cell for cell in written if cell.startswith(FORMULA_STARTS) and cell != "-34.6"]
    cells = [cell for sheet in opened(as_workbook({"data": table}, ON)) for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if isinstance(cell.value, str) and cell.value.startswith(FORMULA_STARTS)]


@given(TEXTS)
def test_text_comes_back_from_a_csv_as_it_was_but_for_the_apostrophe(text: str) -> None:
    written = as_csv(pd.DataFrame({"note": [text or None], "year": [2021]}))
    back = list(csv.reader(io.StringIO(written.decode("utf-8"), newline="")))[1:]
    assert back == [[f"'{text}" if re.match(RUNS, text) else text, "2021"]]


@pytest.mark.parametrize("start", [*STARTS, "\x00="], ids=repr)
def test_a_text_with_an_apostrophe_for_spreadsheets_is_read_by_a_load_as_it_was(start: str) -> None:
    _, cell = cells_of_csv(as_csv(pd.DataFrame({"note": [f"{start}1+1"]})))
    assert cell == f"'{start}1+1"
    assert tidy(cell) == tidy(f"{start}1+1")


@pytest.mark.slow
@given(st.lists(st.tuples(TEXTS, st.integers(-(10**15), 10**15), st.none() | st.floats(-1e9, 1e9))))
def test_the_build_and_the_portal_write_equal_bytes_for_equal_rows(rows: list[tuple]) -> None:
    table = pd.DataFrame(rows, columns=["note", "count", "share_pct"])
    table = table.astype({"note": "string", "count": "int64", "share_pct": "float64"})
    assert as_csv(table) == as_download(table)


def test_a_csv_has_iso_dates_plain_numbers_and_blanks() -> None:
    header, first, second, third, _ = as_csv(TABLE).decode().split("\r\n")
    assert header == "city,announced_on,population,is_certified,lat,lon"
    assert first == "Añasco,2021-07-14,30000,true,18.25,-67.14"
    assert second == ",,,false,,"
    assert third == "'=HYPERLINK(1),2026-01-14,41000,true,-34.6,-58.4"


def test_a_csv_is_what_duckdb_would_write(tmp_path: Path) -> None:
    """Its bytes did not change for those who keep them when the writer became one."""
    table = TABLE.assign(city=["a, b", 'say "c"', "two\nlines"], share_pct=[30.0, 1e20, 0.1], announced_on=[ON, None, ON])
    table = table.astype({"announced_on": "date32[day][pyarrow]"})
    with duckdb.connect() as con:
        con.register("given", table)
        con.execute(f"copy given to '{tmp_path / 'a.csv'}' (format csv, header, new_line '\\r\\n')")
    assert as_csv(table) == (tmp_path / "a.csv").read_bytes()


def test_a_moment_keeps_its_time_and_a_table_without_rows_its_header() -> None:
    moments = pd.DataFrame({"logged_at": pd.to_datetime(["2026-01-14 12:30:05.123", "2026-01-14"], format="ISO8601")})
    assert as_csv(moments) == b"logged_at\r\n2026-01-14 12:30:05\r\n2026-01-14 00:00:00\r\n"
    assert as_csv(TABLE.iloc[:0]) == b"city,announced_on,population,is_certified,lat,lon\r\n"
    sheet = opened(as_workbook({"log": moments}, ON))["log"]
    assert [(cell.value, cell.number_format) for cell in sheet["A"][1:]] == [
        (datetime(2026, 1, 14, 12, 30, 5, 123000), "yyyy-mm-dd hh:mm"),
        (datetime(2026, 1, 14), "yyyy-mm-dd"),
    ]


def test_a_workbook_has_dates_as_dates_numbers_as_numbers_flags_as_flags_and_links_as_text() -> None:
    sheet = opened(as_workbook({"data": TABLE.assign(note=["https://example.org", "007", None])}, ON))["data"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert values[0] == ["Añasco", datetime(2021, 7, 14), 30_000, True, 18.25, -67.14, "https://example.org"]
    assert values[1] == [None, None, None, False, None, None, "007"]
    assert not sheet._hyperlinks
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:G4")


def test_a_place_is_a_feature_and_one_without_a_point_stays_without_a_geometry() -> None:
    features = json.loads(as_geojson(file_formats.rows(TABLE), META))["features"]
    assert [f["geometry"] and f["geometry"]["coordinates"] for f in features] == [[-67.14, 18.25], None, [-58.4, -34.6]]
    assert "lat" not in features[0]["properties"] and "id" not in features[0]
    of_a_city = json.loads(as_geojson([{"city_id": "austin-tx", "lat": 30.3, "lon": -97.7}], META))
    assert of_a_city["meta"] == META
    assert of_a_city["features"][0]["id"] == of_a_city["features"][0]["properties"]["city_id"] == "austin-tx"


def test_equal_rows_give_equal_bytes() -> None:
    assert as_workbook({"data": TABLE}, ON) == as_workbook({"data": TABLE}, ON)
