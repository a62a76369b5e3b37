"""What two published surveys said of cities' use of data in 2015 and 2021: their own small picture, labeled as what it is."""

from __future__ import annotations

import streamlit as st

from charts.change import then_and_now
from queries import words
from queries.filters import Filters
from ui import data, figure
from ui.element_cache import view
from ui.escaping import escaped
from ui.practices import evidence_items, undated_figure

QUERY, TITLE = "survey_shares", "Shares of cities in two surveys"
TABLE = {
    "practice_or_measure": "Measure",
    "share_2015_pct": "2015, percent",
    "share_2021_pct": "2021, percent",
    "population_described": "Asked",
    "source_url": "Source",
    "note": "Note",
}


def answers(filters: Filters) -> None:
    """The surveys as a picture, and what is behind it."""
    if drawn():
        figure.fold(QUERY, filters, behind)


@view
def drawn() -> bool:
    """The published survey aggregates of 2015 and 2021, labeled as what they are; whether there are any."""
    rows = data.ask(QUERY)
    if rows.empty:
        return False
    st.header("What two surveys said, 2015 and 2021", anchor=False)
    first, last = rows.iloc[0], rows.iloc[-1]
    risen = int((rows["share_2021_pct"] > rows["share_2015_pct"]).sum())
    sentence = (
        f"{risen} of {words.of(len(rows), 'share')} rose: highest in 2021 is “{first['practice_or_measure']}”, from "
        f"{first['share_2015_pct']:g} to "
        f"{first['share_2021_pct']:g} percent of cities; lowest is “{last['practice_or_measure']}”, from "
        f"{last['share_2015_pct']:g} to "
        f"{last['share_2021_pct']:g}."
    )
    st.markdown(escaped(sentence))
    shares = rows.assign(
        label=rows["practice_or_measure"].str.split(":").str[0],
        before_pct=rows["share_2015_pct"],
        after_pct=rows["share_2021_pct"],
    )
    source = "surveys of cities in the program's community, as published"
    undated_figure.picture(then_and_now(shares, "2015", "2021"), QUERY, TITLE, source, f"Chart of two times. {sentence}")
    pages = enumerate(rows["source_url"].unique(), start=1)
    asked = words.listed([evidence_items.source(str(number), url) for number, url in pages])
    st.caption(
        "Not from this record, and not about certified cities: answers of cities in the program's community, told by the program "
        "and its "
        f"partners; the number asked is not published for both years. No filter applies. Sources: {asked}."
    )
    return True


@view
def behind(_: Filters) -> None:
    """The answers as a table, and their file."""
    undated_figure.behind(QUERY, TITLE, data.ask(QUERY).rename(columns=TABLE))
