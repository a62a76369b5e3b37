"""A record file as a workbook in which each cell with a finding is colored and says why, with a list of all findings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.findings import Finding
from etl.reading.announcement_sheet import SHEET
from etl.reading.bounds import MOST_SHEET_ROWS
from etl.reading.cell_grid import Grid
from etl.reading.column_names import plain_names
from etl.reading.formats import read
from etl.reading.plain_text import visible
from etl.reading.unreadable import Unreadable
from etl.reading.workbook import NO_RECORDS

PROBLEM, REMARK = PatternFill("solid", fgColor="F4B183"), PatternFill("solid", fgColor="FFF2CC")
LARGEST_KEPT = 2**20  # bytes of a workbook that is marked as it is; of a larger one the tables that were read
MOST_MARKED = 20_000
LONGEST_COMMENT = 500
LISTED = ("Sheet", "Line", "Column name", "Found", "Rule broken", "What is wrong", "How to mend it", "Stops the load")


def write(out: Path, path: Path, findings: list[Finding], scores: tuple[str, ...]) -> int:
    """Writes the record file at `path` to `out` with its findings marked; how many cells were marked.

    `scores`: the columns that hold scores of practices.
    """
    try:
        grids = read(path).grids
    except Unreadable:
        grids = []
    book = _opened(path, grids)
    sheets = {grid.sheet: _sheet(book, grid) for grid in grids}
    places = {grid.sheet: (grid, plain_names(grid.headers, scores)) for grid in grids}
    marked: dict[tuple[str, int, int], list[Finding]] = {}
    for finding in findings:
        place = _of_the_announcement(finding, book) or _place(finding, places)
        if place and len(marked) < MOST_MARKED:
            marked.setdefault(place, []).append(finding)
    for (title, line, column), found in marked.items():
        _mark(sheets[title] if title in sheets else book[title], line, column, found)
    _list(book.create_sheet("findings", 0 if not grids else None), findings)
    book.save(out)
    return len(marked)


def _opened(path: Path, grids: list[Grid]) -> Workbook:
    """The workbook itself where it is small; else a new one with the tables that were read, each row where it stood."""
    if path.suffix.lower() == ".xlsx" and grids and path.stat().st_size <= LARGEST_KEPT:
        return openpyxl.load_workbook(path)
    book = Workbook()
    book.remove(book.worksheets[0])
    for grid in grids:
        sheet = book.create_sheet(_title(grid))
        for column, name in enumerate(grid.headers, start=1):
            _put(sheet, grid.header_line, column, name).font = Font(bold=True)
        for line, row in zip(grid.cells.index, grid.cells.itertuples(index=False), strict=True):
            for column, text in enumerate(row, start=1):
                if isinstance(text, str) and line <= MOST_SHEET_ROWS:
                    _put(sheet, line, column, text)
    return book


def _title(grid: Grid) -> str:
    return grid.sheet if grid.sheet and grid.sheet.casefold() not in NO_RECORDS else "records"


def _sheet(book: Workbook, grid: Grid) -> Worksheet:
    return next(sheet for sheet in book.worksheets if visible(sheet.title).strip() == grid.sheet or sheet.title == _title(grid))


def _put(sheet: Worksheet, line: int, column: int, text: str) -> Cell:
    """A text that stays a text, also where it looks like a formula."""
    cell = sheet.cell(int(line), column, visible(text))
    cell.data_type = "s"
    return cell


def _place(finding: Finding, places: dict[str, tuple[Grid, list[str]]]) -> tuple[str, int, int] | None:
    """Sheet, row and column of a finding; what the file lacks or does as a whole is marked at the first cell of the header."""
    nothing: tuple[Grid | None, list[str]] = (None, [])
    first = next(iter(places.values()), nothing)
    grid, names = places.get(finding.sheet, nothing) if finding.sheet else first
    line = finding.line or (grid.header_line if grid else 0)
    if grid is None or not 0 < line <= MOST_SHEET_ROWS:
        return None
    return grid.sheet, line, names.index(finding.column) + 1 if finding.column in names else 1


def _of_the_announcement(finding: Finding, book: Workbook) -> tuple[str, int, int] | None:
    """The cell of the sheet `announcement` that a finding is about; None where it is about another place."""
    title = next((title for title in book.sheetnames if title.strip().casefold() == SHEET), None)
    if title is None or not finding.line or not finding.column.startswith(f"sheet {SHEET}"):
        return None
    found = (cell.column for cell in book[title][finding.line] if str(cell.value).strip() == finding.value)
    return title, finding.line, next(found, 1)


def _mark(sheet: Worksheet, line: int, column: int, found: Iterable[Finding]) -> None:
    cell = sheet.cell(line, column)
    if not isinstance(cell, Cell):  # a part of a merged cell takes no color of its own
        return
    cell.fill = PROBLEM if any(finding.blocks for finding in found) else REMARK
    words = "\n".join(f"{finding.message}. {finding.mend}." for finding in found)
    cell.comment = Comment(visible(words, LONGEST_COMMENT), "etl check", width=320, height=120)


def _list(sheet: Worksheet, findings: list[Finding]) -> None:
    for column, title in enumerate(LISTED, start=1):
        _put(sheet, 1, column, title).font = Font(bold=True)
    for row, f in enumerate(findings[: MOST_SHEET_ROWS - 1], start=2):
        told = (f.sheet, str(f.line or ""), f.column, f.value, f.rule, f.message, f.mend, "yes" if f.blocks else "no")
        for column, text in enumerate(told, start=1):
            _put(sheet, row, column, text)
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGH", (16, 8, 20, 24, 22, 60, 60, 14), strict=True):
        sheet.column_dimensions[letter].width = width
