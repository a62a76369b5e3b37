"""The CSV files of data/ as people edit them: text, once header and rows are whole; else every place that is not is named."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from etl.findings import Blocked, Finding
from etl.reading.headers import read_header

Row = tuple[int, list[str]]
MEND_SEPARATOR = "Put a cell that holds a comma between quotation marks, and close every quotation mark"


def read_table(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """The file as text under `columns`, which are all that its header may hold and must; blanks are missing.

    Raises Blocked with everything wrong with the header and every row that does not fit it.
    """
    file = f"data/{path.name}"
    header, *rows = _rows(path, file)
    found = read_header(file, header[1], columns, columns, is_closed=True)
    findings = found.findings + [
        _ragged(file, line, len(cells), len(header[1])) for line, cells in rows if len(cells) != len(header[1])
    ]
    if findings:
        raise Blocked(findings)
    table = pd.DataFrame([cells for _, cells in rows], columns=found.names, dtype="string")
    return table.mask(table == "")


def _rows(path: Path, file: str) -> list[Row]:
    """Every row that is not blank with the line it begins on; the first is the header."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        reader = csv.reader(io.StringIO(text), strict=True)
        rows, start = [], 1
        for cells in reader:
            rows.append((start, cells))
            start = reader.line_num + 1
    except FileNotFoundError:
        raise _unreadable(file, 0, "needed_file", "the file is missing", "Put it back; every file of data/ is needed") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _unreadable(file, line, "utf_8", f"not UTF-8 in line {line}", "Save the file as “CSV UTF-8”") from None
    except csv.Error as error:
        raise _unreadable(file, start, "readable_file", f"not readable from line {start} on: {error}", MEND_SEPARATOR) from None
    rows = [(line, cells) for line, cells in rows if cells]
    if not rows:
        raise _unreadable(file, 1, "has_a_header", "the file is empty", "Write the names of its columns as the first line")
    return rows


def _unreadable(file: str, line: int, rule: str, message: str, mend: str) -> Blocked:
    return Blocked([Finding(file, line, "", "", rule, message, mend)])


def _ragged(file: str, line: int, found: int, wanted: int) -> Finding:
    message = f"the row has {found} cells, the header has {wanted} columns"
    return Finding(file, line, "", "", "cells_fit_header", message, MEND_SEPARATOR)
