"""The rows of all record files as text, one below the other, and everything found wrong with them so far."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from etl.findings import Blocked, Finding
from etl.reading.column_values import blank, one_below_the_other
from etl.reading.corrections import KEYS, corrected
from etl.reading.mends import Mend
from etl.reading.odd_text import ODD_TEXT_RULES, refuse_odd_text
from etl.reading.plain_text import visible
from etl.reading.record_parts import BASE, Part, parts_of
from etl.reading.reference import Reference
from etl.reading.what_was_read import Reading
from etl.schema import ANNOUNCEMENT_COLUMNS

LONGEST_VALUE = 200
REMARK, PROBLEM = 1, 2
_NUMBERED = re.compile(r" \(\d+\)$")
_STANDS_ON = ["number of the source", "line of the file"]  # no header can be called so: headers hold no spaces


class Rule(NamedTuple):
    """How many rows a rule was held against, and whether one that does not meet it stops the build."""

    seen: int
    blocks: bool


@dataclass(frozen=True)
class Source:
    """One record file, or one sheet of it: `file` names it in findings, `name` in the tables, `sheet` is that of a workbook.

    `is_on_record`: it was laid over the record before, so its remarks were read then. `known_on`: the latest day (ISO) that an
    award of it can have, where that is not the day the build knows of. `announcement`: what was said of it beside the file;
    `mends`: what a person accepted.
    """

    path: Path
    file: str
    name: str
    is_on_record: bool = False
    known_on: str = ""
    announcement: dict[str, str] = field(default_factory=dict)
    sheet: str = ""
    mends: tuple[Mend, ...] = ()


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

    `files`: the sources as given; `sources`: one for each table of theirs, because several sheets of a workbook may be read.
    `announced`: the columns that say what announcement the rows belong to, where a file has them.

    A cell is reported once: the first finding about it stands, so that one error never shows as two.
    """

    def __init__(self, files: list[Source], reference: Reference):
        facts = reference.facts
        opened = [
            (n, part)
            for n, source in enumerate(files)
            for part in parts_of(source.path, source.file, facts.score_columns, source.mends)
        ]
        self.files, self.columns = files, facts.record_columns
        self.file_of = [number for number, _ in opened]
        self.sources = [replace(files[number], sheet=part.sheet) for number, part in opened]
        self.readings: list[Reading] = [part.reading for number, part in opened if not files[number].is_on_record]
        self.findings: list[Finding] = [finding for _, part in opened for finding in part.findings]
        self.unreadable_columns = [part.unreadable for _, part in opened]
        self.columns_written = [part.columns_written for _, part in opened]
        parts = [self._frame(number, part, reference["corrections"]) for number, (_, part) in enumerate(opened)]
        self.source, self.line = (pd.concat([part.pop(name) for part in parts], ignore_index=True) for name in _STANDS_ON)
        self.text = pd.DataFrame({name: _column(parts, name) for name in dict.fromkeys(itertools.chain(self.columns, *parts))})
        self._state = {name: self._unreadable(name) for name in self.text.columns}
        self.rules: dict[str, Rule] = {}
        self.ran(*ODD_TEXT_RULES)
        refuse_odd_text(self.text, self.report)
        self.announced = self.text[[name for name in ANNOUNCEMENT_COLUMNS if name in self.text]]
        self.text = self.text[list(self.columns)]

    @property
    def file_number(self) -> pd.Series:
        """Which of `files` each row is of: the same number for all sheets of a workbook."""
        return self.source.map(dict(enumerate(self.file_of))).astype("int64")

    @property
    def sound(self) -> pd.Series:
        """Rows without a problem, so far."""
        return self.without_problem(*self._state)

    def without_problem(self, *columns: str) -> pd.Series:
        """Rows where none of `columns` has a problem, so far."""
        return pd.Series(np.all([self._state[name] < PROBLEM for name in columns], axis=0), index=self.text.index)

    def ran(self, *rules: str, blocks: bool = True) -> None:
        """Says that every row was held against these rules, whether or not one does not meet them."""
        self.rules |= {rule: Rule(len(self.text), blocks) for rule in rules}

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
        self.ran(rule, blocks=blocks)
        fresh = at.fillna(False).to_numpy(dtype=bool) & (self._state[column] == 0)
        if not fresh.any():
            return
        rows = self.text.index[fresh]
        stands = zip(self.source[rows], self.line[rows], map(_short, self.text.loc[rows, column]), strict=True)
        words = zip(_for_each(rows, message), _for_each(rows, mend), _for_each(rows, city_id), strict=True)
        for (number, line, value), (what, how, city) in zip(stands, words, strict=True):
            source, what, how = self.sources[number], what.replace("{value}", value), how.replace("{value}", value)
            self.findings.append(Finding(source.file, line, column, value, rule, what, how, blocks, city, source.sheet))
        self._state[column][fresh] = PROBLEM if blocks else REMARK

    def _frame(self, number: int, part: Part, corrections: pd.DataFrame) -> pd.DataFrame:
        """The rows of a part with the number of the part and the line of each; those of the base are corrected."""
        frame = part.frame
        if part.file == BASE and set(KEYS["awards"]) <= set(frame.columns):
            frame = self._corrected(frame, corrections)
        stands = pd.DataFrame({_STANDS_ON[0]: number, _STANDS_ON[1]: frame.index}, index=frame.index)
        return frame.assign(**dict(stands.items()))

    def _corrected(self, frame: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
        try:
            return corrected("awards", frame.astype("str"), corrections)
        except Blocked as blocked:
            self.findings.extend(blocked.findings)
            return frame

    def _unreadable(self, column: str) -> np.ndarray:
        numbers = [number for number, columns in enumerate(self.unreadable_columns) if column in columns]
        return np.where(self.source.isin(numbers), PROBLEM, 0).astype("int8")


def _column(parts: list[pd.DataFrame], name: str) -> pd.Categorical:
    return one_below_the_other([part[name] if name in part else blank(len(part)) for part in parts])


def _for_each(rows: pd.Index, words: str | pd.Series | None) -> list[str]:
    return words.loc[rows].map(_short).tolist() if isinstance(words, pd.Series) else [words or ""] * len(rows)


def _short(value: Any) -> str:
    """A cell as a finding shows it, without control characters; blank is empty text."""
    return "" if pd.isna(value) else visible(str(value), LONGEST_VALUE)
