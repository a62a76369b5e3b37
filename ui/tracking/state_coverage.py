"""Coverage by state on the tracking page: how many of the cities of 30,000+ are certified, and how many residents they have."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import streamlit as st

from queries import words
from queries.filters import Filters
from ui import data, links
from ui.element_cache import kept, view
from ui.escaping import escaped
from ui.tracking import listed_rows, scope
from ui.tracking.listed_rows import Listed

COLUMNS = {
    "state_name": "State",
    "certified_count": "Certified",
    "eligible_count": "Cities of 30,000+",
    "share_pct": "Share of cities",
    "residents_share_pct": "Share of residents",
    "certified_outside_list": "Certified, not in the list",
}
EVERY, ALL_STATES = "all states", "States"
TOWNSHIPS = (
    "The list holds incorporated places: most townships of New Jersey, New York, Pennsylvania and Michigan and the towns of "
    "New England are "
    "not in it, which makes the shares of those states look high. The District of Columbia counts as one city. "
    "Puerto Rico is not in the list, so it has no share."
)


def coverage(filters: Filters) -> None:
    """Certified of the cities of 30,000+, state by state, with the states where there is none, and the cities of a state."""
    date_only = Filters(as_of=filters.as_of)
    said(date_only)
    groups = states(date_only)
    group = st.segmented_control(
        "States to list",
        list(groups),
        default=ALL_STATES,
        required=True,
        format_func=lambda name: f"{name}: {words.number(groups[name].num_rows)}",
        key="states-listed",
        label_visibility="collapsed",
    )
    state = _chosen(groups[group], sorted(groups[ALL_STATES][COLUMNS["state_name"]].to_pylist()))
    listed_rows.choose(places(None if state == EVERY else state, date_only), "places")
    remarks(date_only)


def listed(filters: Filters) -> pd.DataFrame:
    """The states that have cities of 30,000+, most certified first."""
    rows = data.ask("coverage_by_state", filters)
    return rows[rows["eligible_count"].notna()].sort_values(["certified_count", "state_name"], ascending=[False, True])


@kept
def states(filters: Filters) -> dict[str, pa.Table]:
    """All states, those with a certified city and those without one, as tables."""
    rows = listed(filters)
    has_one = rows["certified_count"] > 0
    groups = {ALL_STATES: rows, "With a certified city": rows[has_one], "Without one": rows[~has_one]}
    return {name: listed_rows.as_drawn(group[list(COLUMNS)].rename(columns=COLUMNS)) for name, group in groups.items()}


@view
def said(filters: Filters) -> None:
    """The finding in words."""
    st.header("How much of each US state is covered?", anchor=False)
    st.markdown(answer(listed(filters)))
    st.caption(scope.DATE)


@view
def remarks(filters: Filters) -> None:
    """The states without a certified city, what the list of cities holds, and the states as a file."""
    st.markdown(without_any(listed(filters)))
    st.caption(f"{populations()} {TOWNSHIPS}")
    links.answer("coverage_by_state", filters, "Download the states as CSV")


@kept
def places(state: str | None, filters: Filters) -> dict[str, Listed]:
    """The cities of 30,000+ of one state, or of all: certified, all, and those certified that are not in the list."""
    asked = Filters(as_of=filters.as_of, state=(state,) if state else ())
    eligible, query = data.ask("eligible_places_by_state", asked), "eligible_places_by_state"
    certified = eligible[eligible["is_certified"]]
    outside, of = data.ask("certified_us_cities_outside_the_list", asked), state or "the United States"
    people = words.number(eligible["population"].sum())
    share = 100 * certified["population"].sum() / eligible["population"].sum() if len(eligible) else 0
    every = f"cities of 30,000+ of {of}, {people} residents, {share:.0f}% of them in certified ones"
    return {
        "Certified": _of_places(f"cities of 30,000+ of {of} that were certified at least once", certified, query, asked),
        "Cities of 30,000+": _of_places(every, eligible, query, asked),
        "Certified, not in the list": _of_places(
            f"certified cities of {of} that are not in the list", outside, "certified_us_cities_outside_the_list", asked
        ),
    }


def _of_places(title: str, rows: pd.DataFrame, query: str, asked: Filters) -> Listed:
    table = pd.DataFrame(
        {
            "City": rows["city"],
            "State": rows["state_name"],
            "Certified at least once": rows["is_certified"].map({True: "yes", False: "no"}) if "is_certified" in rows else "yes",
            "Population": rows["population"],
            "Population of": rows["population_year"],
        }
    )
    columns = {"Population": st.column_config.NumberColumn(format="localized")}
    return Listed(title, table, query, asked, rows["city_id"], columns)


def _chosen(table: pa.Table, names: list[str]) -> str:
    """Draws the table of states; the one of all states' `names` of which the cities are to be listed."""
    percent = st.column_config.ProgressColumn(format="%.1f%%", min_value=0, max_value=100)
    return listed_rows.chosen_row(
        table,
        [EVERY, *names],
        EVERY,
        "Cities behind the numbers of",
        "state-listed",
        alt="Certified cities and cities of 30,000 or more, by state",
        height=352,
        column_config={"Share of cities": percent, "Share of residents": percent},
    )


def answer(rows: pd.DataFrame) -> str:
    """How many of all cities of 30,000+ are certified, and in how many states."""
    certified, eligible = rows["certified_count"].sum(), rows["eligible_count"].sum()
    share = 100 * rows["certified_residents"].sum() / rows["eligible_residents"].sum()
    return (
        f"Of {words.number(eligible)} US cities of 30,000+, {words.number(certified)} named here were certified at least once "
        f"({100 * certified / eligible:.1f}%), in {words.number((rows['certified_count'] > 0).sum())} states, the District of "
        "Columbia "
        f"counted as one. They hold {share:.0f}% of the residents of all these cities."
    )


def without_any(rows: pd.DataFrame) -> str:
    """The states that have cities of 30,000+ and none of them on record as certified, by name."""
    names = rows.loc[rows["certified_count"] == 0, "state_name"].sort_values()
    return (
        f"No certified city on record in {words.of(len(names), 'state')}: {escaped(words.listed(names))}." if len(names) else ""
    )


def populations() -> str:
    """Of which years the populations are, as a sentence; the list of the cities says it of each."""
    first, *others = data.ask("eligible_population_years")["population_year"]
    some = f" (of some cities: {words.listed(map(str, others), 'or')})" if others else ""
    return f"Populations: Census estimates of {first}{some}; the lists say the year of each."
