"""Is my city certified? The answer in the words of the question."""

from __future__ import annotations

import streamlit as st

from queries import words
from queries.filters import Filters
from ui import data, levels, links, small_text
from ui.element_cache import kept
from ui.escaping import escaped

PROGRAM = "https://whatworkscities.bloomberg.org/"


def answer(text: str, filters: Filters) -> None:
    """What is known of the places that the text can mean, best match first."""
    date_only = Filters(as_of=filters.as_of)
    missing = int(data.headline(date_only)["missing_count"])
    found = data.ask("places_by_name", date_only, text=text)
    if found.empty:
        st.markdown(f"**Not certified as far as we know**: we know no city called “{escaped(text)}”.{_missing(missing)}")
        st.caption("The search covers US cities of 30,000 people or more and every city with an award.")
    elif not found["is_exact"].any():
        st.caption(f"No city is called exactly “{escaped(text)}”. Did you mean:")
    places = found.to_dict("records")
    for place in places:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{escaped(words.place(place))}**: {escaped(verdict(place, missing))}", width="content")
            if place["standing"] != "not on record":
                _link(place, "See the record", filters)
    if not any(place["standing"] == "certified" for place in places):
        next_steps(places[0]["city_id"] if places else None, filters)


def is_near_a_name(text: str, filters: Filters) -> bool:
    """Whether any place is called nearly so."""
    return not data.ask("places_by_name", Filters(as_of=filters.as_of), text=text).empty


def verdict(place: dict, missing: int) -> str:
    """The answer to “is it certified?”, starting with yes or no."""
    if place["standing"] == "certified":
        level = f"{place['level']} ({int(place['level_year'])})" if levels.is_stated(place["level"]) else "level not stated"
        return f"Yes, {level}, first certified {place['first_certified_words']}."
    if place["standing"] == "possible":
        return f"Possibly by this date: first certified {place['first_certified_words']}, exact date not known."
    if place["standing"] == "honor_roll":
        return "Honor Roll only: recognized, not yet certified."
    return f"Not certified as far as we know.{_missing(missing)}"


def next_steps(city_id: str | None, filters: Filters) -> None:
    """The nearest certified cities, and how to take part; nothing of how a city would be assessed."""
    nearest = (
        data.ask("nearest_certified_cities", Filters(as_of=filters.as_of), place=city_id).head(3)
        if city_id
        else data.ask("wanted").head(0)
    )
    if not nearest.empty:
        st.markdown("Nearest certified cities:")
        with st.container(horizontal=True):
            for city in nearest.to_dict("records"):
                _link(city, f"{words.place(city)} ({words.distance(city['distance_km'])})", filters)
    small_text.remark(f"City halls of 30,000 people or more in the Americas can take part: see [the program]({PROGRAM}).")


def _link(place: dict, label: str, kept: Filters) -> None:
    links.city(place["city_id"], escaped(label), kept)


def _missing(missing: int) -> str:
    return f" ({words.of(missing, 'certified city is', 'certified cities are')} missing from this list.)" if missing else ""


@kept
def names() -> dict[str, str]:
    """Every city on record by its id, as a reader says it."""
    return {row["city_id"]: words.place(row) for row in data.ask("cities_with_a_record").to_dict("records")}
