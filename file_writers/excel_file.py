"""Excel: numbers as numbers, days as days, text as text; a sheet is a table with a header that stays, and a filter on it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from file_writers.arrow_table import of_frame
from file_writers.formula_guard import guarded

# Text stays text: nothing in a cell runs as a formula, and no cell becomes a link that a click follows.
TEXT_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST, NARROWEST = 60, 9
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


class ExcelFile:
    """A workbook that is written sheet by sheet; `book` is xlsxwriter's, for sheets that are no tables."""

    def __init__(self, out: Path | BinaryIO, made_on: date | None = None) -> None:
        """`made_on` instead of the time of the clock gives equal bytes for equal rows."""
        self.book = xlsxwriter.Workbook(out, {**TEXT_AS_TEXT, "in_memory": True})
        if made_on:
            self.book.set_properties({"created": datetime(made_on.year, made_on.month, made_on.day)})
        self.head = self.book.add_format({"bold": True, "bottom": 1})
        self.day = self.book.add_format({"num_format": DAY})
        self.moment = self.book.add_format({"num_format": MOMENT})

    def __enter__(self) -> ExcelFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.book.close()

    def table(self, name: str, rows: pa.RecordBatchReader, titles: Sequence[str] = ()) -> None:
        """A sheet with these rows, their texts guarded; `titles` stand for the names of the columns."""
        sheet = self.book.add_worksheet(name)
        header = list(titles or rows.schema.names)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, header, self.head)
        longest, count = [len(title) for title in header], 0
        for batch in rows:
            table = guarded(pa.Table.from_batches([batch]))
            longest = [max(length, longest_of(column)) for length, column in zip(longest, table.columns, strict=True)]
            for values in zip(*(column.to_pylist() for column in table.columns), strict=True):
                count += 1
                for number, value in enumerate(values):
                    self.cell(sheet, count, number, value)
        for number, length in enumerate(longest):
            sheet.set_column(number, number, width(length))
        if count:
            sheet.autofilter(0, 0, count, len(header) - 1)

    def cell(self, sheet: Worksheet, row: int, column: int, value: object) -> None:
        """One value by its kind, as it is; a blank stays an empty cell."""
        if isinstance(value, datetime):
            sheet.write_datetime(row, column, value, self.moment if value.time() != time.min else self.day)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self.day)
        elif value is not None:
            sheet.write(row, column, value)


def as_workbook(sheets: Mapping[str, pd.DataFrame], made_on: date) -> bytes:
    """A workbook with these sheets; equal input gives equal bytes."""
    out = io.BytesIO()
    with ExcelFile(out, made_on) as file:
        for name, frame in sheets.items():
            file.table(name, of_frame(frame).to_reader())
    return out.getvalue()


def width(longest: int) -> int:
    """The width of a column for its longest text, in characters: room for the button of its filter, and for other columns."""
    return min(max(longest, NARROWEST) + 2, WIDEST)


def longest_of(column: pa.Array | pa.ChunkedArray) -> int:
    """Characters that the longest cell takes."""
    if pa.types.is_date(column.type):
        return len(DAY)
    if pa.types.is_timestamp(column.type):
        return len(MOMENT)
    return pc.max(pc.utf8_length(column.cast(pa.string()))).as_py() or 0
