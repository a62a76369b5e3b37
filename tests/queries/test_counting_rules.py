"""The counting rules hold for any history of awards, not only for the one on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.marts.assemble import MARTS, assemble, write_table
from etl.reading.reference import load
from tests.kit import record

CITIES = 6
PROGRAM_START = date(2017, 4, 1)
DAYS = st.dates(date(2018, 1, 1), date(2026, 6, 30))
LEVELS = st.sampled_from(["Silver", "Gold", "Platinum", None])


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        assemble(connection, load().tables)
        yield connection


@st.composite
def histories(draw: st.DrawFn) -> list[dict]:
    """Awards of some cities: each city is certified once and then anything can follow; some dates are intervals."""
    rows = []
    for number in draw(st.sets(st.integers(1, CITIES), min_size=1)):
        start = draw(DAYS)
        rows.append(an_award(draw, number, start, "certified"))
        later = st.dates(start, date(2026, 12, 31))
        for day in draw(st.sets(later, max_size=3)):
            rows.append(an_award(draw, number, day, draw(st.sampled_from(["leveled_up", "recertified"]))))
        if draw(st.booleans()):
            rows.append(an_award(draw, number, draw(DAYS), "honor_roll"))
    return rows


def an_award(draw: st.DrawFn, number: int, day: date, kind: str) -> dict:
    uncertain = timedelta(days=draw(st.sampled_from([0, 0, 40, 400])))
    return {
        "city_id": f"city-{number}", "city": f"City {number}", "state": "OH", "country": "US", "announced_on": day.isoformat(),
        "not_before": max(day - uncertain, PROGRAM_START).isoformat() if uncertain else "", "award": kind,
        "level": "" if kind == "honor_roll" else draw(LEVELS) or "", "edition": "2022" if day >= date(2022, 8, 1) else "2018",
    }  # fmt: skip


def load_history(con: duckdb.DuckDBPyConnection, rows: list[dict]) -> None:
    """Puts exactly these awards, and their cities, into the tables that the marts read, and derives the standings anew."""
    frame = pd.DataFrame(rows).replace("", None)
    frame = frame.assign(
        state_name="Ohio", country_name="United States", year=frame["announced_on"].str[:4], date_precision="day",
        standard=frame["edition"].map({"2022": "Present", "2018": "Earlier"}), record_file="test.csv", size_band="unknown",
        award_id=[f"award-{n:03}" for n in range(len(frame))],
    )  # fmt: skip
    write_table(con, "awards", frame)
    write_table(con, "cities", frame.drop_duplicates("city_id"))
    con.execute((MARTS / "standings.sql").read_text(encoding="utf-8"))


def count(con: duckdb.DuckDBPyConnection, day: date) -> tuple[int, int]:
    (found,) = con.execute("select certified_as_of($day)", {"day": day}).fetchone()
    return found["least"], found["most"]


@given(histories(), DAYS)
def test_the_standing_of_every_city_agrees_with_an_independent_reading(
    con: duckdb.DuckDBPyConnection, rows: list, day: date
) -> None:
    load_history(con, rows)
    found = con.execute(
        "select city, is_certified, level from standing_as_of($day) join cities using (city_id) where standing <> 'honor_roll'",
        {"day": day},
    ).fetchall()
    expected = [(c["city"], c["is_certified"], c["level"]) for c in record.standing(day, rows)]
    assert sorted(found) == sorted(expected)


@given(histories(), DAYS)
def test_a_level_up_a_recertification_or_the_honor_roll_never_changes_the_number_certified(
    con: duckdb.DuckDBPyConnection, rows: list, day: date
) -> None:
    load_history(con, [row for row in rows if row["award"] == "certified"])
    before = count(con, day)
    load_history(con, rows)
    assert count(con, day) == before


@given(histories())
def test_the_number_certified_never_falls_and_least_is_never_above_most(con: duckdb.DuckDBPyConnection, rows: list) -> None:
    load_history(con, rows)
    series = [count(con, date(year, month, 1)) for year in range(2017, 2028) for month in (1, 7)]
    assert all(least <= most for least, most in series)
    assert series == sorted(series)
    assert [least for least, _ in series] == sorted(least for least, _ in series)
    assert series[0] == (0, 0)
    assert series[-1][0] == len({row["city_id"] for row in rows})


@given(histories(), DAYS)
def test_levels_sum_to_the_number_certified_with_not_stated_counted(
    con: duckdb.DuckDBPyConnection, rows: list, day: date
) -> None:
    load_history(con, rows)
    groups = con.execute(
        "select level, count(*) filter (is_certified), count(*) from standing_as_of($day)"
        " where standing <> 'honor_roll' group by level",
        {"day": day},
    ).fetchall()
    assert (sum(least for _, least, _ in groups), sum(most for _, _, most in groups)) == count(con, day)
    assert {level for level, _, _ in groups} <= {"Silver", "Gold", "Platinum", "Not stated"}
