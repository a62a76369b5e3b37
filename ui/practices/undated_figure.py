"""A picture of published facts that no date and no filter changes, signed with whose facts they are."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.figure_data import Figure
from queries.filters import Filters
from ui import figure, links


def picture(drawn: Figure, query: str, title: str, source: str, alt: str) -> None:
    """Draws the picture, as ui.figure does for the record; `source`: whose facts they are."""
    figure.drawn(drawn, query, title, [f"Source: {source}"], alt)


def behind(query: str, title: str, table: pd.DataFrame) -> None:
    """Draws the table of the picture and its file."""
    st.dataframe(table, hide_index=True, alt=f"Table: {title}")
    links.answer(query, Filters())
