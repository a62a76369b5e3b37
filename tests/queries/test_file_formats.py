"""Files that people open: no cell acts as a formula, dates are dates, and equal rows give equal bytes."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

from queries import file_formats
from tests.kit.generated import given, st
from tests.kit.written import as_download

STARTS = ("=", "+", "-", "@", "\t", "\r")
META = {"as_of": "2026-01-14", "filters": {"level": ["Gold"]}, "license": "CC BY 4.0"}
ON = date(2026, 1, 14)
TABLE = pd.DataFrame(
    {
        "city": pd.array(["Añasco", None, "=HYPERLINK(1)"], "string"),
        "announced_on": pd.to_datetime(["2021-07-14", None, "2026-01-14"]).astype("datetime64[us]"),
        "population": pd.array([30_000, None, 41_000], "Int64"),
        "is_certified": [True, False, True],
        "lat": [18.25, None, -34.6],
        "lon": [-67.14, None, -58.4],
    }
)


def cells_of_csv(content: bytes) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(content.decode("utf-8"), newline="")) for cell in row]


def cells_of_workbook(content: bytes) -> list[openpyxl.cell.Cell]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row]


@pytest.mark.parametrize("start", STARTS, ids=repr)
def test_no_cell_of_any_file_can_act_as_a_formula(start: str) -> None:
    table = pd.DataFrame({"note": pd.array([f"{start}1+1", "harmless", None], "string"), "lat": [-34.6, 1.0, 2.0]})
    book = cells_of_workbook(file_formats.as_workbook({"data": table}, ON))
    packed = zipfile.ZipFile(io.BytesIO(file_formats.as_zip({"data.csv": file_formats.as_csv(table)}))).read("data.csv")
    for written in (cells_of_csv(file_formats.as_csv(table)), cells_of_csv(packed), cells_of_csv(as_download(table))):
        assert f"'{start}1+1" in written
        assert not [cell for cell in written if cell.startswith(STARTS) and cell != "-34.6"]
    assert not [cell.value for cell in book if cell.data_type == "f"]
    assert not [cell.value for cell in book if isinstance(cell.value, str) and cell.value.startswith(STARTS)]


@pytest.mark.slow
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20))
def test_text_comes_back_from_a_csv_as_it_was_but_for_the_apostrophe(text: str) -> None:
    written = file_formats.as_csv(pd.DataFrame({"note": [text or None]}))
    back = list(csv.reader(io.StringIO(written.decode("utf-8"), newline="")))[1:]
    dangerous = text.startswith(file_formats.FORMULA_STARTS)
    assert back == [[f"'{text}" if dangerous else text]] or (not text and back in ([[""]], [[]]))


def test_a_csv_has_iso_dates_plain_numbers_and_blanks() -> None:
    first, second, third = file_formats.as_csv(TABLE).decode().split("\r\n")[1:4]
    assert first == "Añasco,2021-07-14,30000,true,18.25,-67.14"
    assert second == ",,,false,,"
    assert third.startswith("'=HYPERLINK(1),2026-01-14,41000,true,")


def test_a_json_answer_holds_what_it_is_about_and_blanks_as_null() -> None:
    answer = json.loads(file_formats.as_json(TABLE, META))
    assert answer["meta"] == META
    assert answer["rows"][1] == {
        "city": None, "announced_on": None, "population": None, "is_certified": False, "lat": None, "lon": None,
    }  # fmt: skip


def test_a_row_without_a_point_stays_in_the_geojson_without_a_geometry() -> None:
    features = json.loads(file_formats.as_geojson(TABLE, META))["features"]
    assert [f["geometry"] and f["geometry"]["coordinates"] for f in features] == [[-67.14, 18.25], None, [-58.4, -34.6]]
    assert "lat" not in features[0]["properties"]


def test_a_parquet_file_has_real_dates_and_carries_its_meta(tmp_path: Path) -> None:
    path = tmp_path / "awards.parquet"
    path.write_bytes(file_formats.as_parquet(TABLE, META))
    assert pd.read_parquet(path).attrs == META
    assert duckdb.sql(f"select typeof(announced_on) as kind, count(*) from '{path}' group by all").fetchall() == [("DATE", 3)]


def test_a_workbook_has_dates_as_dates_and_numbers_as_numbers() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(file_formats.as_workbook({"data": TABLE}, ON)))["data"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert values[0][:3] == ["Añasco", pd.Timestamp("2021-07-14").to_pydatetime(), 30_000]
    assert values[1][:3] == [None, None, None]


def test_equal_rows_give_equal_bytes() -> None:
    assert file_formats.as_workbook({"data": TABLE}, ON) == file_formats.as_workbook({"data": TABLE}, ON)
    assert file_formats.as_zip({"a.csv": b"a"}) == file_formats.as_zip({"a.csv": b"a"})
