"""The awards of a city, or of up to four, on a time axis."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from charts.history import level_histories
from queries import city_words
from queries.filters import Filters
from ui import data, figure, levels, small_text
from ui.city import city_record
from ui.element_cache import view


def draw(slugs: tuple[str, ...], on: Filters) -> None:
    """The awards on a time axis, and what is behind it."""
    if drawn(slugs, on):
        figure.fold("awards", on, behind, slugs)


@view
def drawn(slugs: tuple[str, ...], on: Filters) -> bool:
    """The awards on a time axis, which several cities share; whether there are any."""
    rows = city_record.awards(slugs, on)
    if rows.empty:
        return False
    places = list(dict.fromkeys(rows["place"]))
    said = "; ".join(f"{place}: {city_words.history(rows[rows['place'] == place], data.vocabulary())}" for place in places)
    st.header("Level history", anchor=False)
    kinds = rows["award"].map(data.vocabulary().award_words)
    picture = level_histories(
        rows.assign(award_word=kinds),
        data.ask("standard_changes"),
        levels.looks(),
        data.vocabulary().start,
        data.as_of(on),
    )
    figure.picture(picture, "awards", with_awards(rows, on), title(rows), f"Time line. {said}.")
    small_text.remark("The color fades after the last award we found: the program does not publish how long an award holds.")
    return True


@view
def behind(on: Filters, slugs: tuple[str, ...]) -> None:
    """The awards as a table, and their file."""
    rows = city_record.awards(slugs, on)
    table = rows[["place", "date_words", "award", "level", "edition", "source_url"]]
    table = table.assign(award=rows["award"].map(data.vocabulary().award_words)).rename(columns={"place": "City"})
    figure.behind("awards", with_awards(rows, on), title(rows), table)


def with_awards(rows: pd.DataFrame, on: Filters) -> Filters:
    """The filter that asks for the cities of these awards."""
    return replace(on, city=tuple(dict.fromkeys(rows["city_id"])))


def title(rows: pd.DataFrame) -> str:
    """`Level history: Boston, MA`, or of how many cities it is."""
    places = list(dict.fromkeys(rows["place"]))
    return f"Level history: {places[0] if len(places) == 1 else f'{len(places)} cities'}"
