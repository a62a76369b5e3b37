"""The reconciliation of the tracking page: what each announcement stated, what is named here, and what makes the difference."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pyarrow as pa
import streamlit as st

from queries import opening_words, words
from queries.file_formats import dated
from queries.filters import Filters
from ui import data, levels, links
from ui.element_cache import kept, view
from ui.escaping import escaped
from ui.tracking import announced_and_named, listed_rows, scope
from ui.tracking.listed_rows import Listed

TOTALS = {
    "announced_on": "Announcement",
    "announced_total": "Announced total",
    "basis": "Stated?",
    "counted_least": "Named, least",
    "counted_most": "Named, most",
    "gap": "Gap",
    "source_url": "Source",
}
AWARDS = {
    "announced_on": "Announcement",
    "new_cities": "New, announced",
    "new_named": "New, named",
    "level_ups": "Leveled up, announced",
    "level_ups_named": "Leveled up, named",
    "recertifications": "Recertified, announced",
    "recertifications_named": "Recertified, named",
}
COLUMNS = {"totals": TOTALS, "awards": AWARDS}
# Kinds of award of which the program states a number: their noun, and the column of that number.
STATED = {"leveled_up": ("level-ups", "level_ups"), "recertified": ("recertifications", "recertifications")}


def reconciliation(filters: Filters) -> None:
    """Announced totals against least and most, and the announced awards against those on record."""
    date_only = Filters(as_of=filters.as_of)
    if not said(date_only):
        return
    announced_and_named.in_words(date_only)
    st.header("The rows behind each number", anchor=False)
    totals, awards = st.tabs(["Announced totals", "New, leveled up, recertified"], key="reconciled", on_change="rerun")
    if totals.open:
        with totals:
            on = _chosen(date_only, "totals", "Announced totals against what is named here")
            listed_rows.choose(lists_of_totals(on), "totals")
    if awards.open:
        with awards:
            on = _chosen(date_only, "awards", "Announced awards against those on record")
            listed_rows.choose(lists_of_awards(on), "awards")
            st.caption(
                "Blank = the announcement does not say. Level-ups and recertifications are not new cities and are not added to "
                "them."
            )
    links.answer("announcements", date_only)


@view
def said(filters: Filters) -> bool:
    """The finding in words; whether there is an announcement by this date."""
    rows = data.ask("announcements", filters)
    st.header("Do our numbers match the program's?", anchor=False)
    if rows.empty:
        st.info("The record holds no announcement by this date.")
        return False
    st.markdown(opening_words.agreement(rows))
    st.caption(f"{scope.DATE} {undated(data.ask('open_places_of_undated_cities', filters))}")
    return True


def basis(row: dict) -> str:
    """`stated`, or `none stated; 117 is our sum`."""
    return (
        "stated"
        if row["announced_total_basis"] == "stated"
        else f"none stated; {words.number(row['announced_total'])} is our sum"
    )


def undated(open_places: pd.DataFrame) -> str:
    """What is known of the cities whose first certification is tied to no announcement; empty where there is none."""
    if open_places.empty:
        return ""
    first, later = open_places.iloc[0], int(open_places["open_count"].iloc[1:].sum())
    cities, month = words.listed(first["cities"].split(", ")), words.month(first["announced_on"])
    said = (
        f"{escaped(cities)} may stand in the {words.of(first['open_count'], 'open place')} of {month}: they were first certified "
        f"then or later, {first['latest_words']}, and no source we found says at which announcement."
    )
    surely = int(first["undated_count"]) - later
    return (
        f"{said} At least {words.number(surely)} of them must, as later announcements have {later} open."
        if later and surely > 0
        else said
    )


@kept
def lists_of_totals(on: date) -> dict[str, Listed]:
    """The rows behind each number of the totals at the announcement of that day."""
    at, by = Filters(as_of=on), f"by {words.month(on)}"
    cities, announced = data.ask("cities", at), data.ask("announced_cities", at)
    certain, missing = cities["is_certified"], announced["standing"] == "missing"
    return {
        "Announced": listed_rows.of_announced(f"cities announced {by}, with those that no source we found names", announced, at),
        "Named, least": listed_rows.of_cities(f"cities certified at least once {by}, named here", cities[certain], "cities", at),
        "Possible": listed_rows.of_cities(f"cities possibly certified {by}", cities[~certain], "cities", at),
        "Named, most": listed_rows.of_cities(f"cities certified or possibly certified {by}", cities, "cities", at),
        "Gap": listed_rows.of_announced(f"cities announced {by} that no source we found names", announced[missing], at),
    }


@kept
def lists_of_awards(on: date) -> dict[str, Listed]:
    """The rows behind each number of the awards announced on that day; what the program does not state has no list."""
    at, of = Filters(as_of=on), f"of {words.month(on)}"
    row = data.ask("announcements", at).iloc[-1]
    announced, awards = data.ask("announced_cities", at), data.ask("awards", at)
    new = announced[announced["announced_on"] == row["announced_on"]]
    mine = awards[awards["announcement"] == row["announced_on"]]
    lists = {"New, announced": listed_rows.of_announced(f"new cities {of}, as announced", new, at)}
    lists["New, named"] = _of_awards(f"first certifications {of}, named here", mine[mine["award"] == "certified"], at)
    for kind, (noun, stated) in STATED.items():
        title, named = data.vocabulary().award_words[kind], mine[mine["award"] == kind]
        if pd.notna(row[stated]):
            lists[f"{title}, announced"] = _of_awards(f"{noun} {of}, as announced", named, at, int(row[stated]))
        lists[f"{title}, named"] = _of_awards(f"{noun} {of}, named here", named, at)
    return lists


def _of_awards(title: str, named: pd.DataFrame, at: Filters, stated: int = 0) -> Listed:
    """Awards by name, and as many rows without a name as the program states and nobody names."""
    nameless = range(max(stated - len(named), 0))
    table = pd.DataFrame(
        {
            "City": [*(words.place(city) for city in named.to_dict("records")), *(None for _ in nameless)],
            "Level": [
                *levels.marks(named["level"]).fillna("not stated"),
                *("" for _ in nameless),
            ],
            "Announced": [*named["date_words"], *("" for _ in nameless)],
            "Standing": [*("named here" for _ in named["city_id"]), *("not named by any source we found" for _ in nameless)],
            "Source": [*named["source_url"], *(None for _ in nameless)],
        }
    )
    city_ids = pd.Series([*named["city_id"], *(None for _ in nameless)], dtype=object)
    return Listed(title, table, "awards", at, city_ids, {"Source": st.column_config.LinkColumn(display_text="Open")})


def _chosen(filters: Filters, key: str, alt: str) -> date:
    """Draws the table; the day of the announcement that is chosen, the newest one at the start."""
    days, table = announced(filters, key)
    chosen = listed_rows.chosen_row(
        table,
        days,
        days[-1],
        "Rows behind the numbers of",
        f"announcement-of-{key}",
        alt=alt,
        height="content",
        column_config={
            "Source": st.column_config.LinkColumn("Source", display_text="Open"),
            "Stated?": st.column_config.TextColumn(width="medium"),
        },
    )
    return date.fromisoformat(chosen)


@kept
def announced(filters: Filters, key: str) -> tuple[list[str], pa.Table]:
    """The days of the announcements, and the announcements as the table of `totals` or of `awards`."""
    rows, columns = data.ask("announcements", filters), COLUMNS[key]
    rows = rows.assign(basis=[basis(row) for row in rows.to_dict("records")])
    shown = dated(rows[list(columns)]).rename(columns=columns)
    return list(shown[columns["announced_on"]]), listed_rows.as_drawn(shown)
