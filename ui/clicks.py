"""What a click means: what stood under the pointer when it was shown, never a place in rows that are newer.

A browser says which row and which name were clicked. While it shows one record, the portal may already hold another, in which the
same row is another city. So a click is resolved by the name alone, among the names that were drawn, and each name stands for one
thing. A name that is no longer known opens nothing, and the page says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from ui.escaping import escaped

Meanings = Mapping[str, Any]  # what each name stands for
_LOST = "name that was clicked and is not known"


def column(title: str, key: str, shown: Meanings, then: Callable[[Any], None] | None = None, **looks: Any) -> Any:
    """The column of a table that holds names to click; `shown` is what each stands for.

    The choice is given to `then`, which runs before the page is drawn, or else by `taken(key)`.
    """
    looks = {"type": "tertiary", "alignment": "left", **looks}
    return st.column_config.ButtonColumn(title, key=f"{key}-clicked", on_click=_name, args=(key, shown, then), **looks)


def select(label: str, options: Sequence[Any], key: str, format_func: Callable[[Any], str], **looks: Any) -> None:
    """A list to choose from that is empty again once something was chosen; the choice is given by `taken(key)`."""
    st.selectbox(
        label, options, index=None, key=f"{key}-by-name", format_func=format_func, on_change=_option, args=(key,), **looks
    )


def on_point(key: str) -> Callable[[], None]:
    """The `on_select` of the chart of that key, whose marks carry in `customdata` what they stand for; given by `taken(key)`."""
    return lambda: _point(key)


def taken(key: str) -> Any:
    """What was chosen since the page was drawn, None where nothing was; once only, so that it is not chosen again on return."""
    if lost := st.session_state.pop(_LOST, None):
        st.warning(
            f"The list has changed since “{escaped(lost[:80])}” was shown, so nothing was opened. Choose again.",
            icon=":material/sync_problem:",
        )
    chosen = st.session_state.pop(_taken(key), None)
    st.session_state[_before(key)] = chosen
    return chosen


def apart(names: Sequence[str], ids: Sequence[object]) -> list[str]:
    """The names, those that stand for several cities told apart by the code of their state or country, else by the whole id."""
    told = list(names)
    for longer in (_with_code, _with_id):
        meant: dict[str, set[object]] = defaultdict(set)
        for name, city_id in zip(told, ids, strict=True):
            meant[name].add(city_id)
        told = [
            longer(name, city_id) if isinstance(city_id, str) and len(meant[told_name]) > 1 else told_name
            for name, told_name, city_id in zip(names, told, ids, strict=True)
        ]
    return told


def _with_code(name: str, city_id: str) -> str:
    return f"{name}, {city_id.rpartition('-')[2].upper()}"


def _with_id(name: str, city_id: str) -> str:
    return f"{name} ({city_id})"


def _name(key: str, shown: Meanings, then: Callable[[Any], None] | None) -> None:
    name = st.session_state[f"{key}-clicked"]["label"]
    if name in shown and then:
        then(shown[name])
    elif name in shown:
        st.session_state[_taken(key)] = shown[name]
    elif name.strip():
        st.session_state[_LOST] = name


def _option(key: str) -> None:
    st.session_state[_taken(key)] = st.session_state[f"{key}-by-name"]
    st.session_state[f"{key}-by-name"] = None


def _point(key: str) -> None:
    points = st.session_state[key]["selection"]["points"]
    if points and points[0].get("customdata"):
        st.session_state[_taken(key)] = points[0]["customdata"]
    elif not points:
        # A second click on the mark just chosen takes plotly's selection away. On a slow network it comes with the address from
        # before the choice, so that without this the page would forget what its address says.
        st.session_state[_taken(key)] = st.session_state.get(_before(key))


def _taken(key: str) -> str:
    return f"{key}-taken"


def _before(key: str) -> str:
    return f"{key}-taken-before"
