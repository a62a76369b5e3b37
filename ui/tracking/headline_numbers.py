"""The numbers of the tracking page, each of which leads to the list of exactly the rows that make it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from queries import opening_words, words
from queries.endpoints import MEDIA_TYPES
from queries.filters import Filters
from ui import data, levels, links, page_address, section
from ui.element_cache import kept, view
from ui.escaping import escaped
from ui.practices import evidence_items
from ui.tracking import announced_and_named, excel_report, listed_rows
from ui.tracking.listed_rows import Listed

ALL_ANNOUNCED, NEW_ANNOUNCED = "Announced", "Announced this year"
NAMED, POSSIBLE, NEW = "Named", "Possible", "New this year"
TILE = 155  # two beside each other on a phone
CITIES = "Cities"  # the section whose rows the filter chooses


def opening(filters: Filters) -> None:
    """The first screen: the finding, the numbers behind it, what is not named, drawn, and the ways on."""
    numbers(filters)
    announced_and_named.drawn(filters)
    ways_on(filters)


def ways_on(filters: Filters) -> None:
    """To what is wanted, where something is, and the report of the whole page."""
    missing = int(data.headline(filters)["missing_count"])
    with st.container(horizontal=True):
        if missing:
            label = f"What is wanted: {words.of(missing, 'name')} and more"
            # A link from a page to itself would not write its parameter into the address.
            st.button(label, on_click=_to_what_is_wanted, icon=":material/search:", key="to-wanted")
        st.download_button(
            "Report of this page for Excel",
            partial(excel_report.workbook, data.snapshot(), filters, permalink(filters)),
            excel_report.file_name(data.snapshot(), filters),
            MEDIA_TYPES["xlsx"],
            on_click="ignore",
            icon=":material/download:",
        )


def _to_what_is_wanted() -> None:
    st.query_params["section"] = "Wanted"


def permalink(filters: Filters) -> str:
    """The whole address of the page under this filter, its date written out."""
    return links.permalink("/tracking", replace(filters, as_of=data.as_of(filters)).pairs())


@view
def numbers(filters: Filters) -> None:
    """Announced, named, not named, new this year, and whether every gap is explained: of all cities, as of the date."""
    date_only = Filters(as_of=filters.as_of)
    head, every, year = data.headline(date_only), counts(date_only), data.as_of(filters).year
    found = data.ask("announcements", date_only)
    gaps = found[found["gap"] != 0]
    shown = {
        "Announced": "none yet" if found.empty else words.number(head["announced_total"]),
        "Named here": words.least_and_most(head["counted_least"], head["counted_most"]),
        "Not named": words.number(head["missing_count"]),
        f"New in {year}": words.number(every[NEW_ANNOUNCED]),
        "New and named": words.number(every[NEW]),
        "Gaps explained": f"{opening_words.explained(gaps).sum()} of {len(gaps)}" if len(gaps) else "no gap",
    }
    section.answered(f"As of {words.day(data.as_of(filters))}. {announced(head, filters)}{words.named(head)}")
    with section.renewed(str(shown)), st.container(horizontal=True):
        for label, number in shown.items():
            st.metric(label, number, border=True, width=TILE)
    section.answered(remarks=(of_which_cities(filters),))


def of_which_cities(filters: Filters) -> str:
    """Of which cities the numbers are, and what new means."""
    meant = "These numbers are of all cities: the program states none for a part of them."
    if filters.without("as_of").is_filtered:
        count = words.finding(filters, data.row("city_count", filters), data.vocabulary())
        meant += f" The filter acts on the section “{CITIES}” alone: {escaped(count)}."
    return (
        f"{meant} Named: certified at least once, each with its source. New: first certifications of the year; level-ups and "
        "recertifications are not new cities."
    )


def rows_behind(filters: Filters) -> None:
    """Every number as a choice, and the rows behind the one that the reader chose."""
    every = counts(filters)
    page_address.read("rows", list(every), NAMED)
    offered = [name for name, count in every.items() if count or name == st.session_state["rows"]]
    chosen = st.pills(
        "Rows behind each number: in all and this year, by the latest level we found, by country",
        offered,
        format_func=labels(filters).__getitem__,
        required=True,
        key="rows",
        on_change=page_address.write,
        args=("rows",),
    )
    listed_rows.show(listed(chosen or NAMED, filters), "rows-behind")


@kept
def counts(filters: Filters) -> dict[str, int]:
    """Every number by the name of the list that it leads to."""
    # Counted on the rows of two questions: one question for each number would take as long again for each.
    stated, cities = data.ask("announcements", Filters(as_of=filters.as_of)), data.ask("cities", filters)
    year, certain = data.as_of(filters).year, cities[cities["is_certified"]]
    found = {
        ALL_ANNOUNCED: stated["announced_total"].iloc[-1] if len(stated) else 0,
        NEW_ANNOUNCED: stated.loc[stated["announced_on"].dt.year == year, "new_cities"].sum(),
        NAMED: len(certain),
        POSSIBLE: len(cities) - len(certain),
        NEW: (certain["first_year"] == year).sum(),
        **dict.fromkeys(data.vocabulary().levels, 0),
        **certain["level"].value_counts(),
        **certain["country_name"].value_counts(),
    }
    elsewhere = {name: 0 for name in data.vocabulary().options["country"] if name not in found}
    return {name: int(number) for name, number in (found | elsewhere).items()}


@kept
def labels(filters: Filters) -> dict[str, str]:
    """Every number as the reader chooses it, by the name of the list that it leads to."""
    in_year = f"in {data.as_of(filters).year}"
    said = {
        name: levels.mark(name) if name in data.vocabulary().levels else name.replace("this year", in_year)
        for name in counts(filters)
    }
    return {name: f"{escaped(said[name])}: {words.number(count)}" for name, count in counts(filters).items()}


@kept
def listed(choice: str, filters: Filters) -> Listed:
    """The rows behind the number that `choice` names."""
    day, date_only = data.as_of(filters), Filters(as_of=filters.as_of)
    if choice in (ALL_ANNOUNCED, NEW_ANNOUNCED):
        rows = data.ask("announced_cities", date_only)
        rows = rows[rows["announced_on"].dt.year == day.year] if choice == NEW_ANNOUNCED else rows
        when = f" in {day.year}" if choice == NEW_ANNOUNCED else ""
        title = f"cities announced{when}, with those that no source we found names"
        return listed_rows.of_announced(title, rows, date_only)
    rows = data.ask("cities", filters)
    rows, narrowed = _narrowed(choice, rows[rows["is_certified"] != (choice == POSSIBLE)], filters)
    if choice == POSSIBLE:
        return listed_rows.of_cities("cities possibly certified by this date", rows, "cities", narrowed)
    return listed_rows.of_cities(f"{words.cities_asked(narrowed, data.vocabulary())}, named here", rows, "cities", narrowed)


def _narrowed(choice: str, rows: pd.DataFrame, filters: Filters) -> tuple[pd.DataFrame, Filters]:
    """The rows of a level, a country or the year of the date, and the filter that says so."""
    year = data.as_of(filters).year
    if choice in data.vocabulary().levels:
        return rows[rows["level"] == choice], replace(filters, level=(choice,))
    if choice in data.vocabulary().options["country"]:
        return rows[rows["country_name"] == choice], replace(filters, country=(choice,))
    if choice == NEW:
        return rows[rows["first_year"] == year], replace(filters, year=(year,))
    return rows, filters


def announced(head: dict, filters: Filters) -> str:
    """What the announced total is made of, with the page on which the program stated it; empty before the first one."""
    if pd.isna(head["announced_total"]):
        return ""
    rows = data.ask("announcements", Filters(as_of=filters.as_of))
    stated = rows.loc[rows["announced_on"] == head["last_stated_on"], "source_url"].dropna()
    title = f"The page that states {words.number(head['last_stated_total'])}" if len(stated) else ""
    page = f" {evidence_items.source(title, stated.iloc[0])}." if title else ""
    return f"{words.announced(head)}{page} "
