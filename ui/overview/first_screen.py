"""The first screen of the overview: the finding as a title, how sure it is, the levels, and where the cities are."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.dot_map import PEOPLED, dots, land
from queries import opening_words, words
from queries.filters import Filters
from ui import data, levels, section, small_text
from ui.element_cache import kept, view
from ui.escaping import escaped

AMERICAS = "Americas"


@view
def finding(filters: Filters) -> None:
    """The number of this view as a sentence, and under it what it is out of."""
    head = data.headline(filters)
    count = data.row("city_count", filters)
    if filters.without("as_of").is_filtered:
        section.title(escaped(words.finding(filters, count, data.vocabulary())), opening_words.out_of(head))
        return
    is_ahead = opening_words.is_ahead(head)
    named = f"**{words.number(head['counted_least'])} of them are named here.**" if is_ahead else words.named(head)
    section.title(opening_words.total_title(head, count), named)


@view
def how(filters: Filters) -> None:
    """How the total is made, folded."""
    head = data.headline(filters)
    if pd.isna(head["announced_total"]):
        return
    with st.expander(f"How we get {words.number(head['announced_total'])}"):
        st.markdown(f"{words.announced(head)} {words.named(head)} [The newest announcement]({head['source_url']}).")
        small_text.remark("Certified at least once: a level-up or a recertification never makes a new city.")


@view
def by_level(filters: Filters) -> None:
    """One line: how many cities stand at each level, the highest first."""
    counts = data.ask("city_count_by_level", filters)
    if counts.empty:
        return
    looks = levels.looks()
    parts = [
        f"{looks[row['level']].mark} **{words.number(row['city_count'])}** {row['level']}" for row in counts.to_dict("records")
    ]
    section.answered(" · ".join(parts), remarks=("By the latest level we found.",))


@view
def where(filters: Filters) -> None:
    """The Americas with every named city that matches; leads to the map."""
    cities = on_map(filters)
    alt = f"Map of the Americas with {words.of(len(cities), 'named city', 'named cities')} as dots, colored by latest level."
    with st.container(key="americas"):  # the style of the page keeps its place until the picture has come
        st.image(picture(data.unchanged(filters)), width="stretch", link=f"/map?region={AMERICAS}", alt=alt)


def on_map(filters: Filters) -> pd.DataFrame:
    """The cities of the filter that have a place on the map of the Americas."""
    return data.ask("cities_on_map", filters, map_name=AMERICAS)


@kept
def picture(filters: Filters) -> str:
    """The map as SVG."""
    colors = {level: look.color for level, look in levels.looks().items()}
    cities = on_map(filters)
    return dots(outlines(), cities.assign(color=cities["level"].map(colors)), PEOPLED)


@kept
def outlines() -> str:
    """The land of the map."""
    return land(data.ask("outlines", map_name=AMERICAS), PEOPLED)
