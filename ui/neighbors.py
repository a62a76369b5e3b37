"""Cities to look at next: the ones most like this one, and the nearest certified ones."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from queries import words
from queries.filters import Filters
from ui import citylist, data, links

SHARED = {"has_same_size": "size", "has_same_place": "place", "has_same_level": "level"}


def draw(city_id: str, filters: Filters) -> None:
    """Draws both lists side by side."""
    date_only = Filters(as_of=filters.as_of)
    peers = data.ask("peers_by_city", date_only, place=city_id)
    nearest = data.ask("nearest_certified_cities", date_only, place=city_id)
    st.header("Cities like it", anchor=False)
    left, right = st.columns(2, gap="large")
    with left:
        _list("Alike in size, state or country, and level", peers, "No other certified city shares two of these.", _shared)
    with right:
        _list("Nearest certified cities", nearest, "No location is known.", _distance)


def _list(title: str, cities: pd.DataFrame, empty: str, words_of: Callable[[dict], str]) -> None:
    st.markdown(f"**{title}**")
    if cities.empty:
        st.caption(empty)
    with st.container(gap="xxsmall"):
        for city in cities.to_dict("records"):
            label = citylist.label({**city, "place": words.place(city)})
            links.city(city["city_id"], f"{label} · {words_of(city)}", icon="", on_city_page=True)


def _shared(city: dict) -> str:
    return "same " + words.listed(word for flag, word in SHARED.items() if city[flag])


def _distance(city: dict) -> str:
    return f"{words.number(city['distance_km'])} km"
