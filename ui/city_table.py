"""A table about cities, sortable by any column, in which the name of a city opens the city's page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pyarrow as pa
import streamlit as st

from ui import clicks, links


def show(
    table: pa.Table,
    meant: Mapping[str, str],
    key: str,
    alt: str,
    columns: dict | None = None,
    height: int | Literal["auto"] = "auto",
    width: int | None = None,
) -> None:
    """Draws `table`, whose column `City` holds names; `meant` are the ids of the cities that they stand for, as of `ids_by_name`.

    `columns` configures further columns, `width` is that of the names in pixels. It takes input, so it stays outside cached
    views; the choice is given by `clicks.taken(key)`.
    """
    configured = {"City": clicks.column("City", key, meant, pinned=True, width=width), **(columns or {})}
    st.dataframe(table, key=key, hide_index=True, height=height, alt=alt, placeholder="", column_config=configured)


def by_name(places: Mapping[str, str], key: str, label: str = "Open the record of a city") -> None:
    """A control for a reader without a mouse, since names in a table can only be clicked; its choice too is `clicks.taken(key)`.

    `places`: names by city id, in the order in which they are offered.
    """
    if places:
        clicks.select(
            f"{label} of this table",
            list(places),
            key,
            places.__getitem__,
            placeholder=label,
            label_visibility="collapsed",
            width=280,
        )


def open_chosen(key: str) -> None:
    """Opens the page of the city that was chosen in the table of that key, by either way."""
    if chosen := clicks.taken(key):
        links.open_city(chosen)


def ids_by_name(names: list[str], city_ids: list[object]) -> dict[str, str]:
    """The city that each name of a table stands for; the names are told apart as by `clicks.apart`."""
    return {name: city_id for name, city_id in zip(names, city_ids, strict=True) if isinstance(city_id, str)}


def openable(places: Mapping[object, str]) -> dict[str, str]:
    """The cities that have a page to open, by name; a city without a name is offered by its id."""
    known = {city_id: _name(city_id, name) for city_id, name in places.items() if isinstance(city_id, str)}
    return dict(sorted(known.items(), key=lambda city: city[1]))


def _name(city_id: str, name: object) -> str:
    return name if isinstance(name, str) and name.strip() else city_id
