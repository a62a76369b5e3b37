"""The rows of all record files as text, one below the other, and everything found wrong with them so far."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from etl.findings import Blocked, Finding
from etl.reading.cell_grid import Grid, Unreadable
from etl.reading.column_values import blank, by_value, one_below_the_other
from etl.reading.corrections import KEYS, corrected
from etl.reading.formats import read
from etl.reading.headers import Header, read_header
from etl.reading.reference import Reference
from etl.schema import ANNOUNCEMENT_COLUMNS, MINIMUM_COLUMNS, TABLES
from file_writers.formula_guard import FORMULA_STARTS

BASE = "data/awards.csv"
LONGEST_VALUE = 200
REMARK, PROBLEM = 1, 2
_HARMLESS_START = re.compile(r"[+-](\s*[\d.,]*%?)?")
_NUMBERED = re.compile(r" \(\d+\)$")
_STANDS_ON = ["number of the source", "line of the file"]  # no header can be called so: headers hold no spaces


@dataclass(frozen=True)
class Source:
    """One record file: `file` names it in findings, `name` in the tables.

    `is_on_record`: it was laid over the record before, so its remarks were read then. `known_on`: the latest day (ISO) that an
    award of it can have, where that is not the day the build knows of. `announcement`: what was said of it beside the file.
    """

    path: Path
    file: str
    name: str
    is_on_record: bool = False
    known_on: str = ""
    announcement: dict[str, str] = field(default_factory=dict)


def as_sources(files: Sequence[Path | Source]) -> list[Source]:
    """Each file as a source; of those that share a name, the second is called `name (2)` in the tables."""
    return named_once([file if isinstance(file, Source) else Source(file, str(file), file.name) for file in files])


def named_once(sources: list[Source]) -> list[Source]:
    """`sources` with names that tell them apart: `records.xlsx`, `records.xlsx (2)`."""
    seen: Counter[str] = Counter()
    told_apart = []
    for source in sources:
        name = source.name.rpartition(" (")[0] if _NUMBERED.search(source.name) else source.name
        seen[name] += 1
        told_apart.append(replace(source, name=name if seen[name] == 1 else f"{name} ({seen[name]})"))
    return told_apart


class Records:
    """`text`: the columns of the record format, index 0…; `source` and `line` say where each row stands.

    `announced`: the columns that say what announcement the rows belong to, where a file has them.

    A cell is reported once: the first finding about it stands, so that one error never shows as two.
    """

    def __init__(self, sources: list[Source], reference: Reference):
        self.sources = sources
        self.columns = reference.facts.record_columns
        self.findings: list[Finding] = []
        self.unreadable_columns: list[set[str]] = []
        self.columns_written: list[set[str]] = []
        parts = [self._part(number, source, reference["corrections"]) for number, source in enumerate(sources)]
        self.source, self.line = (pd.concat([part.pop(name) for part in parts], ignore_index=True) for name in _STANDS_ON)
        self.text = pd.DataFrame({name: _column(parts, name) for name in dict.fromkeys(itertools.chain(self.columns, *parts))})
        self._state = {name: self._unreadable(name) for name in self.text.columns}
        self._refuse_formulas()
        self.announced = self.text[[name for name in ANNOUNCEMENT_COLUMNS if name in self.text]]
        self.text = self.text[list(self.columns)]

    @property
    def sound(self) -> pd.Series:
        """Rows without a problem, so far."""
        return self.without_problem(*self._state)

    def without_problem(self, *columns: str) -> pd.Series:
        """Rows where none of `columns` has a problem, so far."""
        return pd.Series(np.all([self._state[name] < PROBLEM for name in columns], axis=0), index=self.text.index)

    def report(
        self,
        at: pd.Series,
        column: str,
        rule: str,
        message: str | pd.Series,
        mend: str | pd.Series,
        blocks: bool = True,
        city_id: pd.Series | None = None,
    ) -> None:
        """One finding per row of `at` whose cell in `column` has none yet; `{value}` in a text is the cell.

        Texts that differ by row, and `city_id`, need to hold only the rows of `at`.
        """
        fresh = at.fillna(False).to_numpy(dtype=bool) & (self._state[column] == 0)
        rows = self.text.index[fresh]
        stands = zip(self.source[rows], self.line[rows], map(_short, self.text.loc[rows, column]), strict=True)
        words = zip(_for_each(rows, message), _for_each(rows, mend), _for_each(rows, city_id), strict=True)
        for (source, line, value), (what, how, city) in zip(stands, words, strict=True):
            file, what, how = self.sources[source].file, what.replace("{value}", value), how.replace("{value}", value)
            self.findings.append(Finding(file, line, column, value, rule, what, how, blocks, city))
        self._state[column][fresh] = PROBLEM if blocks else REMARK

    def _part(self, number: int, source: Source, corrections: pd.DataFrame) -> pd.DataFrame:
        """The rows of one file under the plain names of its columns; none where the file cannot be read."""
        try:
            grid = read(source.path)
        except Unreadable as problem:
            grid = Grid([], pd.DataFrame())
            header = Header([], [_of_file(source.file, problem)], set())
        else:
            header = self._header(source, grid.headers)
            header.findings.extend(_of_rows(source.file, grid))
        self.findings.extend(header.findings)
        self.unreadable_columns.append(header.unreadable)
        frame = grid.cells.set_axis(header.names, axis=1)
        frame = frame.loc[:, ~frame.columns.duplicated()]
        self.columns_written.append({name for name in frame.columns if frame[name].notna().any()})
        if source.file == BASE and set(KEYS["awards"]) <= set(frame.columns):
            frame = self._corrected(frame, corrections)
        frame[_STANDS_ON] = pd.DataFrame({_STANDS_ON[0]: number, _STANDS_ON[1]: frame.index}, index=frame.index)
        return frame

    def _header(self, source: Source, written: list[str]) -> Header:
        """The record itself has just the columns of its file; a file laid over it may leave some out and have others besides."""
        if source.file == BASE:
            return read_header(source.file, written, TABLES["awards"].in_file, TABLES["awards"].in_file, is_closed=True)
        return read_header(source.file, written, MINIMUM_COLUMNS, (*self.columns, *ANNOUNCEMENT_COLUMNS))

    def _corrected(self, frame: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
        try:
            return corrected("awards", frame.astype("str"), corrections)
        except Blocked as blocked:
            self.findings.extend(blocked.findings)
            return frame

    def _unreadable(self, column: str) -> np.ndarray:
        numbers = [number for number, columns in enumerate(self.unreadable_columns) if column in columns]
        return np.where(self.source.isin(numbers), PROBLEM, 0).astype("int8")

    def _refuse_formulas(self) -> None:
        for column in self.text.columns:
            suspect = self.text[column].str.startswith(FORMULA_STARTS).fillna(False).astype(bool)
            harmless = by_value(self.text[column][suspect], lambda text: bool(_HARMLESS_START.fullmatch(text)), "bool")
            self.report(
                suspect & ~suspect.index.isin(harmless.index[harmless]),
                column,
                "no_formula",
                "the cell holds a formula, or text that a spreadsheet would run as one",
                "Write the plain value",
            )


def _column(parts: list[pd.DataFrame], name: str) -> pd.Categorical:
    return one_below_the_other([part[name] if name in part else blank(len(part)) for part in parts])


def _of_file(file: str, problem: Unreadable) -> Finding:
    return Finding(file, problem.line, "", problem.value, problem.rule, problem.message, problem.mend)


def _of_rows(file: str, grid: Grid) -> list[Finding]:
    findings = [
        Finding(
            file, line, "", "", "cells_fit_header", "the row has more cells than the header has columns",
            "Put a cell that holds the separator between quotation marks",
        )
        for line in grid.overfull
    ]  # fmt: skip
    if grid.cells.empty and not grid.overfull:
        findings.append(
            Finding(file, 0, "", "", "has_rows", "no rows below the header", "Write one award per line below the header")
        )
    return findings


def _for_each(rows: pd.Index, words: str | pd.Series | None) -> list[str]:
    return words.loc[rows].map(_short).tolist() if isinstance(words, pd.Series) else [words or ""] * len(rows)


def _short(value: Any) -> str:
    """A cell as a finding shows it; blank is empty text."""
    text = "" if pd.isna(value) else str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
