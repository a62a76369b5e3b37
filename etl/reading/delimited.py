"""Tables as plain text: comma, semicolon, tab or pipe between the cells, with or without a `sep=` line and title rows."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from etl.reading.bounds import MOST_PARSED_CELLS, MOST_ROW_CHARACTERS, Clock, checked_cells, checked_columns, checked_rows
from etl.reading.cell_grid import Content, Grid, from_table, text_of
from etl.reading.header_row import ROWS_LOOKED_AT, header_index, names_in
from etl.reading.unreadable import Unreadable, no_header

SEPARATORS = ",;\t|"
_SEPARATOR_LINE = re.compile(r"\ufeff?\"?sep=(.)\"?,*$", re.IGNORECASE)


def from_csv(path: Path) -> Content:
    """The one grid of the file, from its header on. Raises Unreadable where no row near its top names columns."""
    text = text_of(path)
    found = _header(text)
    if not found:
        raise no_header("the file")
    start, line, separator, width = found
    checked_columns(width)
    text = text[start:]
    grid = _where_every_line_is_a_row(text, separator, line) or _row_by_row(text, separator, line)
    return Content([grid])


def _header(text: str) -> tuple[int, int, str, int] | None:
    """Where the header starts (character, line), the separator by which it names most columns, and how many cells it has."""
    said = _SEPARATOR_LINE.match(text.split("\n", 1)[0])
    found, unread = [], []
    for separator in said[1] if said else SEPARATORS:
        try:
            rows = list(itertools.islice(_rows(text, separator), 1 if said else 0, None))
        except Unreadable as problem:  # by this separator: by another one the cells may be shorter
            unread.append(problem)
            continue
        index = header_index([row for _, _, row in rows])
        if index is not None:
            start, line, row = rows[index]
            width = max((n for n, cell in enumerate(row, start=1) if cell.strip()), default=0)
            found.append((names_in(row), start, line, separator, width))
    if not found:
        _refuse_wide(text)
        if unread:
            raise unread[0]
    return max(found)[1:] if found else None


def _refuse_wide(text: str) -> None:
    first = text.lstrip().split("\n", 1)[0]
    checked_columns(1 + max(map(first.count, SEPARATORS)))


def _rows(text: str, separator: str, most: int = ROWS_LOOKED_AT) -> Iterator[tuple[int, int, list[str]]]:
    """The first rows that are not blank: the character and the line where each starts, and its cells."""
    lines = _Lines(text, 1)
    reader = csv.reader(iter(lines), delimiter=separator)
    start, line, count = 0, 1, 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield start, line, row
                count += 1
            if count == most:
                return
            start, line = lines.position, lines.line
            lines.row_begins()
    except csv.Error as error:
        raise _not_a_row(line, str(error)) from None


class _Lines:
    """The lines of a text one by one, without a copy of the whole; ends where one row takes in more than a row may."""

    def __init__(self, text: str, first_line: int):
        self.text, self.position, self.line = text, 0, first_line
        self.row_begins()

    def row_begins(self) -> None:
        self.row_start, self.row_line = self.position, self.line

    def __iter__(self) -> Iterator[str]:
        while self.position < len(self.text):
            end = self.text.find("\n", self.position) + 1 or len(self.text)
            if end - self.row_start > MOST_ROW_CHARACTERS:
                raise _not_a_row(self.row_line, "the row is longer than a million characters")
            part, self.position = self.text[self.position : end], end
            self.line += 1
            yield part


def _not_a_row(line: int, problem: str) -> Unreadable:
    if "field limit" in problem:
        problem = f"a cell is longer than {csv.field_size_limit():,} characters"
    return Unreadable(
        "readable_file",
        f"not readable from line {line} on: {problem}",
        "Close every quotation mark, write a quotation mark inside a cell twice, and keep cells short",
        line,
    )


def _where_every_line_is_a_row(text: str, separator: str, line: int) -> Grid | None:
    """The rows by the fast reader, or None where a quoted line break or an uneven row asks for the careful one."""
    line_count = text.count("\n") + (not text.endswith("\n"))
    width = len(next(csv.reader(iter(_Lines(text, line)), delimiter=separator)))
    checked_rows(line_count)
    checked_cells(line_count * width)
    names = [f"f{i}" for i in range(width)]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(text.encode("utf-8")),
            read_options=pyarrow.csv.ReadOptions(column_names=names),
            parse_options=pyarrow.csv.ParseOptions(delimiter=separator, ignore_empty_lines=False, newlines_in_values=True),
            convert_options=pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string()))),
        )
    except pa.ArrowInvalid:
        return None
    if table.num_rows != line_count:
        return None
    return from_table(table.to_pandas().set_axis(range(line, line + line_count), axis=0))


def _row_by_row(text: str, separator: str, line: int) -> Grid:
    rows: dict[int, list[str]] = {}
    overfull: dict[int, str] = {}
    lines, clock, width, cells = _Lines(text, line), Clock(), 0, 0
    reader = csv.reader(iter(lines), delimiter=separator, strict=True)
    try:
        for row in reader:
            start = lines.row_line
            if any(cell.strip() for cell in row):
                width = width or len(row)
                rows[start] = [*row[:width], *[""] * (width - len(row))]
                cells += width
            if any(cell.strip() for cell in row[width:]):
                overfull[start] = row[0]
                del rows[start]
            lines.row_begins()
            if not len(rows) % 4096:
                clock.check()
                checked_cells(cells, MOST_PARSED_CELLS * 4)
    except csv.Error as error:
        raise _not_a_row(lines.row_line, str(error)) from None
    return from_table(pd.DataFrame(rows.values(), index=list(rows), dtype="str"), overfull)
