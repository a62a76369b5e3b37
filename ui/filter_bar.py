"""The shared filters: drawn once, in the frame, and bound to the address, so that one Back restores them all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st

from queries.filters import CITY_VIEW, LEVELS, NAMES, PROGRAM_START, SIZES, STANDARDS, Filters, Problem, Vocabulary, parse

_CHOSEN = "filters of this run"


def asked(words: Vocabulary) -> list[Problem]:
    """What in the address means nothing; read before the widgets are drawn, since Streamlit erases it silently."""
    known = [(name, value) for name, value in _pairs() if name in NAMES and name != "city"]
    return parse(known, words)[1]


def draw(words: Vocabulary) -> Filters:
    """Draws the widgets in the sidebar and remembers what they say for this run."""
    states = list(dict.fromkeys(words.states.values()))
    years = [str(year) for year in words.years]
    latest = max(words.newest, datetime.now(UTC).date() + timedelta(days=1))
    with st.sidebar:
        st.markdown("**Show**")
        as_of = st.date_input(
            "As of", None, min_value=PROGRAM_START, max_value=latest, key="as_of", format="YYYY-MM-DD", bind="query-params",
            help="Counts use only awards announced by this date. Empty = the newest date on record.",
        )  # fmt: skip
        level = st.multiselect("Level", LEVELS, key="level", bind="query-params")
        country = st.multiselect("Country", list(words.countries.values()), key="country", bind="query-params")
        state = st.multiselect("State or region", states, key="state", bind="query-params")
        year = st.multiselect("Year", years, key="year", bind="query-params")
        since = st.selectbox("Since", years, index=None, key="since", placeholder="Any year", bind="query-params")
        size = st.multiselect("Population", SIZES, key="size", bind="query-params")
        standard = st.multiselect(
            "Standard",
            STANDARDS,
            key="standard",
            help="Standard of the latest award: present = since August 2022.",
            bind="query-params",
        )
        st.button(
            "Clear all",
            on_click=clear,
            width="stretch",
            disabled=not any((as_of, level, country, state, year, since, size, standard)),
        )
    chosen = _checked({"as_of": as_of, "level": level, "country": country, "state": state, "year": year, "since": since,
                       "size": size, "standard": standard}, words)  # fmt: skip
    st.session_state[_CHOSEN] = chosen
    return chosen


def current() -> Filters:
    """The filter of this run."""
    return st.session_state.get(_CHOSEN, Filters())


def clear() -> None:
    """Empties every shared filter; a callback, because a bound widget can only be set before it is drawn."""
    for name in CITY_VIEW:
        st.session_state[name] = None if name in ("as_of", "since") else []


def _checked(values: dict[str, object], words: Vocabulary) -> Filters:
    pairs = [(n, str(v)) for n, value in values.items() for v in (value if isinstance(value, list) else [value]) if v is not None]
    return parse(pairs, words)[0]


def _pairs() -> list[tuple[str, str]]:
    return [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
