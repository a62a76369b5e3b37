"""Excel workbooks: the sheet `records`, or the first one, as a grid; refused when it would unpack to too much."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pandas as pd
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from etl.reading.cell_grid import MOST_COLUMNS, Grid, Unreadable, bytes_of, from_table

MOST_UNPACKED_BYTES = 200 * 2**20
SHEET = "records"


def from_xlsx(path: Path) -> Grid:
    """Row numbers are the lines; a formula is read as the text of the formula, so that a check can refuse it."""
    content = io.BytesIO(bytes_of(path))
    _refuse_a_bomb(content)
    try:
        workbook = openpyxl.load_workbook(content, read_only=True, data_only=False)
        named = [sheet for sheet in workbook.worksheets if sheet.title.strip().casefold() == SHEET]
        rows = _rows(named[0] if named else workbook.worksheets[0])
    except Exception as error:  # openpyxl raises whatever the damaged part of a workbook happens to trip over
        raise Unreadable("readable_file", f"not readable as a workbook: {error}", "Open it in Excel and save it again") from None
    return from_table(pd.DataFrame(rows.values(), index=list(rows), dtype="str"))


def _refuse_a_bomb(content: io.BytesIO) -> None:
    try:
        parts = zipfile.ZipFile(content).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:  # the last: a kind of ZIP that Python does not read
        raise Unreadable("readable_file", f"not a workbook: {error}", "Open it in Excel and save it as .xlsx") from None
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED_BYTES:
        raise Unreadable("unpacked_size", f"unpacks to {unpacked / 2**20:.0f} MB; at most 200 MB are read", "Split the workbook")


def _rows(sheet: ReadOnlyWorksheet) -> dict[int, list[str | None]]:
    """Text of every row that is not blank, by its number. The size the workbook states for itself is not trusted."""
    sheet.reset_dimensions()
    rows = {}
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), start=1):
        cells = [_text(value) for value in row]
        if any(cells):
            rows[number] = cells
    return rows


def _text(value: object) -> str | None:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | datetime):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return None if value is None else str(value)
    return "=" + str(getattr(value, "text", None) or "formula").removeprefix("=")  # array and table formulas come as objects
