"""Levels that a record file gives: never two for one city in one announcement, and a lower one than before is said."""

from __future__ import annotations

import pandas as pd

from etl.checking.city_histories import in_order
from etl.facts import Facts
from etl.reading.column_values import is_one_of
from etl.reading.record_rows import BASE, Records

MEND_TWO = "Keep one of them; give award and announced_on in both rows if both are meant"
MEND_LOWER = "Nothing to do if the source says so; else correct the level or the year"
_STATED = ["city_id", "year", "announced_on", "level", "row"]


def check_levels(records: Records, awards: pd.DataFrame, cities: pd.DataFrame, facts: Facts) -> None:
    """Reports at the rows of the files. `awards`: with kinds; `cities`: the places by `city_id`, for their names."""
    names = cities.drop_duplicates("city_id").set_index("city_id")
    label = (names["city"] + ", " + names["state"]).astype("str")
    _two_levels(records, awards, label, facts)
    _lower_levels(records, awards, label, facts)


def _of_files(records: Records, row: pd.Series) -> pd.Series:
    base = [number for number, source in enumerate(records.sources) if source.file == BASE]
    return pd.Series(~records.source[row].isin(base).to_numpy(), row.index)


def _two_levels(records: Records, awards: pd.DataFrame, label: pd.Series, facts: Facts) -> None:
    """Two levels on one day, or in one year where a row gives no day of its own."""
    stated = awards.loc[awards["level"].notna() & ~is_one_of(awards["award"], facts.recognitions), _STATED]
    of_files = stated[_of_files(records, stated["row"])]
    pairs = of_files.merge(stated, on=["city_id", "year"], suffixes=("", "_other"))
    pairs = pairs[(pairs["level"] != pairs["level_other"]) & (pairs["row"] >= pairs["row_other"])]
    days = records.text["announced_on"].notna()
    told = days[pairs["row"]].to_numpy() & days[pairs["row_other"]].to_numpy()
    same_day = pairs["announced_on"] == pairs["announced_on_other"]
    later = pairs[same_day | ~told].drop_duplicates("row", keep="last").set_index("row")
    records.ran("one_level_an_announcement")
    if later.empty:
        return
    message = "two levels for " + later["city_id"].map(label) + " in " + later["year"].astype("str") + ": "
    message = message + later["level_other"].astype("str") + " and " + later["level"].astype("str")
    _report(records, "one_level_an_announcement", message, MEND_TWO)


def _lower_levels(records: Records, awards: pd.DataFrame, label: pd.Series, facts: Facts) -> None:
    history = in_order(awards, facts)
    lower = history[(history["rank"] < history["rank_before"]).fillna(False).astype(bool)]
    lower = lower[_of_files(records, lower["row"])]
    records.ran("level_not_lower", blocks=False)
    if lower.empty:
        return
    before = lower["row_before"].map(awards.set_index("row")["level"].astype("str").groupby(level=0).first())
    message = lower["city_id"].map(label) + ": " + before + " → " + lower["level"].astype("str") + " (lower than on record)"
    _report(records, "level_not_lower", message.set_axis(lower["row"]), MEND_LOWER, blocks=False)


def _report(records: Records, rule: str, message: pd.Series, mend: str, blocks: bool = True) -> None:
    message = message.astype("str").groupby(level=0).first()
    at = pd.Series(records.text.index.isin(message.index), records.text.index)
    records.report(at, "level", rule, message, mend, blocks)
