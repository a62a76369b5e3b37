"""The CSV files of data/ as people edit them: text, once header and rows are whole; else every place that is not is named."""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from etl.findings import Blocked, Finding
from etl.reading.closed_header import read_closed_header

Row = tuple[int, list[str]]
MEND_SEPARATOR = "Put a cell that holds a comma between quotation marks, and close every quotation mark"


def read_table(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """The file as text under `columns`, which are all that its header may hold and must; blanks are missing.

    Raises Blocked with everything wrong with the header and every row that does not fit it.
    """
    file = f"data/{path.name}"
    header, *rows = _rows(path, file)
    found = read_closed_header(file, header[1], columns)
    findings = found.findings + [
        _ragged(file, line, len(cells), len(header[1])) for line, cells in rows if len(cells) != len(header[1])
    ]
    if findings:
        raise Blocked(findings)
    table = pd.DataFrame([cells for _, cells in rows], columns=found.names, dtype="string")
    return table.mask(table == "")


def check_header(path: Path, columns: tuple[str, ...]) -> None:
    """The same for the header alone, of a file whose rows are read elsewhere."""
    file = f"data/{path.name}"
    with _named_in_findings(file), path.open(encoding="utf-8-sig", newline="") as lines:
        header = next(filter(None, csv.reader(lines, strict=True)), None)
    if header is None:
        raise _without_header(file)
    findings = read_closed_header(file, header, columns).findings
    if findings:
        raise Blocked(findings)


def _rows(path: Path, file: str) -> list[Row]:
    """Every row that is not blank with the line it begins on; the first is the header."""
    rows, start = [], 1
    with _named_in_findings(file), path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines, strict=True)
        for cells in reader:
            rows.append((start, cells))
            start = reader.line_num + 1
    rows = [(line, cells) for line, cells in rows if cells]
    if not rows:
        raise _without_header(file)
    return rows


@contextlib.contextmanager
def _named_in_findings(file: str) -> Iterator[None]:
    """What keeps a file from being read at all, as a finding."""
    try:
        yield
    except FileNotFoundError:
        raise _unreadable(file, "needed_file", "the file is missing", "Put it back; every file of data/ is needed") from None
    except UnicodeDecodeError as error:
        raise _unreadable(file, "utf_8", f"the file is not UTF-8: {error}", "Save the file as “CSV UTF-8”") from None
    except csv.Error as error:
        raise _unreadable(file, "readable_file", f"the file cannot be read: {error}", MEND_SEPARATOR) from None


def _without_header(file: str) -> Blocked:
    return _unreadable(file, "has_a_header", "the file is empty", "Write the names of its columns as the first line", 1)


def _unreadable(file: str, rule: str, message: str, mend: str, line: int = 0) -> Blocked:
    return Blocked([Finding(file, line, "", "", rule, message, mend)])


def _ragged(file: str, line: int, found: int, wanted: int) -> Finding:
    message = f"the row has {found} cells, the header has {wanted} columns"
    return Finding(file, line, "", "", "cells_fit_header", message, MEND_SEPARATOR)
