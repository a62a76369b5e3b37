"""Invented histories of awards, and the tables that the marts make of them."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import pandas as pd

from etl.marts.assemble import MARTS, write_table
from tests.kit.generated import st

CITIES = 6
PROGRAM_START = date(2017, 4, 1)
DAYS = st.dates(date(2018, 1, 1), date(2026, 6, 30))
LEVELS = st.sampled_from(["Silver", "Gold", "Platinum", None])


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
