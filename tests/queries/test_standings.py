"""On any day, the spans of `standings` say of every city what a reading of its awards, one by one, says."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import pytest

from queries.snapshot import current
from tests.kit.generated import given, st
from tests.kit.histories import DAYS, histories, load_history

WEEKLY = [date(2017, 4, 1) + timedelta(weeks=week) for week in range(460)]
COLUMNS = (
    "city_id", "standing", "is_certified", "level", "level_year", "standard", "first_certified_on", "first_certified_not_before",
    "first_year", "last_award_on", "honor_roll_on",
)  # fmt: skip


def awards_of(con: duckdb.DuckDBPyConnection) -> dict[str, list[dict]]:
    """The awards by city, each with its earliest day, in the order in which they count."""
    found: dict[str, list[dict]] = {}
    cursor = con.execute(
        "select *, coalesce(not_before, announced_on) as earliest_on from awards order by announced_on, earliest_on, award_id"
    )
    names = [column[0] for column in cursor.description]
    for row in cursor.fetchall():
        award = dict(zip(names, row, strict=True))
        found.setdefault(award["city_id"], []).append(award)
    return found


def read_by_hand(awards: dict[str, list[dict]], on: date) -> dict[str, tuple]:
    """Where each city stood on a day, from its awards alone."""
    found = {}
    for city, mine in awards.items():
        certain = [award for award in mine if award["announced_on"] <= on]
        honors = [award["announced_on"] for award in certain if award["award"] == "honor_roll"]
        levels = [award for award in certain if award["award"] != "honor_roll"]
        possible = [award for award in mine if award["award"] == "certified" and award["earliest_on"] <= on]
        honored, last = max(honors, default=None), max((award["announced_on"] for award in levels), default=None)
        if not possible:
            if honors:
                found[city] = (city, "honor_roll", False, stated(levels)[0], None, "", None, None, None, last, honored)
            continue
        first = min(possible, key=lambda award: (award["announced_on"], award["award_id"]))
        year = min(first["announced_on"], on).year
        if first["announced_on"] <= on:
            (level, level_year), standing, standard = stated(levels), "certified", levels[-1]["standard"]
        else:
            level, level_year, standing, standard = first["level"] or "Not stated", year, "possible", first["standard"]
        found[city] = (city, standing, standing == "certified", level, level_year, standard, first["announced_on"],
                       first["earliest_on"], year, last, honored)  # fmt: skip
    return found


def stated(awards: list[dict]) -> tuple[str, int | None]:
    """The newest level that one of the awards states, with its year."""
    levels = [(award["level"], award["year"]) for award in awards if award["level"]]
    return levels[-1] if levels else ("Not stated", None)


def by_span(con: duckdb.DuckDBPyConnection, on: date) -> dict[str, tuple]:
    """The same from the spans."""
    rows = con.execute(f"select {', '.join(COLUMNS)} from standing_as_of($on)", {"on": on}).fetchall()
    assert len({row[0] for row in rows}) == len(rows), "a city stands twice on one day"
    return {row[0]: row for row in rows}


@pytest.mark.slow
@given(histories(), st.sets(DAYS, min_size=1, max_size=5))
def test_for_any_history_the_spans_say_what_the_awards_say(con: duckdb.DuckDBPyConnection, rows: list, days: set[date]) -> None:
    load_history(con, rows)
    awards = awards_of(con)
    edges = {award[name] + timedelta(shift) for mine in awards.values() for award in mine
             for name in ("announced_on", "earliest_on") for shift in (-1, 0)}  # fmt: skip
    for day in sorted(days | edges):
        assert by_span(con, day) == read_by_hand(awards, day), day


@pytest.mark.slow
@pytest.mark.usefixtures("portal")
def test_on_460_weekly_dates_the_spans_of_the_record_say_what_its_awards_say() -> None:
    con = current().con.cursor()
    awards = awards_of(con)
    assert [day for day in WEEKLY if by_span(con, day) != read_by_hand(awards, day)] == []


@pytest.mark.usefixtures("portal")
def test_the_spans_of_a_city_follow_each_other_to_the_end_of_time() -> None:
    con = current().con.cursor()
    broken = con.execute(
        "select city_id from standings qualify valid_to <= valid_from"
        " or valid_to <> lead(valid_from, 1, date '2200-01-01') over (partition by city_id order by valid_from)"
    ).fetchall()
    assert broken == []
    # An award begins one span, or two where its date is an interval: a million awards can be built.
    ((spans, awards),) = con.execute("select (select count(*) from standings), (select count(*) from awards)").fetchall()
    assert 0 < spans <= 2 * awards
