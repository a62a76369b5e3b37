"""The cities that have an award: their places, with the newer population where a record file gives one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd

from etl.checking.city_matching import Placed
from etl.reading.column_values import is_one_of
from etl.reading.record_rows import Records

DIFFERENCE = 0.10
_POPULATION = ["population", "population_year"]


def check_populations(records: Records, rows: pd.DataFrame, placed: Placed) -> None:
    """Remarks, once per city and number, where a row's population is not taken and far from the one on record."""
    told = _told(rows, placed)
    told = told[~told["is_taken"]]
    off = (told["population"] / told["population_on_record"] - 1).abs() > DIFFERENCE
    first = told[off & ~told.duplicated(["city_id", "population"])]
    people = first["population_on_record"].map("{:,}".format).astype("str")
    message = (
        "{value} people; on record are " + people + " (" + first["year_on_record"].astype("str").fillna("year not given") + ")"
    )
    everywhere = records.text.index
    records.report(
        pd.Series(everywhere.isin(first.index), everywhere),
        "population",
        "population_as_on_record",
        message,
        "Give population_year if yours is newer; else nothing to do, the one on record stays",
        blocks=False,
        city_id=placed.city_id,
    )


def cities_with_awards(records: Records, rows: pd.DataFrame, placed: Placed, city_ids: Collection[str]) -> pd.DataFrame:
    """The places of `city_ids` (each once); a population that a row gives for a newer year, or first, replaces the old."""
    places = placed.places[is_one_of(placed.places["city_id"], city_ids)].set_index("city_id")
    told = _told(rows, placed)
    told = told[told["is_taken"] & is_one_of(told["city_id"], places.index)]
    newest = told.sort_values("population_year", kind="stable", na_position="first").drop_duplicates("city_id", keep="last")
    places.loc[newest["city_id"], _POPULATION] = newest[_POPULATION].to_numpy()
    pointed = _first_points(rows, placed, places.index[places["source"].isna()])
    sources = places["source"].to_dict()
    for part, source_rows in (("coords", pointed), ("pop", newest)):
        for city, said_by in _said_by(records, source_rows).items():
            sources[city] = _with_source(sources[city], part, said_by)
    return places.assign(source=pd.Series(sources, dtype="str")).reset_index()


def rows_with_a_new_population(rows: pd.DataFrame, placed: Placed) -> pd.Index:
    told = _told(rows, placed)
    return told.index[told["is_taken"]]


def _told(rows: pd.DataFrame, placed: Placed) -> pd.DataFrame:
    """Rows that give a population for a placed city, with the one on record; `is_taken`: newer, or the only one."""
    told = rows.loc[rows["population"].notna() & placed.city_id.notna(), [*_POPULATION, "source_url"]]
    known = placed.places.set_index("city_id")[_POPULATION].set_axis(["population_on_record", "year_on_record"], axis=1)
    # A table without rows would take on the rows of what is put beside it.
    told = told.assign(city_id=placed.city_id.reindex(told.index)).join(known, on="city_id")
    newer = told["population_year"].notna() & ~(told["population_year"] <= told["year_on_record"]).fillna(False)
    return told.assign(is_taken=told["population_on_record"].isna() | newer)


def _first_points(rows: pd.DataFrame, placed: Placed, new: pd.Index) -> pd.DataFrame:
    pointed = rows.loc[rows["lat"].notna(), ["source_url"]]
    pointed = pointed.assign(city_id=placed.city_id.reindex(pointed.index))
    return pointed[is_one_of(pointed["city_id"], new)].drop_duplicates("city_id")


def _said_by(records: Records, told: pd.DataFrame) -> dict[str, str]:
    """The page that each row names, or else its file, by city_id."""
    files = records.source[told.index].map(lambda number: records.sources[number].name)
    return dict(zip(told["city_id"], told["source_url"].astype("str").fillna(files), strict=True))


def _with_source(source: Any, part: str, said_by: str) -> str:
    """The source text of a city with its `part` (coords, pop) replaced."""
    kept = [] if pd.isna(source) else [piece for piece in source.split("; ") if not piece.startswith(f"{part}:")]
    return "; ".join([*kept, f"{part}: {said_by}"])
