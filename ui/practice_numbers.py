"""Documented evidence in numbers: cities by practice, by group and year, practices together, and two old surveys."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.change import then_and_now
from charts.documented import by_practice
from charts.evidence_grid import documented_together
from charts.matrix import numbers
from queries import words
from queries.filters import Filters
from ui import data, figure, practices, published

DIMENSIONS = ("Level", "Country", "Size", "Year of the item")
SHOWN_IN_A_SENTENCE = 5


def in_numbers(filters: Filters) -> None:
    """All numbers of the selection, one picture below the other."""
    classified = practices.classified_too()
    if not practices.said(data.row("documented_city_count", filters), filters, classified):
        return survey(data.snapshot().name)
    snapshot_name = data.snapshot().name
    cities_by_practice(snapshot_name, filters, classified)
    st.header("By level, country, size and year", anchor=False)
    dimension = st.segmented_control(
        "Compare by", DIMENSIONS, default=DIMENSIONS[0], key="by", required=True, bind="query-params"
    )
    by_group(snapshot_name, filters, classified, dimension or DIMENSIONS[0])
    together(snapshot_name, filters, classified)
    return survey(snapshot_name)


def counted(classified: bool) -> str:
    """The column that counts cities: all items, or only those whose source names the practice."""
    return "city_count" if classified else "source_named_city_count"


@st.cache_data(max_entries=300, show_spinner=False)
def cities_by_practice(snapshot_name: str, filters: Filters, classified: bool) -> None:
    """How many of the cities that match are documented in each practice."""
    counts = data.ask("documented_cities_by_practice", filters)
    column, selected = counted(classified), int(counts["selected_city_count"].iloc[0])
    ordered = counts.sort_values(column, ascending=False, kind="stable")
    parts = [f"{row['practice']} for {row[column]}" for row in ordered.to_dict("records") if row[column]]
    none = list(counts.loc[counts[column] == 0, "practice"])
    sentence = f"Of {words.of(selected, 'city', 'cities')}, documented in public: {words.listed(parts)}."
    if none:
        sentence += f" {'Nothing was found for' if classified else 'No source we found names'} {words.listed(none, 'or')}."
    st.header("Cities documented in each practice", anchor=False)
    st.markdown(sentence)
    title = "Cities with public evidence"
    table = counts.rename(
        columns={
            "practice": "Practice",
            "practice_since_2022": "Name since 2022",
            "source_named_city_count": "Cities, named by a source",
            "city_count": "Cities, with items we classified",
            "source_named_count": "Items named by their source",
            "evidence_count": "All items",
            "undated_count": "Items without a year",
            "selected_city_count": "Cities that match",
        }
    )
    figure.show(by_practice(counts, classified), "documented_cities_by_practice", filters, title, f"Bar chart. {sentence}", table)
    st.caption("More cities documented in a practice means that more was published and found, not that it is done better.")


@st.cache_data(max_entries=300, show_spinner=False)
def by_group(snapshot_name: str, filters: Filters, classified: bool, dimension: str) -> None:
    """How many cities of each group are documented in each practice."""
    rows = data.ask("documented_cities_by_practice_and_group", filters)
    rows = rows[rows["dimension"] == dimension].assign(cities=lambda table: table[counted(classified)])
    sentence = in_groups(rows, dimension)
    st.markdown(sentence)
    of_years = dimension.startswith("Year")
    sizes, shares = rows["group_city_count"].astype(str), rows["cities"] / rows["group_city_count"]
    cells = pd.DataFrame(
        {
            "row": rows["group_name"] + ("" if of_years else " (" + sizes + ")"),
            "column": rows["practice"],
            "shown": rows["cities"].astype(str).replace("0", "·"),
            "tint": 100 * shares / max(shares.max(), 0.01),
            "words": rows["group_name"]
            + ", "
            + rows["practice"]
            + ": "
            + rows["cities"].astype(str)
            + " of "
            + sizes
            + " cities",
        }
    )
    shown = rows.assign(cell=rows["cities"].astype(str) + ("" if of_years else " of " + sizes))
    table = shown.pivot(index="group_name", columns="practice", values="cell").reindex(rows["group_name"].unique())
    table = table.rename_axis(dimension).reset_index()
    picture = numbers(cells, list(cells["row"].unique()), dict.fromkeys(rows["practice"].unique(), ""))
    title = f"Cities with evidence, by {dimension.lower()}"
    figure.show(picture, "documented_cities_by_practice_and_group", filters, title, f"Matrix of numbers. {sentence}", table)
    st.caption(
        "· none found. In brackets: cities that match."
        if not of_years
        else "· none found. A city counts in each year it has an item of."
    )


def in_groups(rows: pd.DataFrame, dimension: str) -> str:
    """The practice documented for most cities, group by group, in words."""
    top = rows.groupby("practice", sort=False)["cities"].sum().idxmax()
    mine = rows[rows["practice"] == top]
    if dimension.startswith("Year"):
        most = mine.sort_values("cities", kind="stable").iloc[-1]
        year = "without a year" if most["group_name"] == "no year" else f"of {most['group_name']}"
        return f"{top} is documented most often in items {year} ({words.of(most['cities'], 'city', 'cities')})."
    parts = [
        f"{row['cities']} of {row['group_city_count']} ({row['group_name']})"
        for row in mine.head(SHOWN_IN_A_SENTENCE).to_dict("records")
    ]
    return f"{top}, documented for most cities, by {dimension.lower()}: {words.listed(parts)}."


@st.cache_data(max_entries=300, show_spinner=False)
def together(snapshot_name: str, filters: Filters, classified: bool) -> None:
    """Which two practices are documented for the same city."""
    pairs, column = data.ask("practices_documented_together", filters), counted(classified)
    most = int(pairs[column].max())
    st.header("Documented together", anchor=False)
    if not most:
        st.markdown("No city of this selection has public evidence of two practices at once.")
        return
    best = pairs[pairs[column] == most]
    names = words.listed([f"{row['practice']} with {row['other_practice']}" for row in best.head(3).to_dict("records")])
    more = f" and {words.of(len(best) - 3, 'other pair')}" if len(best) > 3 else ""
    count = words.of(most, "city", "cities") + (" each" if len(best) > 1 else "")
    sentence = f"Most often documented for the same city: {names}{more} ({count})."
    st.markdown(sentence)
    picture = documented_together(pairs, practices.heads(filters), column)
    names_of_columns = {
        "practice": "Practice",
        "other_practice": "and",
        "city_count": "Cities, with items we classified",
        "source_named_city_count": "Cities, named by a source",
    }
    table = pairs.rename(columns=names_of_columns)
    title = "Cities with evidence of both"
    figure.show(picture, "practices_documented_together", filters, title, f"Matrix of numbers. {sentence}", table)


@st.cache_data(max_entries=20, show_spinner=False)
def survey(snapshot_name: str) -> None:
    """The published survey aggregates of 2015 and 2021, labeled as what they are."""
    rows = data.ask("survey_shares")
    if rows.empty:
        return
    st.header("What two surveys said, 2015 and 2021", anchor=False)
    first, last = rows.iloc[0], rows.iloc[-1]
    risen = int((rows["share_2021_pct"] > rows["share_2015_pct"]).sum())
    sentence = (
        f"{risen} of {words.of(len(rows), 'share')} rose: highest in 2021 is “{first['practice_or_measure']}”, from "
        f"{first['share_2015_pct']:g} to "
        f"{first['share_2021_pct']:g} percent of cities; lowest is “{last['practice_or_measure']}”, from "
        f"{last['share_2015_pct']:g} to "
        f"{last['share_2021_pct']:g}."
    )
    st.markdown(sentence)
    drawn = rows.assign(
        label=rows["practice_or_measure"].str.split(":").str[0],
        before_pct=rows["share_2015_pct"],
        after_pct=rows["share_2021_pct"],
    )
    table = rows.rename(
        columns={
            "practice_or_measure": "Measure",
            "share_2015_pct": "2015, percent",
            "share_2021_pct": "2021, percent",
            "population_described": "Asked",
            "source_url": "Source",
            "note": "Note",
        }
    )
    title = "Shares of cities in two surveys"
    source = "Surveys of cities in the program's community, as published"
    published.show(then_and_now(drawn, "2015", "2021"), "survey_shares", title, source, f"Chart of two times. {sentence}", table)
    asked = words.listed([f"[{index}](<{url}>)" for index, url in enumerate(rows["source_url"].unique(), start=1)])
    st.caption(
        "Not from this record, and not about certified cities: answers of cities in the program's community, told by the program "
        "and its "
        f"partners; the number asked is not published for both years. No filter applies. Sources: {asked}."
    )
