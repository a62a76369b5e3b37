"""How the number of certified cities grew, as the growth page shows it: in total, by level, by country and by US state."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.breaks import with_breaks
from charts.grid import by_place
from charts.growth import announced_and_named, by_level_over_time
from queries import opening_words, words
from queries.file_formats import dated
from queries.filters import Filters
from ui import data, figure, levels, section
from ui.element_cache import view
from ui.escaping import escaped
from ui.record_days import unchanged

SERIES = "certified_cities_by_announcement"
TITLE = "Cities certified at least once"
METHOD = (
    "Method: distinct cities with a first certification by each announcement; a level-up, a recertification or the Honor Roll "
    "adds none. "
    "The band lies between the cities certain by a date and those possible by it. A dashed line marks a change of the standard."
)


@view
def answer(filters: Filters) -> None:
    """The growth in one sentence, and what the filter leaves of it."""
    head = data.row("headline", Filters(as_of=filters.as_of))
    section.answered(opening_words.since_the_launch(head, data.vocabulary().start))
    if filters.without("as_of").is_filtered:
        count = data.row("city_count", unchanged(filters))
        st.info(
            escaped(words.filtered_count(filters, count, int(head["missing_count"]), data.vocabulary())),
            icon=":material/filter_alt:",
        )


def series(filters: Filters) -> pd.DataFrame:
    """The total at each announcement; the announced totals are of all cities and left out where a filter is set."""
    rows = data.ask(SERIES, filters)
    narrowed = filters.without("as_of").is_filtered
    return rows.assign(announced_total=pd.array([None] * len(rows), dtype="Int64")) if narrowed else rows


def changes(filters: Filters) -> pd.DataFrame:
    """The changes of the standard by the date that is asked for."""
    rows = data.ask("standard_changes")
    return rows[rows["changed_on"] <= pd.Timestamp(data.as_of(filters))]


@view
def total(filters: Filters) -> None:
    """The total over time, with the announced totals as marks."""
    rows = series(filters)
    first, last = rows[rows["city_count_most"] > 0].iloc[0], rows.iloc[-1]
    sentence = (
        f"{counted(first)} by {words.month(first['announced_on'])}, {counted(last)} by {words.month(last['announced_on'])}: "
        "cities certified at least once, of those named here."
    )
    section.answered(sentence + _without_totals(filters), remarks=(METHOD,))
    picture = with_breaks(announced_and_named(rows, 340), changes(filters))
    figure.show(picture, SERIES, filters, TITLE, f"Line chart. {sentence}", table=dated(rows))


@view
def by_level(filters: Filters) -> None:
    """The level at which the cities stood at each announcement."""
    query = f"{SERIES}_and_level"
    rows, totals = data.ask(query, filters), series(filters)
    now, before = _levels_on(rows, rows["announced_on"].max()), _before_the_change(rows, filters)
    sentence = f"Of the cities named here: {words.listed(now)}, by {words.month(rows['announced_on'].max())}." + before
    method = f"{METHOD} The level of a date is the newest that a source states by then."
    section.answered(sentence + _without_totals(filters), remarks=(method,))
    picture = with_breaks(by_level_over_time(totals, rows, levels.looks()), changes(filters))
    figure.show(picture, query, filters, "Certified cities by level then", f"Area chart. {sentence}", table=dated(rows))


@view
def by_country(filters: Filters) -> None:
    """The count of each country at each announcement."""
    query = f"{SERIES}_and_country"
    rows = data.ask(query, filters).rename(columns={"country_name": "place"})
    abroad = rows[(rows["country"] != "US") & (rows["city_count"] > 0)]
    first = f" The first outside the United States: {words.month(abroad['announced_on'].min())}." if len(abroad) else ""
    _grid(rows, query, filters, "Certified cities by country", first)


@view
def by_state(filters: Filters) -> None:
    """The count of each US state at each announcement."""
    query = f"{SERIES}_and_state"
    rows = data.ask(query, filters).rename(columns={"state_name": "place"})
    if rows.empty:
        st.info("No city in the United States matches this filter.")
        return
    _grid(rows, query, filters, "Certified cities by US state", "")


def counted(row: pd.Series) -> str:
    """`45`, or `45 to 50`, of one day of a series."""
    return words.least_and_most(row["city_count"], row["city_count_most"])


def _grid(rows: pd.DataFrame, query: str, filters: Filters, title: str, more: str) -> None:
    now = rows[rows["announced_on"] == rows["announced_on"].max()].sort_values(["city_count", "place"], ascending=[False, True])
    leading = [f"{row['place']} {counted(row)}" for row in now.head(6).to_dict("records")]
    others = f", and {words.of(len(now) - 6, 'more place', 'more places')}" if len(now) > 6 else ""
    sentence = f"By {words.month(rows['announced_on'].max())}: {', '.join(leading)}{others}.{more}"
    method = METHOD.replace(
        "The band lies between the cities certain by a date and those possible by it.",
        "A cell counts the cities certain by a date.",
    )
    section.answered(escaped(sentence), remarks=(method,))
    table = dated(rows.pivot_table(index="announced_on", columns="place", values="city_count", sort=False).reset_index())
    figure.show(by_place(rows, changes(filters)), query, filters, title, f"Grid of counts. {sentence}", table=table)


def _levels_on(rows: pd.DataFrame, day: pd.Timestamp) -> list[str]:
    then = rows[(rows["announced_on"] == day) & (rows["city_count"] > 0)].set_index("level")["city_count"]
    return [words.at_level(level, then[level], data.vocabulary()) for level in data.vocabulary().levels if level in then.index]


def _before_the_change(rows: pd.DataFrame, filters: Filters) -> str:
    """The levels at the last announcement before the newest change of the standard, as a sentence; empty where there is none."""
    changed = changes(filters)
    earlier = rows[rows["announced_on"] < changed["changed_on"].max()] if len(changed) else rows.head(0)
    then = _levels_on(earlier, earlier["announced_on"].max()) if len(earlier) else []
    return f" When the standard changed in {words.month(changed['changed_on'].max())}: {words.listed(then)}." if then else ""


def _without_totals(filters: Filters) -> str:
    narrowed = filters.without("as_of").is_filtered
    return " The announced totals are of all cities and are not drawn for a filter." if narrowed else ""
