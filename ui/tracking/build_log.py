"""What the builds changed in the record, and the editions of the standard, on the tracking page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from queries import words
from queries.filters import Filters
from ui import data, links
from ui.element_cache import kept, view
from ui.escaping import escaped
from ui.tracking import listed_rows
from ui.tracking.listed_rows import Listed

CHANGES = ("added", "changed", "removed")
LOG = {"logged_at": "Published (UTC)", "change": "Change", "in_words": "In words", "record_file": "Source file"}
EDITIONS = {
    "edition_id": "Edition",
    "valid_from": "Since",
    "valid_to": "Until",
    "criteria_count": "Criteria",
    "eligible_countries": "Who may take part",
    "source_url": "Source",
    "note": "Note",
}
COUNTED = ("edition_id", "valid_from", "valid_to", "criteria_count")


def changes(filters: Filters) -> None:
    """What the last build added, changed and removed, by city, in words, and the log of every build; no filter applies."""
    said()
    listed_rows.choose(lists_of_changes(), "changes")
    log_of_builds(filters)


@view
def said() -> None:
    """How much the last build changed, in words."""
    rows = data.ask("changes")
    st.header("What changed in the record", anchor=False)
    built = pd.Timestamp(data.snapshot().facts["built_at"])
    counts = rows["change"].value_counts()
    parts = [f"{words.number(counts.get(kind, 0))} {kind}" for kind in CHANGES]
    st.markdown(f"The last build, published {words.day(built)}: {words.listed(parts)}.")


@view
def log_of_builds(filters: Filters) -> None:
    """The log of every build, and how to follow it."""
    log = data.ask("change_log")
    with st.expander(f"The log of every build: {words.of(len(log), 'change')}"):
        st.dataframe(
            log[list(LOG)].rename(columns=LOG),
            hide_index=True,
            alt="What every build changed in the record",
            placeholder="",
            column_config={LOG["logged_at"]: st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm")},
        )
        links.answer("change_log", Filters())
    links.page("records", "Every award on record", filters)
    st.markdown(
        ":material/rss_feed: Follow as an Atom feed: [every change of the record](/changes.atom) or [every award](/feed.atom)"
    )


@kept
def lists_of_changes() -> dict[str, Listed]:
    """What the last build changed: all of it, and what it added, changed and removed."""
    rows = data.ask("changes")
    every = Listed("changes of the last build", _changes_table(rows), "changes", Filters(), rows["city_id"])
    kinds = {
        kind.capitalize(): Listed(
            f"{kind} by the last build",
            _changes_table(some := rows[rows["change"] == kind]),
            "changes",
            Filters(),
            some["city_id"],
        )
        for kind in CHANGES
    }
    return {"All changes": every, **kinds}


def _changes_table(rows: pd.DataFrame) -> pd.DataFrame:
    columns = {"city": "City", "change": "Change", "in_words": "In words", "record_file": "Source file"}
    return rows[list(columns)].rename(columns=columns)


@view
def editions(filters: Filters) -> None:
    """The editions of the standard and the share of criteria that each level takes, as far as published; no filter applies."""
    rows = data.ask("editions")
    st.header("Editions of the standard and their levels", anchor=False)
    parts = [
        f"{words.number(row['criteria_count'])} criteria since {escaped(row['valid_from'][:4])}"
        for row in rows.to_dict("records")
    ]
    st.markdown(
        f"The standard had {words.of(len(rows), 'edition')}: {words.listed(parts)}. Levels are shares of the criteria met; "
        "blank = not published."
    )
    percent = st.column_config.NumberColumn(format="%d%%")
    bands = data.ask("level_bands")
    shares = bands.pivot(index="edition_id", columns="level", values="minimum_pct")[bands["level"].unique()].add_suffix(" from")
    table = rows.merge(shares, on="edition_id", how="left")
    order = [*COUNTED, *shares, *(name for name in EDITIONS if name not in COUNTED)]
    st.dataframe(
        table[order].rename(columns=EDITIONS),
        hide_index=True,
        alt="Editions of the standard with their level bands",
        placeholder="",
        column_config={
            "Source": st.column_config.LinkColumn(display_text="Open"),
            **dict.fromkeys(shares, percent),
        },
    )
    links.answer("editions", Filters())
