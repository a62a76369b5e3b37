"""The states as tiles of one size that carry one measure, chosen by the reader."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.tiles import MEASURES, by_state
from queries import words
from queries.filters import Filters
from ui import data, figure, page_address
from ui.element_cache import view
from ui.escaping import escaped

SHARE, COUNT = MEASURES
QUERY = "states_on_map"


def tiles(filters: Filters) -> None:
    """The measure, kept in the address as `measure`, the tiles, and what is behind them."""
    page_address.read("measure", MEASURES, COUNT)
    measure = st.radio("Show", MEASURES[::-1], key="measure", horizontal=True, on_change=page_address.write, args=("measure",))
    drawn(filters, measure)
    figure.fold(QUERY, filters, behind, measure)


@view
def behind(filters: Filters, measure: str) -> None:
    """The states as a table, and their file."""
    figure.behind(QUERY, filters, title_of(measure), data.ask(QUERY, filters).drop(columns="state"))


def title_of(measure: str) -> str:
    """`Certified cities, by US state`."""
    return f"{measure}, by US state"


@view
def drawn(filters: Filters, measure: str) -> None:
    """The tiles, and in words what they show."""
    states = data.ask(QUERY, filters)
    said = shares_said(states) if measure == SHARE else counts_said(states)
    st.markdown(escaped(said))
    figure.picture(by_state(states, measure), QUERY, filters, title_of(measure), f"Tile map of the states. {said}")


def shares_said(states: pd.DataFrame) -> str:
    """The states with the largest shares; the filter does not act on them."""
    best = states.dropna(subset=["share_pct"]).sort_values(["share_pct", "certified_count"], ascending=False).head(3)
    leaders = [f"{row['state_name']} ({row['certified_count']} of {row['eligible_count']})" for row in best.to_dict("records")]
    return (
        f"Of a state's cities of 30,000+, the largest shares certified at least once are named here in {words.listed(leaders)}. "
        "Shares are of all certified cities, whatever the filter."
    )


def counts_said(states: pd.DataFrame) -> str:
    """The states with most cities of the filter."""
    best = states[states["city_count"] > 0].sort_values(["city_count", "state_name"], ascending=[False, True]).head(3)
    if best.empty:
        return "No city of this filter is in a US state."
    leaders = [f"{row['state_name']} ({row['city_count']})" for row in best.to_dict("records")]
    return f"Of the cities named here that match, most are in {words.listed(leaders)}."
