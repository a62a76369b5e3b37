"""Coverage by state on the tracking page: how many of the cities of 30,000+ are certified, and how many residents they have."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from queries import words
from queries.filters import Filters
from ui import data, links
from ui.view import view

COLUMNS = {
    "state_name": "State",
    "certified_count": "Certified",
    "eligible_count": "Cities of 30,000+",
    "share_pct": "Share of cities",
    "residents_share_pct": "Share of residents",
    "certified_outside_list": "Certified, not in the list",
}
TOWNSHIPS = (
    "The list holds incorporated places: most townships of New Jersey, New York, Pennsylvania and Michigan and the towns of "
    "New England are "
    "not in it, which makes the shares of those states look high. The District of Columbia counts as one city. "
    "Puerto Rico is not in the list, so it has no share."
)


@view
def coverage(filters: Filters) -> None:
    """Certified of the cities of 30,000+, state by state, with the states where there is none."""
    date_only = Filters(as_of=filters.as_of)
    rows = data.ask("coverage_by_state", date_only)
    listed = rows[rows["eligible_count"].notna()]
    st.header("How much of each US state is covered?", anchor=False)
    st.markdown(answer(listed))
    percent = st.column_config.ProgressColumn(format="%.1f%%", min_value=0, max_value=100)
    st.dataframe(
        listed[list(COLUMNS)].sort_values(["certified_count", "state_name"], ascending=[False, True]).rename(columns=COLUMNS),
        hide_index=True,
        height=352,
        alt="Certified cities and cities of 30,000 or more, by state",
        placeholder="",
        column_config={
            "Share of cities": percent,
            "Share of residents": percent,
            "State": st.column_config.TextColumn(pinned=True),
        },
    )
    st.markdown(without_any(listed))
    st.caption(f"{populations()} {TOWNSHIPS}")
    links.answer("coverage_by_state", date_only)


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
    return f"No certified city on record in {words.of(len(names), 'state')}: {words.listed(names)}." if len(names) else ""


def populations() -> str:
    """Of which years the populations are, as a sentence."""
    years = data.ask("eligible_population_years").to_dict("records")
    parts = [f"{row['population_year']} ({words.number(row['eligible_count'])} cities)" for row in years]
    return f"Populations: Census estimates of {words.listed(parts)}."
