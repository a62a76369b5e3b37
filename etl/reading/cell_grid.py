"""A record file as a grid of text, whatever its format: headers, cells and the line each row stands on."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from etl.reading.bounds import bytes_of, checked_columns
from etl.reading.column_values import by_value
from etl.reading.plain_text import tidy
from etl.reading.unreadable import Unreadable, nothing_written

ZIP, PARQUET, OLD_EXCEL = b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0"


@dataclass
class Grid:
    """`cells`: text, one column per header in the same order, index = line of the file, blanks missing.

    `overfull`: lines that hold more cells than the header has, with their first cell; they are not among the cells.
    `sheet`: of a workbook, else blank. `hidden_rows`: how many of the rows the workbook hides.
    """

    headers: list[str]
    cells: pd.DataFrame
    overfull: dict[int, str] = field(default_factory=dict)
    header_line: int = 1
    sheet: str = ""
    hidden_rows: int = 0


@dataclass
class Content:
    """What a file holds: its grids (several sheets of a workbook are several), and the sheets that are not read, with the reason.

    `doubtful`: those of the latter that may have been meant, because they have rows below a header.
    """

    grids: list[Grid]
    passed_over: dict[str, str] = field(default_factory=dict)
    doubtful: list[str] = field(default_factory=list)


def from_table(table: pd.DataFrame, overfull: dict[int, str] | None = None) -> Grid:
    """A grid from rows of text indexed by their line; the first row that is not blank is the header.

    Raises Unreadable when nothing is written in the file or it is too wide.
    """
    table = without_blank_rows(table)
    if table.empty:
        raise nothing_written()
    table = table.iloc[:, : table.notna().any().to_numpy().nonzero()[0].max() + 1]
    checked_columns(len(table.columns))
    return Grid(table.iloc[0].astype("str").fillna("").tolist(), table.iloc[1:], overfull or {}, int(table.index[0]))


def from_columns(names: list[str], columns: list[pd.Series]) -> Grid:
    """A grid from columns of text; their common index is the line of the row."""
    checked_columns(len(columns))
    table = pd.concat(columns, axis=1, ignore_index=True) if columns else pd.DataFrame()
    return Grid([name.strip() for name in names], without_blank_rows(table))


def without_blank_rows(table: pd.DataFrame) -> pd.DataFrame:
    """`table` with every cell in one form, empty text as missing, and rows that hold nothing left out; columns as categories."""
    trimmed = pd.DataFrame({name: by_value(cells, tidy, "category") for name, cells in table.items()})
    return trimmed[trimmed.notna().any(axis=1)] if len(trimmed.columns) else trimmed


def text_of(path: Path, most: int | None = None) -> str:
    """The text of the file (UTF-8 with or without BOM, UTF-16 with BOM), every line ending a line feed."""
    content = bytes_of(path, most)
    _refuse_other_formats(content)
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise _mis_encoded(content, error, "utf-16" if wide else "utf-8") from None
    if "\0" in text:
        raise Unreadable("text_file", "the file is not text", "Save it as “CSV UTF-8”", text.count("\n", 0, text.index("\0")) + 1)
    if not text.strip():
        raise nothing_written()
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_other_formats(content: bytes) -> None:
    found = {ZIP: "a workbook or ZIP", PARQUET: "a Parquet file", OLD_EXCEL: "an old or protected Excel file"}.get(content[:4])
    if found:
        raise Unreadable(
            "text_file", f"the file is {found}, not text", "Give the file the ending of what it is, or save it as “CSV UTF-8”"
        )


def _mis_encoded(content: bytes, error: UnicodeDecodeError, encoding: str) -> Unreadable:
    before = content[: error.start].decode(encoding, "ignore").replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    found = content[error.start : error.start + 1].hex()
    return Unreadable("utf_8", f"not {encoding.upper()}: byte 0x{found} in line {line}", "Save the file as “CSV UTF-8”", line)
