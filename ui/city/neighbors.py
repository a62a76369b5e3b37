"""Cities to look at next: the ones most like this one, and the nearest certified ones."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from queries import words
from queries.filters import Filters
from ui import data, links
from ui.city import city_list
from ui.element_cache import view
from ui.record_days import unchanged

SHARED = {"has_same_size": "size", "has_same_place": "state or country", "has_same_level": "level"}


@view
def draw(slug: str, filters: Filters) -> None:
    """Draws both lists side by side. Their links carry the filter, so each filter has a view of its own."""
    on = unchanged(Filters(as_of=filters.as_of))
    st.header("Cities like it", anchor=False)
    left, right = st.columns(2, gap="large")
    with left:
        peers(data.ask("peers_by_city", on, place=slug), filters)
    with right:
        nearest(data.ask("nearest_certified_cities", on, place=slug), filters)


def peers(cities: pd.DataFrame, kept: Filters) -> None:
    """Certified cities that share two or three of size, state or country, and level, under what they share."""
    st.markdown("**Alike in size, state or country, and level**")
    if cities.empty:
        st.caption("No other certified city shares two of these.")
    shared = [words.listed(word for flag, word in SHARED.items() if city[flag]) for city in cities.to_dict("records")]
    for same, alike in cities.groupby(pd.Series(shared, index=cities.index, dtype="object"), sort=False):
        st.caption(f"Same {same}")
        with st.container(gap="xxsmall"):
            for city in alike.to_dict("records"):
                _link(city, kept)


def nearest(cities: pd.DataFrame, kept: Filters) -> None:
    """The nearest certified cities with their distance."""
    st.markdown("**Nearest certified cities**")
    if cities.empty:
        st.caption("No location is known.")
    with st.container(gap="xxsmall"):
        for city in cities.to_dict("records"):
            _link(city, kept, f" · {words.distance(city['distance_km'])}")


def _link(city: dict, kept: Filters, more: str = "") -> None:
    label = city_list.label({**city, "place": words.place(city)})
    links.city(city["city_id"], f"{label}{more}", kept, icon="")
