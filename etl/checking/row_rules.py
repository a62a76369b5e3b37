"""What one row must hold within itself: blanks, years and dates that agree, points that are whole, addresses of pages."""

from __future__ import annotations

from datetime import date

import pandas as pd

from etl.checking.award_dates import latest_day, year_of
from etl.reading.column_values import by_value
from etl.reading.record_rows import Records
from etl.reading.reference import Reference
from etl.schema import PAGE, WEB_ADDRESS, WHOLE_ADDRESS


def check_rows(records: Records, rows: pd.DataFrame, reference: Reference, known_on: date) -> None:
    """Reports what is wrong within each row of `rows` (typed, same index as the text of `records`)."""
    _blank_cells(records)
    _announcements(records, rows, reference, known_on)
    first_year = reference.facts.first_year
    _dates(records, rows, known_on, first_year)
    _years(records, rows, known_on, first_year)
    _points(records)
    _pages(records)
    for column in ("retrieved_on", "checked_on"):
        _in_time(records, column, rows[column], known_on, first_year)
    records.report(
        rows["award"].eq("honor_roll") & rows["level"].notna(),
        "level",
        "honor_roll_has_no_level",
        "the Honor Roll has no level",
        "Leave the level blank, or correct the award",
    )


def _blank_cells(records: Records) -> None:
    blank = records.text.isna()
    for column in ("city", "state"):
        records.report(blank[column], column, "not_blank", f"the {column} is blank", f"Write the {column}")
    undated = blank["year"] & blank["announced_on"] & blank["announcement"]
    records.report(undated, "year", "not_blank", "neither year nor announced_on is given", "Write the year of the award")


def _announcements(records: Records, rows: pd.DataFrame, reference: Reference, known_on: date) -> None:
    """Without a list of announcements (a build from the given files alone) only the time is checked."""
    known = reference["announcements"]["announced_on"]
    if known.empty:
        _in_time(records, "announcement", rows["announcement"], known_on, reference.facts.first_year)
    else:
        records.report(
            rows["announcement"].notna() & ~rows["announcement"].isin(known),
            "announcement",
            "known_announcement",
            "no announcement of {value} is on record",
            "Write the date of one in data/announcements.csv, give announcement_title beside it, or leave it blank",
        )


def _dates(records: Records, rows: pd.DataFrame, known_on: date, first_year: int) -> None:
    _in_time(records, "announced_on", rows["announced_on"], known_on, first_year)
    latest = latest_day(rows, known_on)
    later = ((rows["not_before"] > latest) & records.without_problem("announced_on", "announcement", "year")).astype(bool)
    records.report(
        later,
        "not_before",
        "not_before_is_earlier",
        "not_before {value} is after " + latest[later].dt.strftime("%Y-%m-%d").astype("str"),
        "Write the earliest day it can have been announced, or leave it blank",
    )
    _since_the_start(records, "not_before", year_of(rows["not_before"]), first_year)


def _years(records: Records, rows: pd.DataFrame, known_on: date, first_year: int) -> None:
    """A year that only repeats a date out of time is not reported again."""
    stated = year_of(rows["announced_on"].fillna(rows["announcement"]))
    own = rows["year"].mask((rows["year"] == stated).fillna(False))
    _since_the_start(records, "year", own, first_year)
    records.report(own > known_on.year, "year", "not_in_the_future", f"{{value}} is after {known_on}", "Correct the year")
    differs = (own != stated).fillna(False).astype(bool) & records.without_problem("announced_on", "announcement")
    records.report(
        differs,
        "year",
        "year_agrees_with_date",
        "the year is {value} but the date is in " + stated[differs].astype("str"),
        "Correct the year or the date",
    )


def _in_time(records: Records, column: str, days: pd.Series, known_on: date, first_year: int) -> None:
    _since_the_start(records, column, year_of(days), first_year)
    late = days > pd.Timestamp(known_on)
    records.report(late, column, "not_in_the_future", f"{{value}} is after {known_on}", "Correct the date")


def _since_the_start(records: Records, column: str, years: pd.Series, first_year: int) -> None:
    message = f"{{value}} is before {first_year}, the first year of the program"
    records.report(years < first_year, column, "since_the_start", message, "Correct it")


def _points(records: Records) -> None:
    for blank, given in (("lat", "lon"), ("lon", "lat")):
        records.report(
            records.text[blank].isna() & records.text[given].notna(),
            blank,
            "lat_and_lon",
            f"{given} is given without {blank}",
            "Give both or neither",
        )


def _pages(records: Records) -> None:
    cells = records.text["source_url"]
    is_page = by_value(cells, lambda text: bool(PAGE.fullmatch(text)), "boolean")
    said = "“{value}” is not the address of a page"
    records.report(is_page.eq(False), "source_url", WEB_ADDRESS, said, WHOLE_ADDRESS)
