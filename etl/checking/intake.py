"""Record files taken in: checked, laid over the record, and turned into the tables of awards, cities and scores."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from etl.checking.award_cities import cities_with_awards, rows_with_a_new_population
from etl.checking.award_dates import in_words
from etl.checking.practice_scores import long_scores
from etl.checking.record_check import BASE_FILE, Checked, checked, files_without_sources
from etl.findings import Blocked, Finding
from etl.reading.column_values import by_value, give_back_memory
from etl.reading.reference import Reference, named, typed
from etl.schema import EDITIONS

_ORDER = ["city_id", "announced_on", "award"]
_PLACE = ["city", "state", "state_name", "country", "country_name"]


@dataclass
class Intake:
    """Tables `awards` (sorted by city_id, announced_on, award), `cities` (those with an award) and `practice_scores`.

    `quality`: findings that do not block. `guesses`: each in words. `outcomes`: of the rows laid over, how many were
    added, updated, unchanged. `withheld_scores`: score values left out because they may not be published.
    `readings`: what was read of each file, in words.
    """

    awards: pd.DataFrame
    cities: pd.DataFrame
    scores: pd.DataFrame
    quality: list[Finding]
    guesses: list[str]
    outcomes: dict[str, int]
    withheld_scores: int
    readings: list[str] = field(default_factory=list)

    def release(self) -> None:
        """Lets go of the tables, which are most of the memory of a large build, once they are written."""
        self.awards = self.cities = self.scores = pd.DataFrame()
        give_back_memory()


def take_in(
    files: list[Path], reference: Reference, known_on: date, audience: str = "public", base: Path | None = BASE_FILE
) -> Intake:
    """The record of `base` (None = nothing) with `files` laid over it. Raises Blocked with every problem of all files.

    `known_on`: the day the build knows of; a later award is in the future. `audience`: public or staff; only staff gets
    scores of rows without publish_scores=yes.
    """
    record = checked(files, reference, known_on, base)
    readings = [reading.in_words() for reading in record.records.readings]
    if any(finding.blocks for finding in record.problems):
        raise Blocked(record.problems, readings)
    cities = cities_with_awards(record.records, record.rows, record.placed, record.awards["city_id"].unique())
    cities = named(cities, reference.tables).sort_values("city_id", ignore_index=True)
    awards = _award_table(record, cities)
    scores, withheld_scores = long_scores(record.rows, awards, reference["practices"], audience)
    quality = sorted([*record.records.findings, *files_without_sources(record.records)])
    guesses, outcomes = record.guesses, _outcomes(record, scores)
    del record  # its rows take more room than the tables made of them
    awards = awards.sort_values(_ORDER, key=_rank, ignore_index=True)
    give_back_memory()
    awards = typed("awards", _as_text(awards), "awards")
    return Intake(
        awards,
        typed("cities", _as_text(cities), "cities"),
        typed("practice_scores", scores, "practice_scores"),
        quality,
        guesses,
        outcomes,
        withheld_scores,
        readings,
    )


def _rank(values: pd.Series) -> pd.Series:
    """Numbers in the order of `values`: sorting by them is several times as fast as sorting text."""
    return pd.Series(pd.factorize(values, sort=True)[0], values.index)


def _as_text(table: pd.DataFrame) -> pd.DataFrame:
    """`table` with its categories written out."""
    return table.assign(**{name: by_value(cells, str, "str") for name, cells in table.select_dtypes("category").items()})


def _award_table(record: Checked, cities: pd.DataFrame) -> pd.DataFrame:
    """Table `awards` in the order and index of the record's awards."""
    awards = record.awards.join(cities.set_index("city_id")[_PLACE].astype("category"), on="city_id")
    day = by_value(awards["announced_on"], "{:%Y-%m-%d}".format, "str")
    names = [source.name for source in record.records.sources]
    return awards.assign(
        award_id=awards["city_id"] + "-" + day + "-" + awards["award"].str.replace("_", "-"),
        date_words=in_words(awards),
        standard=awards["edition"].eq(EDITIONS[-1]).map({True: "Present", False: "Earlier"}).astype("str"),
        record_file=record.records.source[awards["row"]].map(dict(enumerate(names))).to_numpy(),
        record_line=record.records.line[awards["row"]].to_numpy(),
    )


def _outcomes(record: Checked, scores: pd.DataFrame) -> dict[str, int]:
    """A row that names an award on record also updates it when it brings a score that is kept, or the city's population."""
    outcome = record.rows.loc[record.of_files, "outcome"]
    brings = outcome.index.isin(scores["row"]) | outcome.index.isin(rows_with_a_new_population(record.rows, record.placed))
    outcome = outcome.mask(outcome.eq("unchanged") & brings, "updated")
    return {name: int(outcome.eq(name).sum()) for name in ("added", "updated", "unchanged")}
