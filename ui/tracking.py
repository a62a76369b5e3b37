"""The five numbers of the tracking page, each a link to the list of exactly the rows that make it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from charts.theme import mark
from queries import words
from queries.files import dated
from queries.filters import LEVELS, Filters
from ui import city_table, data, links

ALL_ANNOUNCED, NEW_ANNOUNCED = "Announced", "Announced this year"
NAMED, POSSIBLE, NEW = "Named", "Possible", "New this year"
STANDINGS = {"named here": "named here", "possible": "possible by then", "missing": "not named by any source we found"}
LIST_HEIGHT = 320


@dataclass(frozen=True)
class Listed:
    """The rows behind one number: what they are, the rows, and the query and filter whose file holds them."""

    title: str
    rows: pd.DataFrame
    query: str
    filters: Filters


def opening(filters: Filters) -> None:
    """What the page is for, and its date."""
    st.markdown(f"As of {words.day(data.as_of(filters))}. Every number leads to the rows that make it.")


def permalink(filters: Filters) -> str:
    """The whole address of the page under this filter, its date written out."""
    return links.permalink("/tracking", replace(filters, as_of=data.as_of(filters)).pairs())


def numbers(filters: Filters) -> None:
    """Announced, named, new this year, by level, by country; each number leads to its rows."""
    announced, named, new = st.columns(3, border=True)
    with announced:
        _announced(filters)
    with named:
        _named(filters)
    with new:
        _new(filters)
    levels, countries = st.columns(2, border=True)
    with levels:
        st.markdown("**By the latest level we found**")
        _links(data.ask("city_count_by_level", filters), "level", mark)
    with countries:
        st.markdown("**By country**")
        _links(data.ask("city_count_by_country", filters), "country_name", str)


def rows_behind(filters: Filters) -> None:
    """The list that the reader chose, or that a number led to."""
    options = [NAMED, POSSIBLE, NEW, ALL_ANNOUNCED, NEW_ANNOUNCED, *LEVELS, *data.snapshot().words.countries.values()]
    found = listed(st.selectbox("Rows behind the number", options, key="rows", bind="query-params"), filters)
    st.markdown(f"**{words.of(len(found.rows), 'row')}**: {found.title}.")
    if found.rows.empty:
        return
    shown = _announced_table(found.rows) if found.query == "announced_cities" else _city_table(found.rows)
    city_table.show(
        shown, found.rows["city_id"], "rows-behind", f"{words.of(len(found.rows), 'row')}: {found.title}", height=LIST_HEIGHT
    )
    links.answer(found.query, found.filters)


def listed(choice: str, filters: Filters) -> Listed:
    """The rows behind the number that `choice` names."""
    day, date_only = data.as_of(filters), Filters(as_of=filters.as_of)
    if choice in (ALL_ANNOUNCED, NEW_ANNOUNCED):
        rows = data.ask("announced_cities", date_only)
        rows = rows[rows["announced_on"].dt.year == day.year] if choice == NEW_ANNOUNCED else rows
        when = f" in {day.year}" if choice == NEW_ANNOUNCED else ""
        return Listed(f"cities announced{when}, with those that no source we found names", rows, "announced_cities", date_only)
    rows = data.ask("cities", filters)
    rows, narrowed = _narrowed(choice, rows[rows["is_certified"] != (choice == POSSIBLE)], filters)
    if choice == POSSIBLE:
        return Listed("cities possibly certified by this date", rows, "cities", narrowed)
    return Listed(f"{words.cities_asked(narrowed)}, named here", rows, "cities", narrowed)


def _narrowed(choice: str, rows: pd.DataFrame, filters: Filters) -> tuple[pd.DataFrame, Filters]:
    """The rows of a level, a country or the year of the date, and the filter that says so."""
    year = data.as_of(filters).year
    if choice in LEVELS:
        return rows[rows["level"] == choice], replace(filters, level=(choice,))
    if choice in data.snapshot().words.countries.values():
        return rows[rows["country_name"] == choice], replace(filters, country=(choice,))
    if choice == NEW:
        return rows[rows["first_year"] == year], replace(filters, year=(year,))
    return rows, filters


def _announced(filters: Filters) -> None:
    head = data.row("headline", Filters(as_of=filters.as_of))
    if pd.isna(head["announced_total"]):
        st.metric("Announced by the program", "none yet")
        return
    st.metric("Announced by the program", words.number(head["announced_total"]))
    st.caption(words.announced(head) + (" Not narrowed by the filter." if filters.without("as_of").is_filtered else ""))
    _to(ALL_ANNOUNCED, f"All {words.number(head['announced_total'])} announced")


def _named(filters: Filters) -> None:
    count = data.row("city_count", filters)
    possible = count["city_count_most"] - count["city_count"]
    st.metric("Named here", words.least_and_most(count["city_count"], count["city_count_most"]))
    st.caption("Certified at least once, each with its source.")
    with st.container(gap=None):
        _to(NAMED, f"The {words.number(count['city_count'])} named")
        if possible:
            _to(POSSIBLE, f"The {words.number(possible)} possible by this date")


def _new(filters: Filters) -> None:
    named = len(listed(NEW, filters).rows)
    announced = len(listed(NEW_ANNOUNCED, filters).rows)
    st.metric(f"New in {data.as_of(filters).year}", words.number(named))
    st.caption("First certifications of the year, named here; level-ups and recertifications are not new cities.")
    with st.container(gap=None):
        _to(NEW, f"The {words.number(named)} new ones named")
        _to(NEW_ANNOUNCED, f"The {words.number(announced)} announced in the year")


def _links(counts: pd.DataFrame, column: str, label: Callable[[str], str]) -> None:
    with st.container(horizontal=True, gap="small"):
        for row in counts[counts["city_count"] > 0].to_dict("records"):
            _to(row[column], f"{label(row[column])}: {words.number(row['city_count'])}")


def _to(choice: str, label: str) -> None:
    """A number that leads to its rows; a button, because a link to the same page would drop the filter from the address."""
    st.button(label, key=f"to-{choice}", on_click=_choose, args=(choice,), type="tertiary", icon=":material/arrow_downward:")


def _choose(choice: str) -> None:
    st.session_state["rows"] = choice


def _city_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "City": rows["city"],
            "State or region": rows["state_name"],
            "Country": rows["country_name"],
            "Latest level": rows["level"].map(mark),
            "Level of": rows["level_year"],
            "First certified": rows["first_certified_words"],
        }
    )


def _announced_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "City": rows["city"],
            "Announcement": dated(rows)["announced_on"],
            "State or region": rows["state_name"],
            "Country": rows["country_name"],
            "Standing": rows["standing"].map(STANDINGS),
            "First certified": rows["date_words"],
            "Where to look": rows["lead"],
        }
    )
