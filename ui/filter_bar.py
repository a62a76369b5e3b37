"""What is asked now: chips that can be taken off, the date, and one button behind which everything can be chosen."""

from __future__ import annotations

from datetime import date

import streamlit as st

from queries import words as said_in_words
from queries.address_parser import Problem, parse
from queries.filters import BY_NAME, FILTERS, NAMES, Filter, Filters
from queries.page_list import PageInfo
from queries.vocabulary import Vocabulary
from ui import as_of_choice, data, place_choice
from ui.escaping import escaped

SHARED = sorted((one for one in FILTERS if one.bar), key=lambda one: one.bar)
_CHOSEN = "filters of this run"
KIND = BY_NAME["award"]  # asked of awards alone, so a control of one page; in the address of every page until it is taken off
_PILLS = ("level", "year", "size", "standard")


def asked(words: Vocabulary) -> list[Problem]:
    """What in the address means nothing; read before the widgets are drawn, since Streamlit erases it silently."""
    known = [(name, value) for name, value in _pairs() if name in NAMES and name != "city"]
    return parse(known, words)[1]


def draw(words: Vocabulary, page: PageInfo) -> Filters:
    """Draws the line of what is asked and remembers it for this run.

    Every bound widget is drawn on every page, the idle ones apart: Streamlit drops a parameter whose widget is not there.
    """
    idle = [one for one in SHARED if not page.uses(one)]
    with st.container(horizontal=True, key="asked", vertical_alignment="center", gap="small"):
        as_of = as_of_choice.draw(words)
        with st.popover("Filter", icon=":material/filter_alt:", key="filter-choice"):
            said = {one.name: _widget(one, words) for one in SHARED if page.uses(one) and one.kind != "day"}
            if idle:
                st.caption("Not used on this page:")
                said |= {one.name: _widget(one, words, disabled=True) for one in idle}
        chosen = _checked({"as_of": as_of, **said}, words)
        _chips(chosen, page)
    st.session_state[_CHOSEN] = chosen
    return chosen


def _widget(one: Filter, words: Vocabulary, disabled: bool = False) -> object:
    """The widget of a filter, bound to its parameter; its options are the public words."""
    help = one.help and words.filled(one.help)
    options = list(words.options["year" if one.kind == "year" else one.name])
    if one.name in _PILLS:
        return st.pills(
            one.label, options, selection_mode="multi", key=one.name, bind="query-params", help=help, disabled=disabled
        )
    if one.is_place:
        return place_choice.draw(one, options, disabled)
    return st.selectbox(
        one.label, options, index=None, key=one.name, placeholder=f"Any {one.kind}", bind="query-params", help=help,
        disabled=disabled,
    )  # fmt: skip


def _chips(chosen: Filters, page: PageInfo) -> None:
    """One button per choice, which takes it off; one for all of them where there are several."""
    pairs = [(name, value) for name, value in chosen.pairs() if BY_NAME[name].bar]
    for name, value in pairs:
        one = BY_NAME[name]
        text = one.chip.format(said_in_words.day(date.fromisoformat(value)) if one.kind == "day" else escaped(value))
        st.button(
            text if page.uses(one) else f"{text} (not used here)", key=f"chip-{name}-{value}", icon=":material/close:",
            icon_position="right", help=f"Take off: {text}", on_click=take_off, args=(name, value),
        )  # fmt: skip
    for value in [] if page.uses(KIND) else kinds():
        st.button(
            f"{value} (not used here)", key=f"chip-{KIND.name}-{value}", icon=":material/close:", icon_position="right",
            help=f"Take off: {value}", on_click=_take_off_kind, args=(value,),
        )  # fmt: skip
    if len(pairs) > 1:
        st.button("Clear", key="clear-all", type="tertiary", on_click=clear)


def kinds() -> list[str]:
    """The kinds of award that the address asks for."""
    return [value for value in st.query_params.get_all(KIND.name) if value in data.vocabulary().options[KIND.name]]


def _take_off_kind(value: str) -> None:
    st.query_params[KIND.name] = [one for one in st.query_params.get_all(KIND.name) if one != value]


def current() -> Filters:
    """The filter of this run."""
    return st.session_state.get(_CHOSEN, Filters())


def take_off(name: str, value: str) -> None:
    """A callback: takes one choice out of its filter."""
    if BY_NAME[name].many:
        st.session_state[name] = [one for one in st.session_state.get(name) or [] if str(one) != value]
    else:
        st.session_state[name] = "" if BY_NAME[name].kind == "day" else None


def clear(keep: tuple[str, ...] = ()) -> None:
    """Empties every shared filter but those named; a bound widget can only be set before it is drawn."""
    for one in SHARED:
        if one.name not in keep:
            st.session_state[one.name] = [] if one.many else "" if one.kind == "day" else None


def set_to(filters: Filters) -> None:
    """Puts a filter into the widgets, the date only where it has one; a callback, or called before they are drawn."""
    clear(keep=() if filters.as_of else ("as_of",))
    for name, value in filters.pairs():
        if BY_NAME[name].bar:
            st.session_state[name] = [*st.session_state[name], value] if BY_NAME[name].many else value


def _checked(values: dict[str, object], words: Vocabulary) -> Filters:
    pairs = [(n, str(v)) for n, value in values.items() for v in (value if isinstance(value, list) else [value]) if v]
    return parse(pairs, words)[0]


def _pairs() -> list[tuple[str, str]]:
    return [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
