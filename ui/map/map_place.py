"""Which place the map shows: the place of the filter, which has one meaning in title, list, file and picture."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from queries import words
from queries.filters import Filters
from ui import data, section
from ui.element_cache import kept, view
from ui.escaping import escaped

HOME, AMERICAS = "United States", "Americas"
WHOLE, PLACE = "whole-map", "place-on-map"
PLACES = ("region", "state", "country")
FILTER_OF = {"region": "region", "area": "region", "state": "state", "country": "country", "map": "country"}


def control(filters: Filters) -> None:
    """The two whole maps one tap away, and every part of them in a list; each is a choice of the filter's place."""
    asked = [name for kind in PLACES for name in getattr(filters, kind)]
    only = asked[0] if len(asked) == 1 else None
    st.session_state[WHOLE] = only if only == HOME else None if asked else AMERICAS
    st.session_state[PLACE] = only if only in boxes() and only != HOME else None
    st.segmented_control("Map of", [AMERICAS, HOME], key=WHOLE, on_change=_show, args=(WHOLE,))
    parts = [name for name, box in boxes().items() if box["region_kind"] != "map"]
    st.selectbox(
        "Region, state, country or metro area", parts, index=None, key=PLACE, placeholder="Northeast, Texas, Boston area …",
        on_change=_show, args=(PLACE,), width=280,
    )  # fmt: skip


def _show(key: str) -> None:
    """Makes the chosen place the place of the filter; nothing, or the Americas, is every place."""
    name = st.session_state[key]
    for kind in PLACES:
        st.session_state[kind] = []
    if name and name != AMERICAS:
        st.session_state[FILTER_OF[boxes()[name]["region_kind"]]] = [name]


@kept
def boxes() -> dict[str, dict]:
    """Every part of the map that can be looked at, by name."""
    return data.ask("map_regions").set_index("region", drop=False).to_dict("index")


@kept
def box(filters: Filters) -> dict:
    """The part of the map to show: the place of the filter, else the country of all its cities, else the Americas."""
    regions = boxes()
    asked = [names[0] for kind in PLACES if len(names := getattr(filters, kind)) == 1 and names[0] in regions]
    countries = set(data.ask("cities_on_map", filters, map_name=AMERICAS)["country_name"])
    shared = [name for name in countries if len(countries) == 1 and name in regions]
    return regions[[*asked, *shared, AMERICAS][0]]


@view
def answer(filters: Filters) -> None:
    """The finding as a title, and under it how complete that is and what the map cannot show of it."""
    count = data.row("city_count", filters)
    missing = int(data.headline(filters)["missing_count"])
    unplaced = left_out(count["city_count_most"] - len(shown(filters, box(filters))))
    finding = escaped(words.finding(filters, count, data.vocabulary()))
    section.title(finding, escaped(f"{words.left_out(missing)} {unplaced}".strip()))


def shown(filters: Filters, region: dict) -> pd.DataFrame:
    """The cities of the filter on the map that the region is of."""
    return data.ask("cities_on_map", filters, map_name=region["map_name"])


def left_out(outside: int) -> str:
    """The cities that the map cannot show, in words; empty when it shows all."""
    if not outside:
        return ""
    return (
        f"{words.of(outside, 'city has', 'cities have')} no known location and {'is' if outside == 1 else 'are'} not on the map."
    )
