"""Cities to look at next: those of nearly the same population, each with why, and the nearest certified ones."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from queries import city_words, words
from queries.filters import Filters
from ui import data, links
from ui.city import city_list
from ui.element_cache import view
from ui.escaping import escaped


@view
def draw(slug: str, filters: Filters) -> None:
    """Draws both lists side by side. Their links carry the filter, so each filter has a view of its own."""
    on = Filters(as_of=filters.as_of)
    with st.container(key="neighbors"):
        st.header("Cities to compare it with", anchor=False)
        left, right = st.columns(2, gap="large")
        with left:
            peers(data.ask("peers_by_city", on, place=slug), filters)
        with right:
            nearest(data.ask("nearest_certified_cities", on, place=slug), filters)


def peers(cities: pd.DataFrame, kept: Filters) -> None:
    """Certified cities of the same country or level with half to twice as many people, and why each is there."""
    st.markdown("**Of nearly the same size**")
    if cities.empty:
        st.caption("No certified city of the same country or level has half to twice as many people, as far as known.")
    with st.container(gap="xxsmall"):
        for city in cities.to_dict("records"):
            _link(city, kept, f" · {city_words.alike(city)}")


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
    links.city(city["city_id"], f"{label}{escaped(more)}", kept, icon="")
