"""Which cities are few criteria away from their next level, and where it cannot be said, for want of which practice."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from queries import words
from ui.escaping import escaped
from ui.practices.score_source import ScoreSource

WITHIN, MOST = 3, 20
TITLES = {
    "place": "City", "level": "Level of the award", "criteria_met": "Criteria met", "next_level": "Next level",
    "criteria_missing": "Criteria to the next level",
}  # fmt: skip


def near(source: ScoreSource, edition: str) -> None:
    """The list of the cities within so many criteria, the nearest first."""
    rows = source.ask("criteria_to_next_level")
    rows = rows[rows["edition"] == edition]
    st.header("Near the next level", anchor=False)
    within = st.number_input("Criteria at most", 1, MOST, WITHIN, key="within", width=160)
    known = rows.dropna(subset=["criteria_missing"])
    found = known[known["criteria_missing"] <= within].sort_values(["criteria_missing", "city"], kind="stable")
    unknown = rows[rows["criteria_met"].isna()]
    st.markdown(escaped(sentence(found, known, unknown, int(within))))
    if len(found):
        table = found.assign(place=[words.place(city) for city in found.to_dict("records")])
        alt = f"Cities within {within} criteria of their next level"
        st.dataframe(table[list(TITLES)].rename(columns=TITLES), hide_index=True, alt=alt)
    if len(unknown):
        cannot_be_said(source, edition, len(unknown))


def sentence(found: pd.DataFrame, known: pd.DataFrame, unknown: pd.DataFrame, within: int) -> str:
    """`2 cities are 3 criteria or fewer from their next level, of 9 where that is known. Of 4 more it cannot be said.`"""
    away = words.of(within, "criterion or fewer", "criteria or fewer") if within > 1 else "one criterion"
    said = f"{words.of(len(found), 'city is', 'cities are')} {away} from the next level, of {len(known)} where that is known."
    return said + (f" Of {words.of(len(unknown), 'more city', 'more cities')} it cannot be said." if len(unknown) else "")


def cannot_be_said(source: ScoreSource, edition: str, count: int) -> None:
    """For each of these cities the practices that are missing."""
    rows = source.ask("practices_without_criteria_met")
    rows = rows[rows["edition"] == edition]
    named = [f"{row['practice_name']} ({why(row)})" for row in rows.to_dict("records")]
    places = [words.place(city) for city in rows.to_dict("records")]
    by_city = pd.DataFrame({"City": places, "Missing": named}).groupby("City", sort=False)["Missing"].agg("; ".join)
    with st.expander(f"Where it cannot be said: {words.of(count, 'city', 'cities')}"):
        st.dataframe(by_city.reset_index(), hide_index=True, alt="The practices that are missing, by city")


def why(row: dict) -> str:
    """Why the number of criteria met in one practice is not known."""
    if pd.isna(row["score_pct"]):
        return "not assessed"
    return "its number of criteria is not published" if pd.isna(row["criteria_count"]) else "not a score of whole criteria"
