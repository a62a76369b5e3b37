"""The table of the records page: the awards of a list, in the columns that the reader chooses."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import streamlit as st

from queries import words
from queries.listing import AwardList
from ui import city_table, clicks, data, levels
from ui.element_cache import kept
from ui.records import award_list

DEFAULT_COLUMNS = ("state_name", "country_name", "year", "date_words", "award", "level", "source_url")
ALWAYS = "city"
# What a phone has room for stands first on the screen; files keep the order of the answer.
FIRST = ("level", "date_words")
ROW, HIGHEST = 35, 470


def draw(listing: AwardList, columns: tuple[str, ...]) -> None:
    """The awards with the columns chosen; a city's name opens its page, a source opens in a new tab."""
    ready = shown(listing, columns)
    meant = meanings(listing)[1]
    opener = clicks.column(_titles()[ALWAYS], "awards", meant, pinned=True, help="A city's name opens its record.")
    st.dataframe(
        ready, key="awards", hide_index=True, placeholder="", column_config={**looks(listing, columns), ALWAYS: opener},
        column_order=sorted(columns, key=lambda name: (ALWAYS, *FIRST, name).index(name)),
        height=min(ROW * (ready.num_rows + 1) + 3, HIGHEST),
        alt=f"Table of awards. {award_list.said(listing)}",
    )  # fmt: skip
    city_table.by_name(places(listing), "awards")
    city_table.open_chosen("awards")


@kept
def shown(listing: AwardList, columns: tuple[str, ...]) -> pa.Table:
    """The rows and columns of the table in the words that it shows, ready to be sent: Streamlit converts any other anew."""
    found = award_list.rows(listing)
    worded = found.assign(
        city=meanings(listing)[0],
        award=found["award"].map(data.vocabulary().award_words),
        level=levels.marks(found["level"]).fillna("not stated"),
    )
    return pa.Table.from_pandas(worded[list(columns)])


@kept
def meanings(listing: AwardList) -> tuple[list[str], dict[str, str]]:
    """The names of the cities row by row, no two cities under one; and the city that each name stands for."""
    found = award_list.rows(listing)
    city_ids = found["city_id"].tolist()
    names = clicks.apart(found["city"].tolist(), city_ids)
    return names, city_table.ids_by_name(names, city_ids)


@kept
def looks(listing: AwardList, columns: tuple[str, ...]) -> dict[str, Any]:
    """How each column of the table is headed and written."""
    titles, dates = _titles(), set(award_list.rows(listing).select_dtypes("datetime"))
    return {name: _look(name, titles[name], name in dates) for name in columns}


def _look(name: str, title: str, is_date: bool) -> Any:
    if name in ("year", "population_year"):
        return st.column_config.NumberColumn(title, format="%d")
    if name == "population":
        return st.column_config.NumberColumn(title, format="localized")
    if name == "source_url":
        return st.column_config.LinkColumn(title, display_text=r"https?://(?:www\.)?([^/]+)")
    return st.column_config.DateColumn(title, format="YYYY-MM-DD") if is_date else st.column_config.Column(title)


@kept
def places(listing: AwardList) -> dict[str, str]:
    """The names of the cities of the list, by city id."""
    named = award_list.rows(listing)[["city_id", "city", "state", "country", "country_name"]].drop_duplicates()
    return city_table.openable({row["city_id"]: words.place(row) for row in named.to_dict("records")})


def chosen_columns() -> tuple[str, ...]:
    """The columns to show and to download; the city is always among them."""
    titles = _titles()
    options = [name for name in titles if name != ALWAYS]
    with st.popover("Columns", icon=":material/view_column:"):
        chosen = st.multiselect(
            "Columns of the table and of the files", options, DEFAULT_COLUMNS, key="columns",
            format_func=lambda name: f"{titles[name]} ({name})",
        )  # fmt: skip
    return (ALWAYS, *(name for name in options if name in chosen))


@kept
def _titles() -> dict[str, str]:
    dictionary = data.ask("answer_dictionary")
    mine = dictionary[dictionary["answer"] == "awards"]
    return dict(zip(mine["column_name"], mine["column_title"], strict=True))
