"""Every row of the record files put to its city; names in question are reported."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from etl.checking.gazetteer import QUESTIONS, Gazetteer, Question, Written, known_places
from etl.reading import aliases
from etl.reading.column_values import is_one_of
from etl.reading.record_rows import Records
from etl.reading.reference import Reference
from etl.schema import ELIGIBLE_POPULATION

_NAMED = ["city", "state", "country"]


@dataclass
class Placed:
    """`city_id`: per row, missing where the city is in question; `meant`: there, the city that may be meant.

    `places`: known and new ones, one row per city_id. `guesses`: in words.
    """

    city_id: pd.Series
    meant: pd.Series
    places: pd.DataFrame
    guesses: list[str]


def place(records: Records, rows: pd.DataFrame, reference: Reference) -> Placed:
    """Places every row whose city, state and country can be read."""
    gazetteer = Gazetteer(known_places(reference), aliases.read(reference.data))
    named = rows[_NAMED].where(records.without_problem(*_NAMED))
    number = named.groupby(_NAMED, sort=False).ngroup()
    names = _written_names(records, rows, named, number)
    answers = [gazetteer.answer(Written(*name)) for name in names.itertuples(index=False)]
    asked = [answer if isinstance(answer, Question) else Question("", "", "", answer) for answer in answers]
    of_name = pd.DataFrame(asked, names.index, Question._fields, dtype="str")
    of_row = of_name.reindex(number).set_axis(rows.index)
    rule = of_row["rule"].fillna("")
    records.ran(*QUESTIONS)
    for name in rule[rule.ne("")].unique():
        records.report(rule.eq(name), "city", name, of_row["message"], of_row["mend"])
    placed = Placed(of_row["meant"].where(rule.eq("")), of_row["meant"], gazetteer.places(), gazetteer.guesses)
    _remark_on_small_cities(records, rows, placed)
    _remark_on_new_cities(records, rows, placed, list(gazetteer.new))
    return placed


def _written_names(records: Records, rows: pd.DataFrame, named: pd.DataFrame, number: pd.Series) -> pd.DataFrame:
    """One row per `number` of a writing, with the fields of Written; those that give a point first, so that others find them."""
    said = named.assign(
        lat=rows["lat"],
        lon=rows["lon"],
        has_point=records.text[["lat", "lon"]].notna().any(axis=1),
        population=rows["population"],
    )
    first = dict.fromkeys([*_NAMED, "lat", "lon"], "first")
    names = said[number >= 0].groupby(number[number >= 0]).agg(first | {"has_point": "any", "population": "min"})
    names = names.sort_values("has_point", ascending=False, kind="stable")
    return names.astype(object).where(names.notna(), None)[list(Written._fields)]


def _remark_on_small_cities(records: Records, rows: pd.DataFrame, placed: Placed) -> None:
    """By the population of the row, or where it gives none by the one on record, once per city."""
    unstated = rows["population"].isna() & ~placed.city_id.duplicated()
    on_record = placed.city_id[unstated].map(placed.places.set_index("city_id")["population"])
    people = rows["population"].fillna(on_record.astype("Int64"))
    small = (people < ELIGIBLE_POPULATION).fillna(False).astype(bool)
    records.report(
        small,
        "population",
        f"city_of_{ELIGIBLE_POPULATION}",
        people[small].map("{:,}".format).astype("str")
        + f" people; the program assesses local governments of {ELIGIBLE_POPULATION:,} or more",
        "Check the number; the row is loaded all the same",
        blocks=False,
        city_id=placed.city_id,
    )


def _remark_on_new_cities(records: Records, rows: pd.DataFrame, placed: Placed, new: list[str]) -> None:
    """Once per new city: one of the US that the list of places lacks though it is no small one, and one without a point."""
    first = is_one_of(placed.city_id, new) & ~placed.city_id.duplicated()
    large = ~(rows["population"] < ELIGIBLE_POPULATION).fillna(False).astype(bool)
    home = rows["country"].eq("US")
    pointless = is_one_of(placed.city_id, placed.places.loc[placed.places["lat"].isna(), "city_id"])
    records.report(
        first & home & large,
        "city",
        "city_on_the_places_list",
        "“{value}” is not on the list of US places of 30,000+; taken as a new city",
        "Check the name, or add the place to data/eligible_places.csv",
        blocks=False,
        city_id=placed.city_id,
    )
    records.report(
        first & ~home & pointless,
        "lat",
        "city_has_a_point",
        "a new city without a point: no map can show it",
        "Give its lat and lon",
        blocks=False,
        city_id=placed.city_id,
    )
