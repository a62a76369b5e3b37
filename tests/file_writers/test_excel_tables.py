"""The workbook of the whole record is, cell by cell, what the writer of single workbooks makes of the same rows."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest

from file_writers import excel_tables
from file_writers.excel_file import ExcelFile
from file_writers.excel_tables import Sheet
from file_writers.formula_guard import FORMULA_STARTS

ROWS = pa.table(
    {
        "text": ["Bogotá", None, "", "=1+1", "+52", "https://example.org/", "2026", "<b>&\u2028"],
        "number": pa.array([1, None, -3, 2**53, 5, 6, 7, 8], pa.int64()),
        "share": [0.1, None, 2.5, -1e-9, 1e15, 3.0, 0.0, 1 / 3],
        "flag": [True, None, False, True, False, True, False, True],
        "day": pa.array([date(2026, 1, 14), None, *[date(1999, 12, 31)] * 6], pa.date32()),
        "moment": pa.array([datetime(2026, 1, 14, 9, 30), None, *[datetime(2020, 2, 29, 23, 59)] * 6], pa.timestamp("us")),
        "long": ["x" * 300, *[None] * 7],
    }
)
TABLES = {"rows": ROWS, "none": ROWS.slice(0, 0), "once more": ROWS.select(["day"])}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[openpyxl.Workbook, openpyxl.Workbook]:
    """The tables as written at once, and as written cell by cell."""
    folder = tmp_path_factory.mktemp("workbooks")
    excel_tables.write(folder / "at once.xlsx", [Sheet(name, table.to_reader) for name, table in TABLES.items()])
    with ExcelFile(folder / "by cell.xlsx") as file:
        for name, table in TABLES.items():
            file.table(name, table.to_reader())
    return openpyxl.load_workbook(folder / "at once.xlsx"), openpyxl.load_workbook(folder / "by cell.xlsx")


def kinds(sheet: Any) -> list[tuple]:
    return [(cell.value, cell.data_type, cell.number_format, cell.hyperlink) for row in sheet.iter_rows() for cell in row]


def widths(sheet: Any) -> dict[str, float]:
    """The width of each column by its letter; neighbors of one width are written as one."""
    return {
        openpyxl.utils.get_column_letter(number): dimension.width
        for dimension in sheet.column_dimensions.values()
        for number in range(dimension.min, dimension.max + 1)
    }


def test_each_sheet_has_the_same_cells_header_filter_and_widths(both: tuple[openpyxl.Workbook, openpyxl.Workbook]) -> None:
    at_once, by_cell = both
    assert at_once.sheetnames == by_cell.sheetnames == list(TABLES)
    for ours, theirs in zip(at_once, by_cell, strict=True):
        assert kinds(ours) == kinds(theirs)
        assert (ours.freeze_panes, ours.auto_filter.ref) == (theirs.freeze_panes, theirs.auto_filter.ref)
        assert widths(ours) == widths(theirs)
        assert [cell.font.bold for cell in ours[1]] == [True] * ours.max_column


def test_no_cell_acts_as_a_formula_or_a_link(both: tuple[openpyxl.Workbook, openpyxl.Workbook]) -> None:
    cells = [cell for row in both[0]["rows"].iter_rows() for cell in row]
    assert "'=1+1" in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert not [cell.value for cell in cells if isinstance(cell.value, str) and cell.value.startswith(FORMULA_STARTS)]


def test_rows_are_asked_for_sheet_by_sheet(tmp_path: Path) -> None:
    begun: list[str] = []

    def reader(name: str) -> pa.RecordBatchReader:
        begun.append(name)
        return TABLES[name].to_reader()

    excel_tables.write(tmp_path / "book.xlsx", [Sheet(name, lambda name=name: reader(name)) for name in TABLES])
    assert begun == [*TABLES, *TABLES]  # measured, then written
