"""The tables of one record file (each sheet of a workbook is one) under plain names, with what is wrong with each as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from etl.findings import Finding
from etl.reading.cell_grid import Content, Grid
from etl.reading.closed_header import read_closed_header
from etl.reading.column_values import by_value
from etl.reading.formats import read
from etl.reading.headers import Header, read_header
from etl.reading.mends import Mend, is_left_out, with_headings, with_values
from etl.reading.stray_rows import looks_like_a_note, stray_rows
from etl.reading.unreadable import Unreadable
from etl.reading.value_forms import day
from etl.reading.what_was_read import Reading
from etl.schema import TABLES

BASE = "data/awards.csv"
MEND_ALONE = "Delete the row; if it is an award, write its city, state, level and year"


@dataclass
class Part:
    """`frame`: text by plain names and line. `unreadable`: columns whose values nobody can tell."""

    file: str
    sheet: str
    frame: pd.DataFrame
    reading: Reading
    findings: list[Finding] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    columns_written: set[str] = field(default_factory=set)


def parts_of(path: Path, file: str, scores: tuple[str, ...], mends: Sequence[Mend] = ()) -> list[Part]:
    """The tables of a file as mended; one without rows where it cannot be read. `scores`: columns with scores of practices."""
    try:
        content = read(path)
    except Unreadable as problem:
        finding = Finding(file, problem.line, "", problem.value, problem.rule, problem.message, problem.mend)
        return [Part(file, "", pd.DataFrame(), Reading(file), [finding])]
    parts = [_part(file, with_headings(grid, mends), content, scores, mends) for grid in content.grids]
    parts[0].findings.extend(_of_sheets(file, content))
    return parts


def _part(file: str, grid: Grid, content: Content, scores: tuple[str, ...], mends: Sequence[Mend]) -> Part:
    header = _header(file, grid, scores)
    frame = grid.cells.set_axis(header.names, axis=1)
    frame = with_values(frame.loc[:, ~frame.columns.duplicated()], grid.sheet, mends)
    written = {name for name in frame.columns if frame[name].notna().any()}
    frame = _with_read_words(frame, grid, header)
    strays = stray_rows(frame) if file != BASE else {}
    findings = [
        *header.findings,
        *(finding for finding in _of_rows(file, grid) if not is_left_out(finding.line, grid.sheet, mends)),
        *(_stray(file, grid.sheet, line, *stray) for line, stray in strays.items()),
    ]
    frame = frame.drop(index=list(strays))
    reading = Reading.of(file, grid, frame, scores, content.passed_over)
    return Part(file, grid.sheet, frame, reading, findings, header.unreadable, written)


def _header(file: str, grid: Grid, scores: tuple[str, ...]) -> Header:
    """The record itself has just the columns of its file; a file laid over it may leave some out and have others besides."""
    if file == BASE:
        return read_closed_header(file, grid.headers, TABLES["awards"].in_file)
    empty = {number for number, (_, cells) in enumerate(grid.cells.items()) if cells.isna().all()}
    return read_header(file, grid.headers, empty, scores, grid.header_line, grid.sheet)


def _with_read_words(frame: pd.DataFrame, grid: Grid, header: Header) -> pd.DataFrame:
    """A date that the portal wrote in words stands where it is a day; else the year beside it stands, and the date on record."""
    written = {name.strip().casefold() for name in grid.headers}
    if "date_words" in written and "announced_on" not in written and {"announced_on", "year"} <= set(header.names):
        days = by_value(frame["announced_on"], lambda text: text if day(text) else None, "category")
        return frame.assign(announced_on=days)
    return frame


def _of_rows(file: str, grid: Grid) -> list[Finding]:
    findings = []
    for line, first in grid.overfull.items():
        if looks_like_a_note(first):
            findings.append(_stray(file, grid.sheet, line, "looks like a footnote", first))
        else:
            words = "the row has more cells than the header has columns"
            mend = "Put a cell that holds the separator between quotation marks"
            findings.append(Finding(file, line, "", "", "cells_fit_header", words, mend, sheet=grid.sheet))
    if grid.cells.empty and not grid.overfull:
        words, mend = "no rows below the header", "Write one award per line below the header"
        findings.append(Finding(file, 0, "", "", "has_rows", words, mend, sheet=grid.sheet))
    if grid.hidden_rows:
        words = f"{grid.hidden_rows} of the rows are hidden in the workbook; they are read like the others"
        findings.append(
            Finding(file, 0, "", "", "hidden_rows", words, "Delete them if they are not meant", False, sheet=grid.sheet)
        )
    return findings


def _stray(file: str, sheet: str, line: int, kind: str, value: str) -> Finding:
    mend = MEND_ALONE if kind == "has one cell and no more" else "Delete the row"
    rule = f"row_{kind.replace(' a ', ' ').replace(' ', '_')}"
    return Finding(file, line, "city", value[:80], rule, f"line {line} {kind}", mend, sheet=sheet)


def _of_sheets(file: str, content: Content) -> list[Finding]:
    """One remark where a sheet that is not read has rows below a header: it may have been meant."""
    if not content.doubtful:
        return []
    reasons = "; ".join(f"{title} ({content.passed_over[title]})" for title in content.doubtful)
    read_ones = ", ".join(grid.sheet for grid in content.grids)
    mend = f"Nothing to do if only {read_ones} is meant; else show the sheet, or give it the needed columns"
    return [Finding(file, 0, "", "", "sheet_is_read", f"not read: {reasons}", mend, blocks=False)]
