"""Years since the last award of each city, as the tracking page shows them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from queries import words
from queries.file_formats import dated
from queries.filters import Filters
from ui import data, levels
from ui.element_cache import kept, view
from ui.tracking import listed_rows
from ui.tracking.listed_rows import Listed

QUERY = "years_since_last_award"


def last_awards(filters: Filters) -> None:
    """Each city with its last award on record, longest ago first."""
    if said(filters):
        listed_rows.choose(lists(filters), "last-awards")


@view
def said(filters: Filters) -> bool:
    """The finding in words; whether any city matches."""
    rows = data.ask(QUERY, filters)
    st.header("How long ago was the last award of each city?", anchor=False)
    if rows.empty:
        st.info("No city matches this filter.")
        return False
    st.markdown(answer(rows, words.day(data.as_of(filters))))
    return True


@kept
def lists(filters: Filters) -> dict[str, Listed]:
    """All cities, and the three groups of them by the years since their last award."""
    rows = data.ask(QUERY, filters)
    years = rows["years_since"]
    groups = {
        "All cities": ("cities with an award on record", years.notna()),
        "Less than two years": ("cities with an award on record less than two years old", years < 2),
        "Two to four years": ("cities whose newest award on record is two to four years old", (years >= 2) & (years < 4)),
        "Older": ("cities whose newest award on record is older", years >= 4),
    }
    return {name: _listed(title, rows[some], filters) for name, (title, some) in groups.items()}


def answer(rows: pd.DataFrame, day: str) -> str:
    """The cities in three groups, and what the years do not say."""
    years = rows["years_since"]
    return (
        f"Counting back from {day}, {words.number((years < 2).sum())} of the {words.of(len(rows), 'city', 'cities')} named "
        f"here have an award on record less than two years old, {words.number(((years >= 2) & (years < 4)).sum())} one of two to "
        f"four years, and {words.number((years >= 4).sum())} an older one. The validity period is not public, so this does not "
        "say which awards are in force; recertifications that no source we found names are missing too."
    )


def _listed(title: str, rows: pd.DataFrame, filters: Filters) -> Listed:
    table = pd.DataFrame(
        {
            "City": [words.place(city) for city in rows.to_dict("records")],
            "Years since": rows["years_since"],
            "Last award, at the latest": dated(rows)["last_award_on"],
            "Latest level": levels.marks(rows["level"]),
            "Level of": rows["level_year"],
        }
    )
    return Listed(title, table, QUERY, filters, rows["city_id"], {"Years since": st.column_config.NumberColumn(format="%.1f")})
