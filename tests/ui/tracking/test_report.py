"""The Excel report: the right sheets, numbers as numbers, text that never runs, and a cover that says what it is."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from queries.filters import Filters
from queries.snapshot import Snapshot, current
from tests.kit import record
from ui.tracking import excel_report

LINK = "https://portal.example/tracking?level=Gold&as_of=2026-01-14"
SHEETS = [
    "Cover",
    "Reconciliation",
    "Announced cities",
    "Levels",
    "Countries",
    "New by year",
    "Coverage",
    "Cities",
    "Years since last award",
    "Wanted",
    "Findings",
    "Changes",
    "Editions",
]


@pytest.fixture
def snapshot(portal: object) -> Snapshot:
    return current()


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def test_the_report_has_a_sheet_for_each_part_with_every_row(snapshot: Snapshot) -> None:
    book = opened(excel_report.workbook(snapshot, Filters(level=("Gold",)), LINK))
    assert book.sheetnames == SHEETS
    for sheet in excel_report.SHEETS:
        asked = Filters(level=("Gold",)) if sheet.is_filtered else Filters()
        assert book[sheet.name].max_row == len(snapshot.ask(sheet.query, asked)) + 1
    assert book["Cities"].max_row == record.cities_at("Gold") + 1


@pytest.mark.slow
def test_numbers_are_numbers_dates_are_dates_and_blanks_are_empty(snapshot: Snapshot) -> None:
    sheet = opened(excel_report.workbook(snapshot, Filters(), LINK))["Reconciliation"]
    rows = [dict(zip([cell.value for cell in sheet[1]], row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
    assert [row["Announced total"] for row in rows] == [9, 13, 24, 40, 50, 55, 62, 74, 83, 104, 117]
    assert rows[0]["Announced on"] == datetime(2018, 1, 25)
    assert rows[-1]["Stated total"] is None
    coverage = opened(excel_report.workbook(snapshot, Filters(), LINK))["Coverage"]
    california = next(row for row in coverage.iter_rows(2, values_only=True) if "California" in row)
    assert california[2] == 245 and california[4] == 7


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_every_sheet_and_reads_numbers_as_numbers(snapshot: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "report.xlsx").write_bytes(excel_report.workbook(snapshot, Filters(), LINK))
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    convert = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", every_sheet]
    subprocess.run([*convert, "report.xlsx"], cwd=tmp_path, check=True, capture_output=True, timeout=180)
    read = {name: pd.read_csv(tmp_path / f"report-{name}.csv", header=None if name == "Cover" else 0) for name in SHEETS}
    assert {path.stem.removeprefix("report-") for path in tmp_path.glob("*.csv")} == set(SHEETS)
    assert read["Reconciliation"]["Announced total"].tolist() == [9, 13, 24, 40, 50, 55, 62, 74, 83, 104, 117]
    assert len(read["Cities"]) == record.named()
    assert read["Coverage"].select_dtypes("number").shape[1] == 7


def test_no_two_columns_of_a_sheet_share_a_title(snapshot: Snapshot) -> None:
    book = opened(excel_report.workbook(snapshot, Filters(), LINK))
    for sheet in book.worksheets[1:]:
        titles = [cell.value for cell in sheet[1]]
        assert len(set(titles)) == len(titles), sheet.title


def test_the_cover_has_the_date_the_filter_in_words_and_the_citation(snapshot: Snapshot) -> None:
    book = opened(excel_report.workbook(snapshot, Filters(as_of=date(2021, 12, 15), level=("Gold",)), LINK))
    cover = dict(book["Cover"].iter_rows(3, max_col=2, values_only=True))
    assert cover["As of"] == "December 15, 2021"
    assert cover["Filter"] == "cities certified at least once, latest level we found: Gold"
    assert cover["Announced by the program (all cities)"] == 50
    assert cover["Named here, certain by then"] == record.cities_at("Gold", date(2021, 12, 15))
    assert LINK in cover["Citation"] and snapshot.name in cover["Citation"]
