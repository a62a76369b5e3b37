"""Every announcement on the tracking page, drawn and in words: how many new cities it counts, and how many nobody names."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.announced import PARTS, by_announcement
from queries import words
from queries.filters import Filters
from ui import data, figure
from ui.element_cache import kept, view
from ui.escaping import escaped
from ui.practices import evidence_items

QUERY = "announced_cities"
STANDINGS = {"named_count": "named here", "possible_count": "possible", "missing_count": "missing"}
TABLE = {
    "month": "Announcement",
    "new_cities": "Announced as new",
    "named_count": "Named here",
    "possible_count": "Possible by this date",
    "missing_count": "Not named",
}


def drawn(filters: Filters) -> None:
    """Every announcement as a picture, and what is behind it. Date alone."""
    date_only = Filters(as_of=filters.as_of)
    if picture(date_only):
        figure.fold(QUERY, date_only, behind)


@view
def picture(filters: Filters) -> bool:
    """For each announcement what is named and what is not; both together are what was announced. Whether there is any."""
    rows = counts(filters)
    if rows.empty:
        return False
    title = takeaway(rows)
    figure.picture(by_announcement(rows), QUERY, filters, title, f"Bars. {title}. {in_all(rows)}")
    return True


@view
def behind(filters: Filters) -> None:
    """The announcements as a table, and the announced cities as a file."""
    rows = counts(filters)
    figure.behind(QUERY, filters, takeaway(rows), rows[list(TABLE)].rename(columns=TABLE))


@kept
def counts(filters: Filters) -> pd.DataFrame:
    """One row per announcement by the date, newest first: month, new_cities, one count for each of `PARTS`, in_short."""
    cities = data.ask(QUERY, Filters(as_of=filters.as_of))
    found = pd.crosstab(cities["announced_on"], cities["standing"]).reindex(columns=list(STANDINGS.values()), fill_value=0)
    found = found.set_axis(list(STANDINGS), axis=1).iloc[::-1].reset_index()
    rows = found.assign(month=[words.month(day) for day in found["announced_on"]], new_cities=found[list(PARTS)].sum(axis=1))
    return rows.assign(in_short=[in_short(row) for row in rows.to_dict("records")])


def in_short(row: dict) -> str:
    """`9`, `13: 3 named, 10 not`: the words at the end of a bar."""
    rest = [f"{row['possible_count']} possible"] if row["possible_count"] else []
    rest += [f"{row['missing_count']} not"] if row["missing_count"] else []
    named = f": {row['named_count']} named, {', '.join(rest)}" if rest else ""
    return f"{row['new_cities']}{named}"


def takeaway(rows: pd.DataFrame) -> str:
    """`14 of 117 announced cities not named, 10 new in January 2026`. `rows`: those of `counts`."""
    total, missing = int(rows["new_cities"].sum()), rows[rows["missing_count"] > 0]
    count = int(missing["missing_count"].sum())
    if not count:
        possible = int(rows["possible_count"].sum())
        end = f", {words.number(possible)} of them possible by then" if possible else ""
        return f"No name is missing: {words.of(total, 'announced city', 'announced cities')}{end}"
    most = missing.loc[missing["missing_count"].idxmax()]
    of_most = f", {most['missing_count']} new in {most['month']}" if len(missing) > 1 else f", new in {most['month']}"
    return f"{words.number(count)} of {words.of(total, 'announced city', 'announced cities')} not named{of_most}"


def in_all(rows: pd.DataFrame) -> str:
    """The announcements from which a name is missing, in words."""
    missing = rows[rows["missing_count"] > 0].to_dict("records")
    parts = [f"{row['missing_count']} of {row['new_cities']} in {row['month']}" for row in missing]
    return f"Not named: {words.listed(parts)}." if parts else ""


@view
def in_words(filters: Filters) -> None:
    """The list of the announcements, newest first, each in a sentence with its page and what makes its difference."""
    asked = Filters(as_of=filters.as_of)
    found, parts = data.ask("announcements", asked).iloc[::-1], counts(filters).set_index("announced_on")
    st.markdown("\n".join(f"- {told(row, parts.loc[row['announced_on']].to_dict())}" for row in found.to_dict("records")))


def told(row: dict, parts: dict) -> str:
    """One announcement: what it counts as new and who is named, its total, what makes the difference, its page."""
    new = words.of(parts["new_cities"], "new city", "new cities")
    rest = [f"{parts['possible_count']} possible by this date"] if parts["possible_count"] else []
    rest += [f"**{parts['missing_count']} not named**"] if parts["missing_count"] else []
    named = f"{parts['named_count']} named here" if rest else "named here" if parts["new_cities"] == 1 else "all named here"
    by_then = words.least_and_most(row["counted_least"], row["counted_most"])
    total = f"{words.number(row['announced_total'])} announced by then, {by_then} named here"
    source = f" {evidence_items.source('The announcement', row['source_url'])}." if isinstance(row["source_url"], str) else ""
    said = f"**{words.day(row['announced_on'])}**: {new}, {words.listed([named, *rest])}. {total}."
    return f"{said} {escaped(row['explanation'])}{source}"
