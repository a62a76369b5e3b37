"""One line of words: a city, or a question like “gold texas since 2021”; what it asks for becomes the filter."""

from __future__ import annotations

from difflib import get_close_matches

import streamlit as st

from queries.filters import BY_NAME, OF_AWARDS_ALONE, Filters
from queries.one_line import Understood, folded, understand
from ui import data, filter_bar, search
from ui.element_cache import kept
from ui.escaping import escaped
from ui.place_choice import places

KEY, REST = "ask", "q"
GUESSED_FROM = ("level", "award", "state", "country")


def box() -> None:
    """The line; what is chosen or sent with Enter is understood at once."""
    st.selectbox(
        "Search or ask", _suggestions(), index=None, key=KEY, accept_new_options=True, on_change=_send, icon=":material/search:",
        label_visibility="collapsed", placeholder="Is your city certified? Type its name, or “gold texas”",
    )  # fmt: skip


def resolve() -> None:
    """Turns a line in the address (`?q=gold+texas`) into the filter it asks for; before the filter is drawn."""
    line = st.query_params.get(REST, "")
    if line:
        found = understand(line, data.snapshot())
        if found.pairs:
            _apply(found)


def answer(filters: Filters) -> None:
    """What is known of each city that the line named, and which of its words were not understood."""
    line = st.query_params.get(REST, "")
    if not line:
        return
    found = understand(line, data.snapshot())
    for said in found.cities:
        search.answer(said, filters)
    is_a_name = not filters.without("as_of").is_filtered or search.is_near_a_name(line, filters)
    if found.unknown and not found.cities and is_a_name:
        search.answer(line, filters)
    elif found.unknown:
        st.warning(" ".join(_not_understood(word) for word in found.unknown), icon=":material/help:")
    st.button("Close the answer", key="close-answer", icon=":material/close:", type="tertiary", on_click=_close)


def _not_understood(word: str) -> str:
    options = {folded(option): option for name in GUESSED_FROM for option in data.snapshot().words.options[name]}
    close = get_close_matches(folded(word), options, n=1, cutoff=0.75)
    meant = f" Did you mean {escaped(options[close[0]])}?" if close else ""
    return f"Not understood: “{escaped(word)}”.{meant}"


def _send() -> None:
    line = st.session_state[KEY]
    st.session_state[KEY] = None
    if line:
        chosen = places().get(line)
        _apply(Understood((chosen,)) if chosen else understand(line, data.snapshot()))


def _apply(found: Understood) -> None:
    """Puts what was understood into the filter, and the rest into the address; a line without a filter leaves it as it was."""
    if found.pairs:
        filter_bar.set_to(found.filters(data.snapshot().words).without(*OF_AWARDS_ALONE))
        for name in OF_AWARDS_ALONE:
            values = [value for parameter, value in found.pairs if parameter == name]
            if values:
                st.query_params[name] = values
            elif name in st.query_params and BY_NAME[name].many:
                del st.query_params[name]
    _keep(found.left)


def _keep(rest: str) -> None:
    if rest:
        st.query_params[REST] = rest
    elif REST in st.query_params:
        del st.query_params[REST]


def _close() -> None:
    _keep("")


@kept
def _suggestions() -> list[str]:
    """What is offered while somebody types: every city on record, then places, then levels."""
    cities = sorted(search.names().values(), key=folded)
    return [*cities, *places(), *data.snapshot().words.levels]
