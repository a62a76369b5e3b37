"""Record files taken in: checked, laid over the record, and turned into the tables of awards, cities and scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd

from etl.checking.award_cities import cities_with_awards, rows_with_a_new_population
from etl.checking.practice_scores import long_scores
from etl.checking.record_check import BASE_FILE, Checked, checked, files_without_sources
from etl.findings import Blocked, Finding
from etl.reading.column_values import by_value, give_back_memory
from etl.reading.record_rows import BASE, Rule, Source, named_once
from etl.reading.reference import Reference, named, typed

_ORDER = ["city_id", "announced_on", "award"]
UNNAMED = "a file with private scores"
_PLACE = ["city", "state", "state_name", "country", "country_name"]


@dataclass
class Intake:
    """Tables `awards` (sorted by city_id, announced_on, award), `cities` (those with an award) and `practice_scores`.

    `quality`: findings that do not block. `guesses`: each in words. `outcomes`: of the rows laid over, how many were
    added, updated, unchanged. `withheld_scores`: score values left out because they may not be published. `announcements`: those
    on record and those that the files bring. `files`: the files read, without the base record.
    `readings`: what was read of each, in words. `rules`: those that the rows were held against, with how many rows.
    """

    awards: pd.DataFrame
    cities: pd.DataFrame
    scores: pd.DataFrame
    quality: list[Finding]
    guesses: list[str]
    outcomes: dict[str, int]
    withheld_scores: int
    announcements: pd.DataFrame
    files: list[FileRead]
    readings: list[str] = field(default_factory=list)
    rules: dict[str, Rule] = field(default_factory=dict)

    def release(self) -> None:
        """Lets go of the tables, which are most of the memory of a large build, once they are written."""
        self.awards = self.cities = self.scores = pd.DataFrame()
        give_back_memory()


@dataclass(frozen=True)
class FileRead:
    """A record file that was read: under which `name` the tables know it, its rows that name an award, the scores it states."""

    name: str
    path: Path
    awards: int
    scores: int


def take_in(
    files: Sequence[Path | Source], reference: Reference, known_on: date, audience: str = "public", base: Path | None = BASE_FILE
) -> Intake:
    """The record of `base` (None = nothing) with `files` laid over it. Raises Blocked with every problem of all files.

    `known_on`: the day the build knows of; a later award is in the future. `audience`: public or staff; only staff gets
    scores of rows without publish_scores=yes.
    """
    record = checked(files, reference, known_on, base)
    read, names = _files_read(record, audience, reference.facts.score_columns)
    readings = [reading.in_words() for reading in record.records.readings]
    if any(finding.blocks for finding in record.problems):
        raise Blocked(record.problems, readings)
    cities = cities_with_awards(record.records, record.rows, record.placed, record.awards["city_id"].unique())
    cities = named(cities, reference.tables).sort_values("city_id", ignore_index=True)
    awards = _award_table(record, cities, names, reference.facts.editions[-1])
    scores, withheld_scores = long_scores(record.rows, awards, reference["practices"], audience)
    untold = () if audience == "staff" else reference.facts.score_columns
    quality = _publishable([*record.records.findings, *files_without_sources(record.records)], record, names, untold)
    guesses, outcomes, announcements = record.guesses, _outcomes(record, scores), record.announcements
    rules = record.records.rules
    del record  # its rows take more room than the tables made of them
    awards = awards.sort_values(_ORDER, key=_rank, ignore_index=True)
    give_back_memory()
    awards = typed("awards", _as_text(awards), "awards", reference.facts)
    return Intake(
        awards,
        typed("cities", _as_text(cities), "cities", reference.facts),
        typed("practice_scores", scores, "practice_scores", reference.facts),
        quality,
        guesses,
        outcomes,
        withheld_scores,
        announcements,
        read,
        readings,
        rules,
    )


def _files_read(record: Checked, audience: str, score_columns: Sequence[str]) -> tuple[list[FileRead], dict[int, str]]:
    """The files, and the name of each by its number. What the public may see never names a file that holds private scores."""
    files, of_row = record.records.files, record.records.file_number
    given = record.rows[record.rows.columns.intersection(list(score_columns))].notna()
    is_private = given.any(axis=1) & ~record.rows["publish_scores"].eq("yes").fillna(False)
    withheld = set(of_row[is_private]) if audience == "public" else set()
    told_apart = named_once([replace(s, name=UNNAMED) if n in withheld else s for n, s in enumerate(files)])
    names = {number: source.name for number, source in enumerate(told_apart)}
    counts = [(int(of_row.eq(n).sum()), int(given[of_row.eq(n)].to_numpy().sum())) for n in names]
    read = [FileRead(names[n], s.path, *counts[n]) for n, s in enumerate(files) if s.file != BASE]
    return read, names


def _publishable(findings: list[Finding], record: Checked, names: dict[int, str], untold: Sequence[str]) -> list[Finding]:
    """The findings, without the name of a file that holds private scores, and none of the columns that are `untold`."""
    known_as = {s.file: names[n] for n, s in enumerate(record.records.files) if names[n].startswith(UNNAMED)}
    kept = [f for f in findings if f.column not in untold]
    return sorted(replace(f, file=known_as[f.file], sheet="") if f.file in known_as else f for f in kept)


def _rank(values: pd.Series) -> pd.Series:
    """Numbers in the order of `values`: sorting by them is several times as fast as sorting text."""
    return pd.Series(pd.factorize(values, sort=True)[0], values.index)


def _as_text(table: pd.DataFrame) -> pd.DataFrame:
    """`table` with its categories written out."""
    return table.assign(**{name: by_value(cells, str, "str") for name, cells in table.select_dtypes("category").items()})


def _award_table(record: Checked, cities: pd.DataFrame, names: dict[int, str], present_edition: str) -> pd.DataFrame:
    """Table `awards` in the order and index of the record's awards."""
    awards = record.awards.join(cities.set_index("city_id")[_PLACE].astype("category"), on="city_id")
    day = by_value(awards["announced_on"], "{:%Y-%m-%d}".format, "str")
    return awards.assign(
        award_id=awards["city_id"] + "-" + day + "-" + awards["award"].str.replace("_", "-"),
        standard=awards["edition"].eq(present_edition).map({True: "Present", False: "Earlier"}).astype("str"),
        record_file=record.records.file_number[awards["row"]].map(names).to_numpy(),
        record_line=record.records.line[awards["row"]].to_numpy(),
    )


def _outcomes(record: Checked, scores: pd.DataFrame) -> dict[str, int]:
    """A row that names an award on record also updates it when it brings a score that is kept, or the city's population."""
    outcome = record.rows.loc[record.of_files, "outcome"]
    brings = outcome.index.isin(scores["row"]) | outcome.index.isin(rows_with_a_new_population(record.rows, record.placed))
    outcome = outcome.mask(outcome.eq("unchanged") & brings, "updated")
    return {name: int(outcome.eq(name).sum()) for name in ("added", "updated", "unchanged")}
