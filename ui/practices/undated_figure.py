"""A picture of published facts that no date and no filter changes, signed with whose facts they are."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.figure_data import Figure
from charts.finished import signed
from charts.theme import config
from queries.filters import Filters
from ui import links
from ui.plotly_figure import PlotlyFigure


def show(picture: Figure, query: str, title: str, source: str, alt: str, table: pd.DataFrame) -> None:
    """Draws the picture with its table and its file, as ui.figure does for the record."""
    st.plotly_chart(PlotlyFigure(signed(picture, title, source)), config=config(query), alt=alt, key=f"figure-{query}")
    with st.expander("Table and data"):
        st.dataframe(table, hide_index=True, alt=f"Table: {title}")
        links.answer(query, Filters())
