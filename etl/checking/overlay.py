"""A record file laid over the awards on record: a row updates the award it names, any other row is a new award."""

from __future__ import annotations

import pandas as pd

from etl.checking.award_dates import year_of
from etl.reading.record_rows import Records
from etl.schema import TABLES

DATES = ["year", "announced_on", "date_precision", "not_before"]
# All else that a row says of an award: what the record's own file has, but the place, which is the city's.
VALUES = [name for name in TABLES["awards"].in_file if name not in (*DATES, "city", "state", "country")]
AWARD_COLUMNS = ["city_id", *DATES, *VALUES]
LAID_COLUMNS = [*AWARD_COLUMNS, "states_a_day", "states_precision"]
CITY_AND_YEAR = ["city_id", "year"]


def no_awards(rows: pd.DataFrame) -> pd.DataFrame:
    """An empty record. Awards are indexed by the row that brought them; `row` is the one that changed them last."""
    return rows.loc[[], AWARD_COLUMNS].assign(row=pd.Series(dtype="int64"))


def lay_over(awards: pd.DataFrame, rows: pd.DataFrame, records: Records) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The record with `rows` (LAID_COLUMNS of the sound rows of one file) laid over `awards`, and what became of each row.

    The latter has `award_number` and `outcome` (added, updated, unchanged) by row. Rows of which nobody can tell which
    award they name are reported and are in neither.
    """
    pairs, unclear = _decided(_candidates(awards, rows))
    records.report(
        pd.Series(records.text.index.isin(unclear), index=records.text.index),
        "city",
        "one_award_is_meant",
        "the row may name more than one award of this city and year, or the award of another row",
        "Give level, award and announced_on as they stand on record",
    )
    given = rows.loc[pairs["row"]].assign(row=pairs["row"].to_numpy()).set_index(pairs["award_number"])
    after = _updated(awards.loc[given.index], given)
    new = rows.loc[rows.index.difference(pd.Index(pairs["row"])).difference(unclear)]
    added = new.assign(row=new.index)[awards.columns]
    outcome = pd.Series("unchanged", given.index, dtype="str").mask(after["row"] == given["row"], "updated")
    laid = [
        pd.DataFrame({"award_number": given.index, "outcome": outcome.to_numpy()}, index=given["row"]),
        pd.DataFrame({"award_number": new.index, "outcome": "added"}, index=new.index),
    ]
    return pd.concat([awards.drop(given.index), after, added]).sort_index(), pd.concat(laid)


def _candidates(awards: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Pairs of `row` and `award_number` of the same city, year and level, and whether kind and day agree as well.

    The Honor Roll pairs only with itself; a row that gives another kind and another day names no award on record. A blank
    level pairs with any where no second row and no second award of that city and year could be meant.
    """
    on_record = _by_possible_year(awards.assign(award_number=awards.index))
    given = rows.assign(row=rows.index)
    for side in (on_record, given):
        side["is_honor_roll"] = side["award"].eq("honor_roll").fillna(False)
        side["is_only_one"] = ~side.duplicated([*CITY_AND_YEAR, "is_honor_roll"], keep=False)
    pairs = given.merge(on_record, on=[*CITY_AND_YEAR, "is_honor_roll"], suffixes=("", "_on_record"))
    blank, blank_on_record = pairs["level"].isna(), pairs["level_on_record"].isna()
    same_level = (pairs["level"] == pairs["level_on_record"]).fillna(False) | (blank & blank_on_record)
    only_one = (blank ^ blank_on_record) & pairs["is_only_one"] & pairs["is_only_one_on_record"]
    in_time = (pairs["year"] == pairs["own_year"]) | ~pairs["states_a_day"] | (pairs["announced_on"] >= pairs["earliest"])
    other_kind = (pairs["award"] != pairs["award_on_record"]).fillna(False) & pairs[["award", "award_on_record"]].notna().all(
        axis=1
    )
    other_day = pairs["states_a_day"] & (pairs["announced_on"] != pairs["announced_on_on_record"])
    pairs = pairs.assign(agrees=~other_kind & ~other_day)
    return pairs[(same_level | only_one) & in_time & ~(other_kind & other_day)]


def _by_possible_year(awards: pd.DataFrame) -> pd.DataFrame:
    """Each award once for every year it can be of: its `own_year` and those back to its `earliest` day."""
    awards = awards.assign(own_year=awards["year"], earliest=awards["not_before"].fillna(awards["announced_on"]))
    span = (awards["year"] - year_of(awards["earliest"])).fillna(0)
    back = range(int(span.max()) + 1 if len(span) else 0)
    return pd.concat([awards.iloc[:0], *(awards[span >= n].assign(year=awards["year"] - n) for n in back)], ignore_index=True)


def _decided(pairs: pd.DataFrame) -> tuple[pd.DataFrame, pd.Index]:
    """One award per row and one row per award: where several match, award and day decide; what stays open is unclear."""
    kept = pairs[~_contested(pairs) | pairs["agrees"]]
    lost = pairs[~pairs["row"].isin(kept["row"]) & ~pairs["award_number"].isin(kept["award_number"])]
    still = kept[_contested(kept)]
    unclear = pd.Index(lost["row"]).union(still["row"]).unique()
    return kept[~_contested(kept)][["row", "award_number"]], unclear


def _contested(pairs: pd.DataFrame) -> pd.Series:
    return pairs.duplicated("row", keep=False) | pairs.duplicated("award_number", keep=False)


def _updated(before: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """The awards `before` with what the rows `given` (same index) say; a row that gives only a year changes no date."""
    after = before.assign(**{name: given[name].fillna(before[name]) for name in VALUES})
    new_day = given["states_a_day"] & ((given["announced_on"] != before["announced_on"]) | given["states_precision"])
    for name in DATES:
        after[name] = given[name].where(new_day, before[name])
    same = ((after == before) | (after.isna() & before.isna()))[VALUES + DATES].all(axis=1)
    return after.assign(row=before["row"].where(same, given["row"]))
