"""The cells of a sheet as the person sees them: percent by the number format, dates as days, formulas as formulas."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta

from etl.reading.bounds import (
    MOST_CELL_CHARACTERS,
    MOST_COLUMNS,
    MOST_PARSED_CELLS,
    MOST_SHARED_TEXT_BYTES,
    MOST_SHEET_ROWS,
    checked_cells,
    checked_unpacked,
)
from etl.reading.unreadable import Unreadable
from etl.reading.xlsx_package import Package

MOST_WORKBOOK_COLUMNS = 16_384  # Excel's own
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Za-z]{1,4})\d*")


def shared_texts(package: Package, name: str) -> list[str]:
    """The texts that cells refer to by number; how a text is pronounced (rPh) is no part of it."""
    checked_unpacked(package.size(name), MOST_SHARED_TEXT_BYTES)
    texts: list[str] = []
    text = _Text()

    def start(tag: str, _given: dict[str, str]) -> None:
        text.clear() if tag == "si" else text.start(tag)

    def end(tag: str) -> None:
        text.end(tag)
        if tag == "si":
            texts.append(text.whole())
            checked_cells(len(texts), MOST_PARSED_CELLS)

    package.parse(name, start, end, text.add)
    return texts


class _Text:
    """Collects the text of `t` (or `v`, `f`) elements; a text that is too long is cut one character over the bound."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self._parts: list[str] = []
        self._length, self._inside, self._said = 0, False, 0

    def start(self, tag: str, tags: tuple[str, ...] = ("t",)) -> None:
        self._said += tag == "rPh"
        self._inside = tag in tags and not self._said

    def end(self, tag: str) -> None:
        self._said -= tag == "rPh"
        self._inside = False

    def add(self, part: str) -> None:
        if self._inside and self._length <= MOST_CELL_CHARACTERS:
            self._parts.append(part)
            self._length += len(part)

    def whole(self) -> str:
        text = "".join(self._parts)[: MOST_CELL_CHARACTERS + 1]
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def number_kinds(package: Package, name: str, starts_1904: bool) -> list[Callable[[str], str]]:
    """How the number of a cell is shown, by the number of the cell's style."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS  # A third of a second, and only a workbook needs it.

    formats, styles, inside = dict(BUILTIN_FORMATS), [], False
    for tag, given in package.elements(name, "numFmt", "cellXfs", "cellStyleXfs", "dxfs", "xf"):
        if tag == "numFmt":
            formats[int(given.get("numFmtId", 0))] = given.get("formatCode", "")
        elif tag == "xf" and inside:
            styles.append(formats.get(int(given.get("numFmtId", 0)), ""))
        inside = tag == "cellXfs" or (tag == "xf" and inside)
    return [_shown(code, starts_1904) for code in styles]


def _shown(code: str, starts_1904: bool) -> Callable[[str], str]:
    from openpyxl.styles.numbers import is_date_format
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

    if "%" in _NOT_SHOWN.sub("", code):
        return _percent
    if not code or code == "General" or not is_date_format(code):
        return plain_number
    epoch = CALENDAR_MAC_1904 if starts_1904 else CALENDAR_WINDOWS_1900
    only_year = set(_NOT_SHOWN.sub("", code).casefold().strip("@; ")) == {"y"}
    return lambda text: _day(text, epoch, only_year)


def plain_number(text: str) -> str:
    """A number as Python writes it: what Excel stores as 77.989999999999995 is 77.99."""
    try:
        return str(int(text)) if text.lstrip("+-").isdecimal() else repr(float(text))
    except ValueError:
        return text


def _percent(text: str) -> str:
    try:
        return f"{round(float(text) * 100, 8):.10g}%"
    except (ValueError, OverflowError):
        return text


def _day(text: str, epoch: datetime, only_year: bool) -> str:
    from openpyxl.utils.datetime import from_excel

    try:
        moment = from_excel(float(text), epoch)
    except (ValueError, OverflowError):
        return text
    if isinstance(moment, datetime):
        if only_year:
            return str(moment.year)
        return moment.date().isoformat() if moment.time() == time() else moment.isoformat(timespec="seconds")
    return str(moment) if isinstance(moment, timedelta | time) else text


class SheetRows:
    """Takes in the cells of one sheet: `rows` (text of each row that is not blank, by its number) and how many are hidden."""

    def __init__(self, texts: list[str], kinds: list[Callable[[str], str]], take: Callable[[int, list[str]], None]):
        self._texts, self._kinds, self._take = texts, kinds, take
        self._text = _Text()
        self._row: list[str] = []
        self._number = self._cells = self._column = 0
        self.hidden, self._is_hidden = 0, False

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "c":
            self._cell(given)
        elif tag == "row":
            self._row = []
            self._number = int(given.get("r") or self._number + 1)
            self._column, self._is_hidden = 0, given.get("hidden") in ("1", "true")
            if not 0 < self._number <= MOST_SHEET_ROWS:
                message = f"a row has the number {self._number:,}; a sheet ends at {MOST_SHEET_ROWS:,}"
                raise Unreadable("row_number", message, "Open it in Excel and save it again")
        elif tag == "f":
            self._formula = True
            self._text.clear()
            self._text.start("f", ("f",))
        elif not (self._formula and tag == "v"):
            self._text.start(tag, ("v", "t"))

    _formula = False

    def _cell(self, given: dict[str, str]) -> None:
        reference = _REFERENCE.match(given.get("r", ""))
        self._column = _column_number(reference[1]) if reference else self._column + 1
        if self._column > MOST_WORKBOOK_COLUMNS:
            raise Unreadable("column_count", f"a cell stands in column {self._column:,}", "Open it in Excel and save it again")
        self._kind, self._style, self._formula = given.get("t", "n"), given.get("s", ""), False
        self._text.clear()

    def end(self, tag: str) -> None:
        self._text.end(tag)
        if tag == "c":
            value = self._value()
            if value and value.strip():
                self._cells += 1
                checked_cells(self._cells, MOST_PARSED_CELLS)
                self._put(value)
        elif tag == "row" and self._row:
            self.hidden += self._is_hidden
            self._take(self._number, self._row)

    def _put(self, value: str) -> None:
        """Cells beyond the columns that are read stand in the one after the last, so that the sheet is seen to be too wide."""
        column = min(self._column, MOST_COLUMNS + 1)
        self._row.extend([""] * (column - len(self._row)))
        self._row[column - 1] = value

    def _value(self) -> str:
        text = self._text.whole()
        if self._formula:
            return "=" + (text or "formula").removeprefix("=")
        if self._kind == "s":
            return self._texts[int(text)] if text else ""
        if self._kind == "b":
            return str(text.strip() == "1")
        if self._kind == "n" and text:
            style = int(self._style or 0)
            return (self._kinds[style] if 0 <= style < len(self._kinds) else plain_number)(text)
        return text


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
