"""The counting rules hold for any history of awards, not only for the one on record."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from tests.kit import record
from tests.kit.generated import given
from tests.kit.histories import DAYS, histories, load_history


def count(con: duckdb.DuckDBPyConnection, day: date) -> tuple[int, int]:
    (found,) = con.execute("select certified_as_of($day)", {"day": day}).fetchone()
    return found["least"], found["most"]


@pytest.mark.slow
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


@pytest.mark.slow
@given(histories(), DAYS)
def test_a_level_up_a_recertification_or_the_honor_roll_never_changes_the_number_certified(
    con: duckdb.DuckDBPyConnection, rows: list, day: date
) -> None:
    load_history(con, [row for row in rows if row["award"] == "certified"])
    before = count(con, day)
    load_history(con, rows)
    assert count(con, day) == before


@pytest.mark.slow
@given(histories())
def test_the_number_certified_never_falls_and_least_is_never_above_most(con: duckdb.DuckDBPyConnection, rows: list) -> None:
    load_history(con, rows)
    series = [count(con, date(year, month, 1)) for year in range(2017, 2028) for month in (1, 7)]
    assert all(least <= most for least, most in series)
    assert series == sorted(series)
    assert [least for least, _ in series] == sorted(least for least, _ in series)
    assert series[0] == (0, 0)
    assert series[-1][0] == len({row["city_id"] for row in rows})


@pytest.mark.slow
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
