"""Years since the last award of each city, as the tracking page shows them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.theme import mark
from queries import words
from queries.files import dated
from queries.filters import Filters
from ui import city_table, data, links

QUERY = "years_since_last_award"


def last_awards(filters: Filters) -> None:
    """Each city with its last award on record, longest ago first."""
    rows = data.ask(QUERY, filters)
    st.header("How long ago was the last award of each city?", anchor=False)
    if rows.empty:
        st.info("No city matches this filter.")
        return
    st.markdown(answer(rows, words.day(data.as_of(filters))))
    table = pd.DataFrame(
        {
            "City": [words.place(city) for city in rows.to_dict("records")],
            "Years since": rows["years_since"],
            "Last award, at the latest": dated(rows)["last_award_on"],
            "Latest level": rows["level"].map(mark),
            "Level of": rows["level_year"],
        }
    )
    years = {"Years since": st.column_config.NumberColumn(format="%.1f")}
    city_table.show(table, rows["city_id"], "last-awards", "Years since the last award of each city", years, height=352)
    links.answer(QUERY, filters)


def answer(rows: pd.DataFrame, day: str) -> str:
    """The cities in three groups, and what the years do not say."""
    years = rows["years_since"]
    return (
        f"Counting back from {day}, {words.number((years < 2).sum())} of the {words.of(len(rows), 'city', 'cities')} named "
        "here have an award "
        f"on record less than two years old, {words.number(((years >= 2) & (years < 4)).sum())} one of two to four years, and "
        f"{words.number((years >= 4).sum())} an older one. The validity period is not public, so this does not say which "
        "awards are in force; "
        "recertifications that no source we found names are missing too."
    )
