"""The list of every city on record, in which each row is a link to the city's page, in an order that the reader chooses."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from queries import words
from queries.filters import Filters
from ui import levels, links
from ui.city import city_record as one
from ui.element_cache import view
from ui.escaping import escaped

ORDERS = {
    "Name": ["place"],
    "Level": ["rank", "place"],
    "Newest level": ["newest", "place"],
    "Population": ["largest", "place"],
}
EVERYONE = "cities-on-record"


def everyone(filters: Filters) -> None:
    """Every city on record by the date, in an order that the reader chooses."""
    rows(filters, st.selectbox("Sort by", list(ORDERS), key=f"{EVERYONE}-order", persist_state="session"))


@view
def rows(filters: Filters, order: str) -> None:
    """The links, one for each city; they carry the filter."""
    cities = one.everyone(filters)
    ranked = cities.assign(
        rank=cities["level"].map(list(levels.looks()).index, na_action="ignore"),
        newest=-cities["level_year"].fillna(0),
        largest=-cities["population"].fillna(0),
    )
    with st.container(height=430, gap="xxsmall", border=True, key=EVERYONE):
        for city in ranked.sort_values(ORDERS[order]).to_dict("records"):
            links.city(city["city_id"], label(city, order), filters, icon="")


def label(city: dict, order: str = "Name") -> str:
    """`Tempe, AZ · ◆ Gold (2024)`, or in the order by population `Tempe, AZ · ◆ 190,114`; as markdown."""
    place = escaped(city["place"])
    if not city["is_certified"]:
        return f"{place} · {'Honor Roll only' if city.get('standing') == 'honor_roll' else 'possible by this date'}"
    if order == "Population":
        return f"{place} · {levels.mark(city['level'])[0]} {words.number(city['population'])}"
    year = f" ({city['level_year']:.0f})" if pd.notna(city["level_year"]) else ""
    return f"{place} · {levels.mark(city['level'])}{year}"
