"""A record file as a grid of text, whatever its format: headers, cells and the line each row stands on."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from etl.reading.column_values import by_value

MOST_BYTES = 512 * 2**20
MOST_ROWS = 5_000_000
MOST_COLUMNS = 200


class Unreadable(Exception):
    """The file as a whole cannot be read: the rule it breaks, what was found, how to mend it, and the line if known."""

    def __init__(self, rule: str, message: str, mend: str, line: int = 0, value: str = ""):
        super().__init__(message)
        self.rule, self.message, self.mend, self.line, self.value = rule, message, mend, line, value


@dataclass
class Grid:
    """`cells`: text, one column per header in the same order, index = line of the file (header = 1), blanks missing.

    `overfull`: lines that hold more cells than the header has; they are not among the cells.
    """

    headers: list[str]
    cells: pd.DataFrame
    overfull: list[int] = field(default_factory=list)


def from_table(table: pd.DataFrame, overfull: list[int] | None = None) -> Grid:
    """A grid from rows of text indexed by their line; the first row that is not blank is the header.

    Raises Unreadable when nothing is written in the file or it is too wide.
    """
    table = without_blank_rows(table)
    if table.empty:
        raise nothing_written()
    table = checked_width(table.iloc[:, : table.notna().any().to_numpy().nonzero()[0].max() + 1])
    return Grid(table.iloc[0].astype("str").fillna("").tolist(), table.iloc[1:], overfull or [])


def from_columns(names: list[str], columns: list[pd.Series]) -> Grid:
    """A grid from columns of text; their common index is the line of the row."""
    table = pd.concat(columns, axis=1, ignore_index=True) if columns else pd.DataFrame()
    return Grid([name.strip() for name in names], without_blank_rows(checked_width(table)))


def without_blank_rows(table: pd.DataFrame) -> pd.DataFrame:
    """`table` with every cell trimmed, empty text as missing, and rows that hold nothing left out; columns as categories."""
    trimmed = pd.DataFrame(
        {name: by_value(cells, lambda text: text.strip() or None, "category") for name, cells in table.items()}
    )
    return trimmed[trimmed.notna().any(axis=1)] if len(trimmed.columns) else trimmed


def checked_width(table: pd.DataFrame) -> pd.DataFrame:
    if len(table.columns) > MOST_COLUMNS:
        raise Unreadable(
            "column_count",
            f"{len(table.columns)} columns; a record file has at most {MOST_COLUMNS}",
            "Leave only the columns of the record format",
        )
    return table


def nothing_written() -> Unreadable:
    return Unreadable("has_rows", "the file is empty", "Write the header in the first line and one award per line below it")


def bytes_of(path: Path) -> bytes:
    """The content of the file. Raises Unreadable when it is missing, empty or over 512 MB."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise Unreadable("file_size", f"{size / 2**20:.0f} MB; a record file has at most 512 MB", "Split the file")
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable("readable_file", f"cannot be read: {error.strerror}", "Check the path and who may read it") from None
    if not content.strip():
        raise nothing_written()
    return content


def text_of(path: Path) -> str:
    """The text of the file (UTF-8 with or without BOM, UTF-16 with BOM), every line ending a line feed."""
    content = bytes_of(path)
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise _mis_encoded(content, error, "utf-16" if wide else "utf-8") from None
    if "\0" in text:
        raise Unreadable("text_file", "the file is not text", "Save it as “CSV UTF-8”", text.count("\n", 0, text.index("\0")) + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _mis_encoded(content: bytes, error: UnicodeDecodeError, encoding: str) -> Unreadable:
    before = content[: error.start].decode(encoding, "ignore").replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    found = content[error.start : error.start + 1].hex()
    return Unreadable("utf_8", f"not {encoding.upper()}: byte 0x{found} in line {line}", "Save the file as “CSV UTF-8”", line)
