"""A chart as the portal shows one: its answer as a sentence, the picture, its table, its data as a file, its source."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.figure_data import Figure
from charts.finished import signed
from charts.theme import config
from queries import words
from queries.filters import Filters
from ui import data, links
from ui.element_cache import kept
from ui.plotly_figure import PlotlyFigure


def show(figure: Figure, query: str, filters: Filters, title: str, alt: str, table: pd.DataFrame | None = None) -> None:
    """Draws the picture, signed with title, date and source, and under it its table and its data.

    `query` is the question whose rows the picture shows and names its files; `alt` states the finding;
    `table` is what to show as table where that is not just the rows of the query.
    """
    source = f"As of {words.day(data.as_of(filters))} · Source: record of certified cities, {data.snapshot().terms.name}"
    st.plotly_chart(PlotlyFigure(signed(figure, title, source)), config=config(query), alt=alt, key=f"figure-{query}")
    with st.expander("Table and data"):
        rows = data.ask(query, filters) if table is None else table
        st.dataframe(titled(rows), hide_index=True, alt=f"Table: {title}")
        links.answer(query, filters)


def titled(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the titles of the data dictionary over its columns."""
    return table.rename(columns=titles())


@kept
def titles() -> dict[str, str]:
    """Titles of columns by name, as the data dictionary has them."""
    dictionary = data.ask("data_dictionary")
    return dict(zip(dictionary["column_name"], dictionary["column_title"], strict=True)) | {
        "city_count": "Cities named here",
        "city_count_most": "At most",
    }
