"""What the practices page shows of documented evidence: the grid of cities by practices, and the items behind each cell."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from charts.evidence_grid import evidence_grid
from charts.figure_data import rows_of
from charts.finished import signed
from charts.theme import config
from queries import words
from queries.filters import Filters
from ui import clicks, data, figure, links, section
from ui.element_cache import kept, view
from ui.escaping import escaped
from ui.plotly_figure import PlotlyFigure
from ui.practices import evidence_items, evidence_list, practice_counts
from ui.practices.phone_lists import ON_A_WIDE_SCREEN

GRID = "documented_practices_by_city"
CHOSEN = "cell of the grid of evidence"
SAYS_NOTHING = "That says nothing about how they work: it is only what we found in public."
CLASSIFIED_HELP = (
    "A filled mark: the page itself names the practice. An open mark: we classified the item from what the page describes."
)


def classified_too() -> bool:
    """The switch that adds items classified by us."""
    return st.toggle("Also show items we classified", True, key="classified", help=CLASSIFIED_HELP, bind="query-params")


@kept
def heads(filters: Filters) -> dict[str, str]:
    """The practices that evidence is classified by, each with its present name where that differs."""
    lineage = data.ask("practice_lineage")
    now = lineage[lineage["is_present"]].fillna({"practice_names": ""})
    return {
        row["practice"]: renamed(row["practice"], row["practice_names"], row["valid_from"].year) for row in now.to_dict("records")
    }


def renamed(practice: str, present: str, year: int) -> str:
    """`since 2022: …`, empty where only an ampersand changed."""
    return "" if practice.replace("&", "and") == present else f"since {year}: {present}"


def city_by_city(filters: Filters) -> None:
    """What is documented per practice, the grid (on a phone a list), the items of the chosen cell, and all items as a table."""
    classified = classified_too()
    if not said(filters, classified):
        return
    practice_counts.counted(filters)
    st.header("City by city", anchor=False)
    with st.container(key=ON_A_WIDE_SCREEN):
        chosen = grid(filters, classified)
    evidence_list.by_practice(filters, classified)
    figure.fold(GRID, filters, behind_grid, classified)
    cell(filters, classified, chosen)
    all_items(filters, classified)


@view
def all_items(filters: Filters, classified: bool) -> None:
    """Every item as a row, and the cities without one."""
    st.header("All items", anchor=False)
    evidence_items.table(filters, classified)
    without_evidence(filters, evidence_items.items(filters, classified))


@view
def said(filters: Filters, classified: bool) -> bool:
    """The answer in words; whether there is anything to show."""
    count = data.row("documented_city_count", filters)
    if not count["selected_city_count"]:
        st.info("No city matches this filter.")
        return False
    section.answered(answer(count, filters, classified))
    if filters.as_of:
        st.caption("The date chooses the cities, not the items: evidence is what we know today.")
    return bool(count["city_count"] if classified else count["source_named_city_count"])


def answer(count: dict, filters: Filters, classified: bool) -> str:
    """How many of the cities that match have an item, how many items are undated, and what their absence means."""
    selected = int(count["selected_city_count"])
    cities = int(count["city_count"] if classified else count["source_named_city_count"])
    items = int(count["evidence_count"] if classified else count["source_named_count"])
    undated = int(count["undated_count"] if classified else count["undated_source_named_count"])
    asked = words.cities_asked(filters, data.vocabulary())
    noun = asked if selected > 1 else asked.replace("cities", "city", 1)
    opening = f"{words.number(selected)} {escaped(noun)}. "
    kind = "a public page that shows a practice at work" if classified else "a public page that names the practice"
    if not cities:
        return f"{opening}We found no {kind.removeprefix('a ')} for {'it' if selected == 1 else 'any of them'}. {SAYS_NOTHING}"
    counted = f"{words.of(items, 'item')}, {words.number(undated)} without a year"
    if classified:
        named = int(count["source_named_count"])
        counted += f"; in {words.number(named)} the source names the practice, {words.number(items - named)} we classified"
    missing = selected - cities
    rest = f" For the other {words.number(missing)} we found none. {SAYS_NOTHING}" if missing else ""
    return f"{opening}For **{words.number(cities)}** of them we found {kind} ({counted}).{rest}"


def grid(filters: Filters, classified: bool) -> tuple[str, str] | None:
    """The grid; returns the city id and the practice of the mark that the reader chose."""
    drawn, finding = grid_figure(filters, classified)
    key = f"figure-{GRID}"
    st.plotly_chart(drawn, config=config(GRID), key=key, on_select=clicks.on_point(key), selection_mode="points", alt=finding)
    # What was chosen stays open while the reader looks at the rest of the page.
    if clicked := clicks.taken(key):
        st.session_state[CHOSEN] = tuple(clicked[:2])
    return st.session_state.get(CHOSEN)


@view
def behind_grid(filters: Filters, classified: bool) -> None:
    """The grid as a table, and its rows as a file."""
    table = grid_table(filters, classified)
    figure.behind(GRID, filters, "which practices are documented for each city", table, evidence_list.KEY_TO_THE_MARKS)


def most_documented(cells: pd.DataFrame) -> str:
    """The finding of the grid: the practice documented for most cities."""
    counts = Counter(cells["practice"])
    most = max(counts.values())
    top = words.listed(practice_counts.names()[practice][0] for practice in sorted(counts) if counts[practice] == most)
    return f"Documented for most cities: {top} ({words.of(most, 'city', 'cities')})"


@kept
def grid_figure(filters: Filters, classified: bool) -> tuple[PlotlyFigure, str]:
    """The grid as a figure, signed, and what it shows in words."""
    cells = data.ask(GRID, filters)
    every, named = evidence_items.places(filters), Counter(city for city, _ in {*rows_of(cells, "city", "city_id")})
    places = [every[city_id] for city_id in cells["city_id"]]
    rows = [place if named[city] > 1 else city for city, place in zip(cells["city"], places, strict=True)]
    cells = cells.assign(place=places, row=rows)
    drawn = evidence_grid(cells, practice_counts.names(), classified)
    marked = cells if classified else cells[cells["source_named_count"] > 0]
    most = most_documented(marked)
    signature = signed(drawn, most, *figure.source_lines(filters, "Cities as of"))
    finding = (
        f"Grid of {words.of(marked['city_id'].nunique(), 'city', 'cities')} by the eight practices, a mark where public evidence "
        f"is documented. {most}. The table below holds the same items."
    )
    return PlotlyFigure(signature), finding


def grid_table(filters: Filters, classified: bool) -> pd.DataFrame:
    """Cities by practices with a mark for each item; empty = none found."""
    cells = evidence_items.items(filters, classified)
    marks = cells.assign(mark=cells["basis"].map(evidence_items.MARKS)).groupby(["place", "practice"])["mark"].agg("".join)
    return (
        marks.unstack("practice", fill_value="")
        .reindex(columns=list(heads(filters)), fill_value="")
        .rename_axis("City")
        .reset_index()
    )


@view
def cell(filters: Filters, classified: bool, chosen: tuple[str, str] | None) -> None:
    """The items of the chosen cell."""
    if chosen is None:
        st.caption("Choose a mark in the grid to read its items here.")
        return
    city_id, practice = chosen
    found = evidence_items.items(filters, classified)
    mine = found[(found["city_id"] == city_id) & (found["practice"] == practice)]
    if mine.empty:
        st.caption(f"{escaped(practice)} of the city that was chosen before is not among the items shown here now.")
        return
    with st.container(border=True):
        st.header(escaped(f"{mine['place'].iloc[0]}: {practice}"), anchor=False)
        evidence_items.read(mine)
        links.city(city_id, "See the whole record of this city", filters)


def without_evidence(filters: Filters, found: pd.DataFrame) -> None:
    """The cities for which nothing was found, by name."""
    names = evidence_items.places(filters)
    missing = [name for city_id, name in names.items() if city_id not in set(found["city_id"])]
    if missing:
        with st.expander(f"No item found for {words.of(len(missing), 'city', 'cities')}"):
            st.markdown(f"{escaped(words.listed(missing))}. {SAYS_NOTHING}")
