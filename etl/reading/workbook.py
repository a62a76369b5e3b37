"""Excel workbooks: every visible sheet that has the header is read; the others are named with the reason."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from etl.reading.bounds import MOST_CELLS, MOST_SHEETS, checked_cells, checked_columns
from etl.reading.cell_grid import Content, Grid, from_table
from etl.reading.header_row import ROWS_LOOKED_AT, header_index, missing_columns, names_in
from etl.reading.plain_text import visible
from etl.reading.unreadable import Unreadable, no_header, nothing_written
from etl.reading.xlsx_cells import SheetRows, number_kinds, shared_texts
from etl.reading.xlsx_package import Package, Stop, readable

SHEET = "records"
ON_RECORD = "on record"
# Sheets that hold no awards to load, whatever their header: of the template the present awards, and what announcement it is.
NO_RECORDS = {ON_RECORD: "the list to copy from", "announcement": "what announcement it is"}
LONGEST_TITLE = 60


@dataclass
class _Sheet:
    """One sheet: `header` is the number of its header row and `missing` what that lacks; `names` = columns it names."""

    title: str
    part: str
    is_hidden: bool
    header: int = 0
    names: int = 0
    missing: tuple[str, ...] = ()
    has_rows: bool = False
    width: int = 0

    @property
    def is_right(self) -> bool:
        return self.header > 0 and not self.missing

    @property
    def holds_no_records(self) -> bool:
        return self.title.casefold() in NO_RECORDS

    @property
    def reason(self) -> str:
        """Why it is not read."""
        if self.is_hidden:
            return "hidden"
        if self.holds_no_records:
            return NO_RECORDS[self.title.casefold()]
        if self.is_right:
            return "no rows below its header"
        if self.header:
            return f"no column {', '.join(self.missing)}"
        return "no header of the record format" if self.width else "blank"


class _Book:
    """The sheets of a workbook as they are listed; `look_at` says what each holds."""

    def __init__(self, path: Path):
        self.package = Package(path)
        with readable():
            self._open()

    def _open(self) -> None:
        [main] = [part for kind, part in self.package.relations("").values() if kind == "officeDocument"] or ["xl/workbook.xml"]
        listed = self.package.elements(main, "workbookPr", "sheet")
        relations = self.package.relations(main)
        self._parts = dict(relations.values())
        self._starts_1904 = any(tag == "workbookPr" and given.get("date1904") in ("1", "true") for tag, given in listed)
        self.sheets: list[_Sheet] = []
        for given in (given for tag, given in listed if tag == "sheet"):
            kind, part = relations.get(given.get("id", ""), ("", ""))
            if kind == "worksheet" and len(self.sheets) < MOST_SHEETS:
                title = visible(given.get("name", ""), LONGEST_TITLE).strip()
                self.sheets.append(_Sheet(title, part, given.get("state", "visible") != "visible"))

    @cached_property
    def _texts(self) -> list[str]:
        return shared_texts(self.package, self._parts["sharedStrings"]) if "sharedStrings" in self._parts else []

    @cached_property
    def _kinds(self) -> list[Callable[[str], str]]:
        return number_kinds(self.package, self._parts["styles"], self._starts_1904) if "styles" in self._parts else []

    def _rows(self, sheet: _Sheet, take: Callable[[int, list[str]], None]) -> SheetRows:
        rows = SheetRows(self._texts, self._kinds, take)
        self.package.parse(sheet.part, rows.start, rows.end, rows._text.add)
        return rows

    def first_rows(self, sheet: _Sheet, most: int) -> dict[int, list[str]]:
        """The first rows that are not blank, by their number; one more than `most` where there are more."""
        first: dict[int, list[str]] = {}

        def take(number: int, row: list[str]) -> None:
            first[number] = row
            if len(first) > most:
                raise Stop

        with suppress(Stop):
            self._rows(sheet, take)
        return first

    def look_at(self, sheet: _Sheet) -> None:
        """Finds the header among the first rows that are not blank."""
        first = self.first_rows(sheet, ROWS_LOOKED_AT)
        index = header_index(list(first.values()))
        sheet.width = max(map(len, first.values()), default=0)
        if index is not None:
            sheet.header, row = list(first.items())[index]
            sheet.names, sheet.missing, sheet.has_rows = names_in(row), tuple(missing_columns(row)), index + 1 < len(first)

    def grid(self, sheet: _Sheet) -> Grid:
        """The sheet from its header row on. Row numbers are the lines."""
        rows: dict[int, list[str]] = {}

        def take(number: int, row: list[str]) -> None:
            if number >= sheet.header:
                rows[number] = row

        read = self._rows(sheet, take)
        width = max(map(len, rows.values()), default=0)
        checked_columns(width)
        checked_cells(width * len(rows), MOST_CELLS)
        padded = ([*row, *[""] * (width - len(row))] for row in rows.values())
        grid = from_table(pd.DataFrame(padded, index=list(rows), dtype="str"))
        grid.sheet, grid.hidden_rows = sheet.title, read.hidden
        return grid


def from_xlsx(path: Path) -> Content:
    """The grids of the sheets that have every needed column; where none has, of the one that comes closest."""
    book = _Book(path)
    with readable():
        for sheet in book.sheets:
            book.look_at(sheet)
        chosen = _chosen(book.sheets)
        grids = [book.grid(sheet) for sheet in chosen]
    others = [sheet for sheet in book.sheets if sheet not in chosen]
    doubtful = [sheet.title for sheet in others if sheet.header and sheet.has_rows and not sheet.holds_no_records]
    return Content(grids, {sheet.title: sheet.reason for sheet in others}, doubtful)


def rows_of_sheet(path: Path, title: str, most: int) -> dict[int, list[str]]:
    """The first rows of the visible sheet of this title, as text by their number; none where there is no such sheet."""
    book = _Book(path)
    named = [sheet for sheet in book.sheets if sheet.title.casefold() == title and not sheet.is_hidden]
    with readable():
        return dict(list(book.first_rows(named[0], most).items())[:most]) if named else {}


def _chosen(sheets: list[_Sheet]) -> list[_Sheet]:
    visible_ones = [sheet for sheet in sheets if not sheet.is_hidden and not sheet.holds_no_records]
    right = [sheet for sheet in visible_ones if sheet.is_right]
    if right:
        return [sheet for sheet in right if sheet.has_rows] or right[:1]
    near = [sheet for sheet in visible_ones if sheet.header]
    if near:
        return [max(near, key=lambda sheet: sheet.names)]
    hidden = [sheet.title for sheet in sheets if sheet.is_hidden and sheet.header]
    if hidden:
        message = f"no visible sheet has the header; hidden is {', '.join(hidden)}"
        raise Unreadable("visible_sheet", message, "Show that sheet if it is meant: right-click a tab, Unhide")
    widest = max((sheet.width for sheet in visible_ones), default=0)
    if not widest:
        raise nothing_written()
    checked_columns(widest)
    titles = [f"“{sheet.title}”" for sheet in visible_ones]
    raise no_header(f"the sheet {titles[0]}" if len(titles) == 1 else f"any of the sheets {', '.join(titles[:5])}")
