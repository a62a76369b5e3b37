"""The shared filters: drawn once, in the frame, and bound to the address, so that one Back restores them all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st

from queries.address_parser import Problem, parse
from queries.filters import FILTERS, NAMES, Filter, Filters
from queries.vocabulary import Vocabulary

SHARED = sorted((one for one in FILTERS if one.bar), key=lambda one: one.bar)
_CHOSEN = "filters of this run"


def asked(words: Vocabulary) -> list[Problem]:
    """What in the address means nothing; read before the widgets are drawn, since Streamlit erases it silently."""
    known = [(name, value) for name, value in _pairs() if name in NAMES and name != "city"]
    return parse(known, words)[1]


def draw(words: Vocabulary) -> Filters:
    """Draws the widgets in the sidebar and remembers what they say for this run."""
    with st.sidebar:
        st.markdown("**Show**")
        said = {one.name: _widget(one, words) for one in SHARED}
        st.button("Clear all", on_click=clear, width="stretch", disabled=not any(said.values()))
    chosen = _checked(said, words)
    st.session_state[_CHOSEN] = chosen
    return chosen


def _widget(one: Filter, words: Vocabulary) -> object:
    """The widget of a filter, bound to its parameter; its options are the public words."""
    help = one.help and words.filled(one.help)
    if one.kind == "day":
        latest = max(words.newest, datetime.now(UTC).date() + timedelta(days=1))
        return st.date_input(
            one.label, None, min_value=words.start, max_value=latest, key=one.name, format="YYYY-MM-DD", bind="query-params",
            help=help,
        )  # fmt: skip
    options = list(words.options["year" if one.kind == "year" else one.name])
    if one.many:
        return st.multiselect(one.label, options, key=one.name, bind="query-params", help=help)
    anything = f"Any {one.kind}"
    return st.selectbox(one.label, options, index=None, key=one.name, placeholder=anything, bind="query-params", help=help)


def current() -> Filters:
    """The filter of this run."""
    return st.session_state.get(_CHOSEN, Filters())


def clear() -> None:
    """Empties every shared filter; a callback, because a bound widget can only be set before it is drawn."""
    for one in SHARED:
        st.session_state[one.name] = [] if one.many else None


def _checked(values: dict[str, object], words: Vocabulary) -> Filters:
    pairs = [(n, str(v)) for n, value in values.items() for v in (value if isinstance(value, list) else [value]) if v is not None]
    return parse(pairs, words)[0]


def _pairs() -> list[tuple[str, str]]:
    return [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
