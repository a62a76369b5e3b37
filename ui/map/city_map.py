"""The map itself, and the city that was chosen on it or in its list; both stand in the address."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.finished import signed
from charts.map import cities_on_map, plane_of
from charts.map_labels import close_by
from charts.theme import config
from queries import city_words, words
from queries.filters import Filters
from ui import clicks, data, figure, levels, links, page_address
from ui.element_cache import kept
from ui.escaping import escaped
from ui.map.map_place import HOME, boxes, shown
from ui.plotly_figure import PlotlyFigure

VIEWS = ("Map", "Tiles", "Replay")
MAP, LIST, CHOSEN = "map-of-cities", "cities-on-map", "city"
FINGER = 26  # pixels: marks closer than this are touched together
MOST_CLOSE_BY = 12


def view_control() -> str:
    """Map, tiles or replay, kept in the address as `view`."""
    page_address.read("view", VIEWS, VIEWS[0])
    return st.radio("View", VIEWS, key="view", horizontal=True, on_change=page_address.write, args=("view",))


def shade_control() -> bool:
    """Whether states are shaded by their share, kept in the address as `shade=True`."""
    st.session_state["shade"] = st.query_params.get("shade") == "True"
    return st.toggle("Shade states by share certified", key="shade", on_change=page_address.write, args=("shade",))


def take_choice() -> str | None:
    """The city that was just chosen on the map or in its list, which goes into the address; else the one that stands there."""
    for key in (MAP, LIST):
        if chosen := clicks.taken(key):
            st.query_params[CHOSEN] = chosen if isinstance(chosen, str) else chosen[0]
    return st.query_params.get(CHOSEN)


def picture(filters: Filters, region: dict, shaded: bool, chosen: str | None) -> None:
    """The map; a click or tap on a city chooses it."""
    st.plotly_chart(
        finished(filters, region["region"], shaded, chosen if chosen in cities(filters, region["region"]) else None),
        config=config("certified-cities-map"),
        key=MAP,
        on_select=clicks.on_point(MAP),
        selection_mode="points",
        alt=f"Map of {region['region']}. {finding(filters)}",
    )


@kept
def finding(filters: Filters) -> str:
    """What the map shows, in words."""
    return words.finding(filters, data.row("city_count", filters), data.vocabulary())


@kept
def finished(filters: Filters, region: str, shaded: bool, chosen: str | None) -> PlotlyFigure:
    """The map as a figure, signed."""
    box = boxes()[region]
    shares = data.ask("coverage_by_state", Filters(as_of=filters.as_of)) if shaded else None
    outlines = data.ask("outlines", map_name=box["map_name"])
    drawn = cities_on_map(outlines, shown(filters, box), box, levels.looks(), shares, chosen)
    return PlotlyFigure(signed(drawn, finding(filters), *figure.source_lines(filters)))


@kept
def cities(filters: Filters, region: str) -> dict[str, dict]:
    """The cities on the map by id, each with those that a finger may touch with it as `close_by`."""
    box = boxes()[region]
    found = shown(filters, box).to_dict("records")
    close = close_by([(city["map_x"], city["map_y"]) for city in found], plane_of(box), FINGER)
    return {
        city["city_id"]: city | {"close_by": [found[at]["city_id"] for at in others]}
        for city, others in zip(found, close, strict=True)
    }


def chosen_city(filters: Filters, region: dict, chosen: str | None) -> None:
    """The city that was chosen, with the way to its record; and those so close to it that a finger cannot tell them apart."""
    every = cities(filters, region["region"])
    with st.container(key="chosen-on-map", gap="xxsmall"):
        if chosen not in every:
            known = chosen in data.vocabulary().options["city"]
            st.caption(
                "The city that was chosen is not among those shown." if known else "Choose a city on the map or in the list."
            )
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{escaped(every[chosen]['place'])}** · {escaped(described(every[chosen]))}")
            # The name is part of the link, so that no link of the city chosen before stands under the name of this one.
            links.city(chosen, f"Open the record of {escaped(every[chosen]['city'])}", filters)
        _close_by([every[city_id] for city_id in every[chosen]["close_by"][:MOST_CLOSE_BY]])


def _close_by(others: list[dict]) -> None:
    if not others:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall", key="close-by"):
        st.caption("Close by:", width="content")
        for city in others:
            st.button(escaped(city["place"]), key=f"near-{city['city_id']}", on_click=_choose, args=(city["city_id"],))


def _choose(city_id: str) -> None:
    st.query_params[CHOSEN] = city_id


def described(city: dict) -> str:
    """`◆ Gold (2024) · 190,114 people (2024)`."""
    return f"{level_and_year(city)} · {city_words.population(city)}"


def level_and_year(city: dict) -> str:
    """`◆ Gold (2024)`, or that the city is only possibly certified by the date."""
    if not city["is_certified"]:
        return "possible by this date"
    return levels.mark(city["level"]) + (f" ({city['level_year']:.0f})" if pd.notna(city["level_year"]) else "")


def notes(region: dict, shaded: bool) -> None:
    """How to read the map."""
    parts = ["Names stand where there is room for them; the list has all."]
    if region["region"] == HOME:
        parts.append("Alaska is drawn at 0.35, Puerto Rico at 1.5 of the scale of the other states, where they are on the map.")
    if shaded:
        parts.append(
            "The shading counts every certified city named here, whatever the filter; Puerto Rico has no such list of cities."
        )
    st.caption(" ".join(parts))
