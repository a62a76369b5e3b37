"""When an award was announced: its latest and earliest possible day, and the words a reader uses for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

DATE_WORDS = Path(__file__).parents[1] / "marts" / "date_words.sql"
FIRST_OF = {"month": "M", "year": "Y"}


def year_of(days: pd.Series) -> pd.Series:
    return days.dt.year.astype("Int64")


def latest_day(rows: pd.DataFrame, known_on: date | pd.Series) -> pd.Series:
    """`announced_on`, else the announcement it belongs to, else the end of the year or the day the build knows of."""
    return rows["announced_on"].fillna(rows["announcement"]).fillna(_end_of(rows["year"], known_on))


def _end_of(years: pd.Series, known_on: date | pd.Series) -> pd.Series:
    known = known_on if isinstance(known_on, pd.Series) else pd.Timestamp(known_on)
    ends = pd.to_datetime(years.astype("str") + "-12-31", format="%Y-%m-%d", errors="coerce")
    return ends.mask(ends > known, known)


def resolved(rows: pd.DataFrame, known_on: date | pd.Series) -> pd.DataFrame:
    """`rows` with `announced_on`, `not_before`, `date_precision` and `year` filled by what the row says.

    `states_a_day`: the row itself gives `announced_on`, so it may change the date of an award on record;
    `states_precision`: it also says how exactly the day is known.
    """
    states_a_day = rows["announced_on"].notna()
    only_year = ~states_a_day & rows["announcement"].isna()
    latest = latest_day(rows, known_on)
    stated = rows["date_precision"].fillna("day").mask(rows["date_precision"].isna() & (rows["not_before"] < latest), "by")
    precision = stated.mask(only_year, "year")
    not_before = rows["not_before"].mask(only_year & rows["not_before"].isna(), _first_of("Y", latest))
    for name, period in FIRST_OF.items():
        not_before = not_before.mask(precision.eq(name) & not_before.isna(), _first_of(period, latest))
    return rows.assign(
        announced_on=latest,
        not_before=not_before,
        date_precision=precision,
        year=year_of(latest),
        states_a_day=states_a_day,
        states_precision=rows["date_precision"].notna() | rows["not_before"].notna(),
    )


def _first_of(period: str, days: pd.Series) -> pd.Series:
    return days.dt.to_period(period).dt.start_time.astype("datetime64[us]")


def in_words(awards: pd.DataFrame) -> pd.Series:
    """`January 23, 2024`, or for an interval `no later than …`: the words of the marts, so that they have one home."""
    if awards.empty:  # As nearly always: a database for nothing is a tenth of a check.
        return pd.Series([], awards.index, "str")
    spans = awards[["announced_on", "not_before", "date_precision"]].reset_index(drop=True)
    with duckdb.connect() as con:
        con.execute(DATE_WORDS.read_text(encoding="utf-8"))
        con.register("spans", spans.astype({"date_precision": "str"}).rename_axis("row").reset_index())
        said = con.execute("select date_words(announced_on, not_before, date_precision) as words from spans order by row").df()
    return said["words"].astype("str").set_axis(awards.index)
