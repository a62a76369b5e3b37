"""A chart as the portal shows one: the picture, and behind a fold its method, its table and its data as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVarTuple

import pandas as pd
import streamlit as st

from charts.figure_data import Figure
from charts.finished import signed
from charts.theme import config
from queries import words
from queries.filters import Filters
from ui import data, links, small_text
from ui.element_cache import kept
from ui.plotly_figure import PlotlyFigure

FOLD = "Table and data"
More = TypeVarTuple("More")


def picture(figure: Figure, query: str, filters: Filters, title: str, alt: str, *more: str) -> None:
    """Draws the picture, signed with title, date, filter and source, and `more` that a saved one needs to be understood.

    `query` is the question whose rows the picture shows and names its files; `alt` states the finding.
    """
    drawn(figure, query, title, [*source_lines(filters), *more], alt)


def drawn(figure: Figure, name: str, title: str, source: list[str], alt: str) -> None:
    """Draws the picture, signed with the lines of `source`; `name` names its file."""
    st.plotly_chart(PlotlyFigure(signed(figure, title, *source)), config=config(name), alt=alt, key=f"figure-{name}")


def source_lines(filters: Filters, dated: str = "As of") -> list[str]:
    """What a saved picture says of itself: as of when (`dated`: what is as of then), of which cities, from which source."""
    source = f"Source: record of certified cities, {data.snapshot().terms.name}"
    return [f"{dated} {words.day(data.as_of(filters))}", *filter_lines(filters), source]


def filter_lines(filters: Filters) -> list[str]:
    """What a saved picture says of its filter; nothing where none is set, or cities, which its title names."""
    is_filtered = filters.without("as_of", "city").is_filtered
    return [f"Filter: {words.cities_asked(filters, data.vocabulary())}"] if is_filtered else []


def fold(query: str, filters: Filters, shown: Callable[[Filters, *More], None], *more: *More) -> None:
    """What is behind a picture, sent only once the reader opens it: an input, so it stands outside every view.

    `shown` is a view that draws it, given the filter and `more`: see `behind`.
    """
    part = st.expander(FOLD, key=f"fold-{query}", on_change="rerun")
    if part.open:
        with part:
            shown(filters, *more)


def behind(query: str, filters: Filters, title: str, table: pd.DataFrame | None = None, method: str = "") -> None:
    """Draws how the picture is counted, its table and its data.

    `table` is what to show as table where that is not just the rows of the query.
    """
    if method:
        small_text.remark(method)
    rows = data.ask(query, filters) if table is None else table
    st.dataframe(titled(rows), hide_index=True, alt=f"Table: {title}")
    links.answer(query, filters)


def titled(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the titles of the dictionaries over its columns."""
    return table.rename(columns=titles())


@kept
def titles() -> dict[str, str]:
    """Titles of columns by name, as the dictionary of the tables has them, and that of the answers for what only they have."""
    both = pd.concat([data.ask("answer_dictionary"), data.ask("data_dictionary")])
    return dict(zip(both["column_name"], both["column_title"], strict=True)) | {
        "city_count": "Cities named here",
        "city_count_most": "At most",
    }
