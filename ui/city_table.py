"""A table about cities, sortable by any column, in which the name of a city opens the city's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import pyarrow as pa
import streamlit as st

from ui import links


def show(
    table: pa.Table,
    city_ids: Sequence[object],
    key: str,
    alt: str,
    columns: dict | None = None,
    height: int | Literal["auto"] = "auto",
) -> None:
    """Draws `table`, whose column `City` holds names; `city_ids` are those of its rows, blank where there is no page to open.

    `columns` configures further columns. It takes input, so it stays outside cached views.
    """
    clicked = f"{key}-opens"
    opener = st.column_config.ButtonColumn("City", type="tertiary", alignment="left", pinned=True, key=clicked)
    st.dataframe(
        table, key=key, hide_index=True, height=height, alt=alt, placeholder="", column_config={"City": opener, **(columns or {})}
    )
    if st.session_state.get(clicked):
        city_id = city_ids[st.session_state[clicked]["row"]]
        if isinstance(city_id, str):
            links.open_city(city_id)


def by_name(places: Mapping[str, str], key: str) -> None:
    """A control that opens one of the cities, for a reader without a mouse: the names in a table can only be clicked.

    `places`: names by city id, in the order in which they are offered.
    """
    if not places:
        return
    chosen = st.selectbox(
        "Open the record of a city of this table",
        list(places),
        index=None,
        key=f"{key}-by-name",
        format_func=places.__getitem__,
        placeholder="Open the record of a city",
        label_visibility="collapsed",
        width=280,
    )
    if chosen:
        links.open_city(chosen)


def openable(places: Mapping[object, str]) -> dict[str, str]:
    """The cities that have a page to open, by name; a city without a name is offered by its id."""
    known = {city_id: _name(city_id, name) for city_id, name in places.items() if isinstance(city_id, str)}
    return dict(sorted(known.items(), key=lambda city: city[1]))


def _name(city_id: str, name: object) -> str:
    return name if isinstance(name, str) and name.strip() else city_id
