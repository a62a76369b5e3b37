"""A table about cities, sortable by any column, in which the name of a city opens the city's page."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from ui import links


def show(
    table: pd.DataFrame,
    city_ids: pd.Series,
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
        city_id = city_ids.iloc[st.session_state[clicked]["row"]]
        if isinstance(city_id, str):
            links.open_city(city_id)
