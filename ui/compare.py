"""Up to four cities side by side."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.theme import mark
from queries import city_words, words
from queries.filters import Filters
from ui import city as one
from ui import links


def control(slugs: list[str], filters: Filters) -> None:
    """Adds a city to those shown; the choice goes into the address."""
    places = one.everyone(filters).set_index("city_id")["place"].to_dict()
    options = [slug for slug in places if slug not in slugs]
    label = "Compare with another city" if slugs else "Show a city"
    st.selectbox(
        label,
        options,
        index=None,
        key=links.ONLY_ON_CITY_PAGE,
        format_func=lambda slug: places[slug],
        placeholder="Choose a city",
        on_change=_add,
        args=(slugs,),
        disabled=len(slugs) >= one.MOST_COMPARED,
        help="Up to four cities side by side.",
    )


def _add(slugs: list[str]) -> None:
    chosen = st.session_state[links.ONLY_ON_CITY_PAGE]
    if chosen:
        st.query_params["city"] = [*slugs, chosen]
        st.session_state[links.ONLY_ON_CITY_PAGE] = None


def side_by_side(cities: list[dict], awards: pd.DataFrame) -> None:
    """The facts of the cities as columns of one table, and a way to each."""
    facts = {words.place(city): _facts(city, awards[awards["city_id"] == city["city_id"]]) for city in cities}
    st.table(pd.DataFrame(facts).rename_axis("What"), alt="Facts of the cities side by side")
    with st.container(horizontal=True):
        for city in cities:
            links.city(city["city_id"], f"Only {words.place(city)}", on_city_page=True)


def _facts(city: dict, awards: pd.DataFrame) -> dict[str, str]:
    certified = city["standing"] == "certified"
    year = f" ({city['level_year']:.0f})" if certified and pd.notna(city["level_year"]) else ""
    return {
        "Latest level we found": f"{mark(city['level'])}{year}" if certified else city_words.standing(city).rstrip("."),
        "First certified": city["first_certified_words"] if isinstance(city["first_certified_words"], str) else "not on record",
        "Standard of the latest award": city["standard"] or "none" if certified else "none",
        "Awards on record": words.number(len(awards)),
        "Population": city_words.population(city),
    }
