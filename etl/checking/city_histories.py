"""The awards of each city in the order of their dates: kinds left blank are derived, and what cannot be is reported."""

from __future__ import annotations

import pandas as pd

from etl.checking.award_dates import in_words
from etl.facts import Facts
from etl.reading.column_values import by_value, is_one_of
from etl.reading.record_rows import BASE, Records

_HISTORY = ["city_id", "announced_on", "not_before", "date_precision", "year", "award", "level", "row"]


def in_order(awards: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Awards that are certifications, by city and date, each with what came before it in its city.

    `rank`: of its level; `rank_before`: of the latest level stated before; `row_before`: the row that
    states it; `is_first`: no certification before it.
    """
    certifications = awards.loc[~is_one_of(awards["award"], facts.recognitions), _HISTORY]
    history = certifications.assign(city=pd.factorize(certifications["city_id"])[0]).sort_values(["city", "announced_on"])
    rank = by_value(history["level"], facts.ranks.get, "Float64")
    stated_by = history["row"].astype("Int64").where(rank.notna())
    return history.assign(
        rank=rank,
        rank_before=rank.groupby(history["city"]).ffill().groupby(history["city"]).shift(),
        row_before=stated_by.groupby(history["city"]).ffill().groupby(history["city"]).shift(),
        is_first=~history["city"].duplicated(),
    )


def _level_of(facts: Facts) -> dict[int, str]:
    return {rank: level for level, rank in facts.ranks.items()}


def with_kinds(awards: pd.DataFrame, facts: Facts) -> tuple[pd.DataFrame, list[str]]:
    """`awards` with blank kinds derived (first → certified, higher → leveled_up, else recertified), and these guesses."""
    history = in_order(awards, facts)
    blank = history[history["award"].isna()]
    rises = (blank["rank"] > blank["rank_before"]).fillna(False).astype(bool)
    kind = pd.Series("recertified", blank.index, dtype="str").mask(rises, "leveled_up").mask(blank["is_first"], "certified")
    before = by_value(blank["rank_before"], _level_of(facts).get, "str")
    reason = pd.Series("no higher level is stated", blank.index, dtype="str")
    reason = reason.mask(rises, blank["level"] + " after " + before).mask(blank["is_first"], "its first award on record")
    guesses = blank["city_id"] + " " + blank["year"].astype("str") + ": no award given; " + kind + ", " + reason
    return awards.assign(award=awards["award"].fillna(kind)), guesses.tolist()


def check_history(records: Records, awards: pd.DataFrame, doubtful_cities: set[str], facts: Facts) -> None:
    """Reports histories that cannot be. `doubtful_cities` have rows that were left out: a first award may be among those."""
    history = in_order(awards, facts)
    _one_first(records, history)
    _level_ups_rise(records, history, facts)
    _one_of_a_kind_per_day(records, awards)
    _first_is_certified(records, history[~is_one_of(history["city_id"], doubtful_cities)])


def _one_first(records: Records, history: pd.DataFrame) -> None:
    """The base record keeps its own; of the rows of files the earliest may be the first certification."""
    firsts = history[history["award"].eq("certified")]
    in_base = records.source[firsts["row"]].map(lambda n: records.sources[n].file == BASE).to_numpy(dtype=bool)
    firsts = firsts.assign(in_base=in_base).sort_values("in_base", ascending=False, kind="stable")
    again = firsts[firsts["city_id"].duplicated()]
    kept = firsts[firsts["city_id"].isin(again["city_id"])].drop_duplicates("city_id").set_index("city_id")
    since = in_words(kept).reindex(again["city_id"]).to_numpy()
    _report(
        records,
        again["row"],
        "award",
        "one_first_certification",
        "a second first certification; the city is on record as certified since " + pd.Series(since, again.index),
        "Write leveled_up or recertified, or correct the date of the award on record",
    )


def _level_ups_rise(records: Records, history: pd.DataFrame, facts: Facts) -> None:
    """Reported at the row that brought it about: the level-up, or where that is of the base, the level before it."""
    wrong = history[history["award"].eq("leveled_up") & (history["rank"] <= history["rank_before"]).fillna(False)]
    in_base = records.source[wrong["row"]].map(lambda n: records.sources[n].file == BASE).to_numpy(dtype=bool)
    row = wrong["row"].mask(in_base, wrong["row_before"]).astype("int64")
    before = wrong["rank_before"].map(_level_of(facts))
    _report(
        records,
        row,
        "level",
        "level_up_rises",
        "a level-up to " + wrong["level"] + " in " + wrong["year"].astype("str") + ", but the level before it is " + before,
        "Correct the level or the date, or write recertified",
    )


def _one_of_a_kind_per_day(records: Records, awards: pd.DataFrame) -> None:
    again = awards[awards.duplicated(["city_id", "announced_on", "award"])]
    again = again[records.without_problem("award", "level")[again["row"]].to_numpy()]
    _report(
        records,
        again["row"],
        "announced_on",
        "one_award_of_a_kind_per_day",
        "the city has another award of the same kind on " + in_words(again),
        "Give each award its own date, or say which kind it is",
    )


def _first_is_certified(records: Records, history: pd.DataFrame) -> None:
    wrong = history[history["is_first"] & history["award"].ne("certified")]
    message = "the first award on record of the city is " + wrong["award"] + ", not certified"
    mend = "Add its first certification if it is known"
    _report(records, wrong["row"], "award", "first_award_is_certified", message, mend, wrong["city_id"])


def _report(
    records: Records,
    row: pd.Series,
    column: str,
    rule: str,
    message: pd.Series,
    mend: str,
    city_id: pd.Series | None = None,
) -> None:
    """One finding at each of the rows `row`; with `city_id` a remark on that city, else a problem."""
    at = pd.Series(records.text.index.isin(row), records.text.index)
    of_row = message.groupby(row).first()
    city = None if city_id is None else city_id.groupby(row).first()
    records.report(at, column, rule, of_row, mend, city_id is None, city)
