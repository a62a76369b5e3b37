"""The reconciliation of the tracking page: what each announcement stated, what is named here, and what makes the difference."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from queries import words
from queries.files import dated
from queries.filters import Filters
from ui import data, links
from ui.search import escaped
from ui.view import view

NOTHING_TO_EXPLAIN = "Every announced city is named here."
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


@view
def reconciliation(filters: Filters) -> None:
    """Announced totals against least and most, and the announced awards against those on record."""
    date_only = Filters(as_of=filters.as_of)
    rows = data.ask("announcements", date_only)
    st.header("Do our numbers match the program's?", anchor=False)
    if rows.empty:
        st.info("The record holds no announcement by this date.")
        return
    st.markdown(answer(rows))
    totals, awards = st.tabs(["Totals", "New, leveled up, recertified"])
    table = rows.assign(basis=[basis(row) for row in rows.to_dict("records")])
    with totals:
        _table(table, TOTALS, "Announced totals against what is named here")
    with awards:
        _table(table, AWARDS, "Announced awards against those on record")
        st.caption(
            "Blank = the announcement does not say. Level-ups and recertifications are not new cities and are not added to them."
        )
    with st.expander("What makes each difference", expanded=True):
        st.markdown("\n".join(differences(rows)))
    links.answer("announcements", date_only)


def answer(rows: pd.DataFrame) -> str:
    """The finding in one sentence: how many announcements agree, and what the newest gap is."""
    agree, last = int((rows["gap"] == 0).sum()), rows.iloc[-1]
    sentence = (
        f"At {words.number(agree)} of {words.of(len(rows), 'announcement')} the announced total lies within what is named here"
    )
    if last["gap"] <= 0:
        return f"{sentence}."
    missing = words.of(last["gap"], "city is", "cities are")
    return f"{sentence}; by {words.month(last['announced_on'])} {missing} not named. Every gap is explained."


def basis(row: dict) -> str:
    """`stated`, or `none stated; 117 is our sum`."""
    return (
        "stated"
        if row["announced_total_basis"] == "stated"
        else f"none stated; {words.number(row['announced_total'])} is our sum"
    )


def differences(rows: pd.DataFrame) -> list[str]:
    """One line per announcement that needs an explanation."""
    needed = rows[rows["explanation"] != NOTHING_TO_EXPLAIN]
    return [f"- **{words.month(row['announced_on'])}**: {escaped(row['explanation'])}" for row in needed.to_dict("records")]


def _table(rows: pd.DataFrame, columns: dict[str, str], alt: str) -> None:
    source = st.column_config.LinkColumn("Source", display_text="Open")
    st.dataframe(
        dated(rows[list(columns)]).rename(columns=columns),
        hide_index=True,
        height="content",
        alt=alt,
        placeholder="",
        column_config={"Source": source, "Stated?": st.column_config.TextColumn(width="medium")},
    )
