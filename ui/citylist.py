"""A list of cities in which every row is a link to the city's page, in an order that the reader chooses."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from charts.theme import mark
from queries import words
from ui import links

ORDERS = {
    "Name": ["place"],
    "Level": ["rank", "place"],
    "Newest level": ["newest", "place"],
    "Population": ["largest", "place"],
}
RANKS = {"Platinum": 0, "Gold": 1, "Silver": 2, "Not stated": 3}


def show(cities: pd.DataFrame, key: str, height: int | Literal["content"] = 430) -> None:
    """Draws the list. `cities`: city_id, place, level, level_year, population, is_certified; comes_later = after all others."""
    order = st.selectbox("Sort by", list(ORDERS), key=f"{key}-order", persist_state="session")
    ranked = cities.assign(
        rank=cities["level"].map(RANKS), newest=-cities["level_year"].fillna(0), largest=-cities["population"].fillna(0)
    )
    later = [name for name in ("comes_later",) if name in cities]
    with st.container(height=height, gap="xxsmall", border=True, key=key):
        for city in ranked.sort_values([*later, *ORDERS[order]]).to_dict("records"):
            links.city(city["city_id"], label(city, order), icon="")


def label(city: dict, order: str = "Name") -> str:
    """`Tempe, AZ · ◆ Gold (2024)`, or in the order by population `Tempe, AZ · ◆ 190,114`."""
    if not city["is_certified"]:
        return f"{city['place']} · {'Honor Roll only' if city.get('standing') == 'honor_roll' else 'possible by this date'}"
    if order == "Population":
        return f"{city['place']} · {mark(city['level'])[0]} {words.number(city['population'])}"
    year = f" ({city['level_year']:.0f})" if pd.notna(city["level_year"]) else ""
    return f"{city['place']} · {mark(city['level'])}{year}"
