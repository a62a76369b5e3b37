"""Every check of the record files, in order; a row with a problem is left out of the later ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from etl.checking.announcements import with_announcements
from etl.checking.award_cities import check_populations
from etl.checking.award_dates import resolved
from etl.checking.award_editions import with_editions
from etl.checking.city_histories import check_history, with_kinds
from etl.checking.city_matching import Placed, place
from etl.checking.level_order import check_levels
from etl.checking.overlay import LAID_COLUMNS, lay_over, no_awards
from etl.checking.practice_scores import check_editions
from etl.checking.row_rules import check_rows
from etl.checking.score_shares import ask_about_shares
from etl.findings import Finding
from etl.reading.column_values import give_back_memory
from etl.reading.record_rows import BASE, Records, Source, as_sources
from etl.reading.reference import DATA, Reference
from etl.reading.typed_cells import typed_rows

BASE_FILE = DATA / "awards.csv"
NO_AWARD = -1
IN_THE_AWARDS = ["city", "state", "country", *(name for name in LAID_COLUMNS if name != "source_url")]
NO_SOURCE = "no public page is named that says so"
MEND_SOURCE = "Give source_url: every number of the portal should lead to a page"


@dataclass
class Checked:
    """What the files say, checked: `awards` of the rows without a problem.

    `rows`: what they say besides (population, point, scores, source), typed, with `outcome` and `award_number`, the index of
    `awards`.
    """

    records: Records
    rows: pd.DataFrame
    placed: Placed
    awards: pd.DataFrame
    guesses: list[str]
    announcements: pd.DataFrame

    @property
    def of_files(self) -> pd.Series:
        """Which of `rows` are of the files given, not of the base record or of files laid over it before."""
        return self.records.source.isin([n for n, source in enumerate(self.records.sources) if not source.is_on_record])

    @property
    def problems(self) -> list[Finding]:
        """What the files given show: every problem and remark, but no remarks on what is on record."""
        on_record = {source.file for source in self.records.sources if source.is_on_record}
        return sorted(f for f in self.records.findings if f.blocks or f.file not in on_record)


def findings_of(
    files: Sequence[Path | Source], reference: Reference, known_on: date, base: Path | None = BASE_FILE
) -> list[Finding]:
    """Every finding about the files, those that block and those that do not, sorted. Loads nothing."""
    return checked(files, reference, known_on, base).problems


def checked(files: Sequence[Path | Source], reference: Reference, known_on: date, base: Path | None = BASE_FILE) -> Checked:
    """The files laid over the awards of `base` (None = over nothing), with everything found wrong."""
    sources = [Source(base, BASE, BASE, is_on_record=True)] if base else []
    records = Records([*sources, *as_sources(files)], reference)
    give_back_memory()
    rows = typed_rows(records, reference)
    rows, announcements = with_announcements(records, rows, reference, known_on)
    reference = replace(reference, tables=reference.tables | {"announcements": announcements})
    ask_about_shares(records, rows, reference.facts.score_columns)
    check_rows(records, rows, reference, known_on)
    placed = place(records, rows, reference)
    rows = resolved(rows, _known_on(records, known_on)).assign(city_id=placed.city_id)
    _refuse_duplicates(records, rows)
    give_back_memory()
    check_populations(records, rows, placed)
    awards, laid = _laid(records, rows)
    rows = rows.drop(columns=IN_THE_AWARDS)
    give_back_memory()
    awards, kinds = with_kinds(awards, reference.facts)
    check_levels(records, awards, placed.places, reference.facts)
    awards, editions = with_editions(awards, reference.facts)
    check_history(records, awards, set(placed.meant[~records.sound].dropna()), reference.facts)
    rows = rows.assign(award_number=laid["award_number"].fillna(NO_AWARD).astype("int64"), outcome=laid["outcome"])
    check_editions(records, rows, awards["edition"].reindex(rows["award_number"]).set_axis(rows.index), reference.facts)
    _remark_on_missing_sources(records, awards)
    return Checked(records, rows, placed, awards, placed.guesses + kinds + editions, announcements)


def _known_on(records: Records, known_on: date) -> date | pd.Series:
    """The latest day of an award, by row where files were loaded on days of their own, so that they stay as read."""
    own = [source.known_on or known_on.isoformat() for source in records.sources]
    return records.source.map(dict(enumerate(pd.to_datetime(own)))) if set(own) != {known_on.isoformat()} else known_on


def _refuse_duplicates(records: Records, rows: pd.DataFrame) -> None:
    """Rows of one file that name the same award of the same city twice; the first of them stands."""
    key = rows[["city_id", "year", "level", "award", "announced_on"]].assign(file=records.file_number)
    key = key[records.sound]
    again = key.duplicated()
    first_line = records.line[key.index].groupby([key[name] for name in key], dropna=False).transform("min")
    records.report(
        again.reindex(rows.index, fill_value=False),
        "city",
        "no_row_twice",
        "the same city, year, level, award and date as in line " + first_line[again].astype("str"),
        "Delete one of the two rows",
    )


def _laid(records: Records, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    awards, laid = no_awards(rows), []
    for number in range(len(records.sources)):
        awards, of_file = lay_over(awards, rows.loc[records.sound & records.source.eq(number), LAID_COLUMNS], records)
        laid.append(of_file)
    return awards, pd.concat(laid).reindex(rows.index)


def _remark_on_missing_sources(records: Records, awards: pd.DataFrame) -> None:
    """At each row of a file that has the column; a file without it is remarked on as a whole when it is loaded."""
    missing = awards[awards["source_url"].isna()].set_index("row")
    has_column = [number for number, written in enumerate(records.columns_written) if "source_url" in written]
    everywhere = records.text.index
    records.report(
        pd.Series(everywhere.isin(missing.index), everywhere) & records.source.isin(has_column),
        "source_url",
        "has_source",
        NO_SOURCE,
        MEND_SOURCE,
        blocks=False,
        city_id=missing["city_id"],
    )


def files_without_sources(records: Records) -> list[Finding]:
    """One remark for each table (file, sheet) that names no public page in any row."""
    silent = [s for s, written in zip(records.sources, records.columns_written, strict=True) if "source_url" not in written]
    return [Finding(s.file, 0, "source_url", "", "has_source", NO_SOURCE, MEND_SOURCE, False, sheet=s.sheet) for s in silent]
