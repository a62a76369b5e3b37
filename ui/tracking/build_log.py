"""What changed in the record since a day that the reader gives, on the tracking page, and the log of every build."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from queries import words
from queries.filters import Filters
from ui import data, links, page_address
from ui.element_cache import kept, view
from ui.tracking import listed_rows, scope
from ui.tracking.listed_rows import Listed

CHANGES = ("added", "changed", "removed")
LOG = {"logged_at": "Published (UTC)", "change": "Change", "in_words": "In words", "record_file": "Source file"}
COLUMNS = {"city": "City", **LOG, "logged_at": "When (UTC)"}
# How the build words the one row of a record's first build, before which there was nothing that could change.
FIRST_BUILD = "First build of this record"
SINCE = "changed_since"


def changes(filters: Filters) -> None:
    """What was added, changed and removed since a day, by city, in words, and the log of every build; no filter applies."""
    st.header("What changed in the record", anchor=False)
    _read_day()
    since = st.date_input(
        "Changes since", key=SINCE, max_value="today", format="YYYY-MM-DD", width=200, on_change=page_address.write, args=(SINCE,)
    )
    said(since)
    listed_rows.choose(lists_of_changes(since), "changes")
    log_of_builds(filters, since)


def _read_day() -> None:
    """Sets the control to the day in the address, else to that of the first build: all that ever changed."""
    asked = st.query_params.get(SINCE, "")
    try:
        st.session_state[SINCE] = min(date.fromisoformat(asked), date.today())
    except ValueError:
        st.session_state[SINCE] = first_build_on()


@kept
def first_build_on() -> date:
    """The day of the oldest build in the log; that of this build where the log is empty."""
    days = data.ask("change_log")["logged_at"]
    return pd.Timestamp(days.min() if len(days) else data.snapshot().facts["built_at"]).date()


@kept
def changed(since: date) -> pd.DataFrame:
    """The rows of the log since that day, without that of the first build."""
    log = data.ask("change_log")
    return log[(log["logged_at"] >= pd.Timestamp(since)) & ~log["in_words"].str.startswith(FIRST_BUILD)]


@view
def said(since: date) -> None:
    """How much changed since the day, by how many builds, and when the record was first built, in words."""
    rows, day = changed(since), words.day(since)
    counts, builds = rows["change"].value_counts(), rows["logged_at"].nunique()
    parts = [f"{words.number(counts.get(kind, 0))} {kind}" for kind in CHANGES]
    built = words.day(pd.Timestamp(data.snapshot().facts["built_at"]))
    much = f"{words.listed(parts)}, in {words.of(builds, 'build')}" if builds else "nothing changed"
    first = data.ask("change_log")["in_words"].str.startswith(FIRST_BUILD).any()
    began = f" The record was first built on {words.day(first_build_on())}; that is no change of it." if first else ""
    st.markdown(f"Since {day}: **{much}**. The last build is of {built}.{began}")
    st.caption(scope.NEITHER)


@view
def log_of_builds(filters: Filters, since: date) -> None:
    """The log of every build, and how to follow it."""
    log = data.ask("change_log")
    st.markdown(
        f":material/rss_feed: Follow as an Atom feed: [what changed since this day](/changes.atom?since={since}), "
        "[every change of the record](/changes.atom) or [every award](/feed.atom)"
    )
    with st.expander(f"The log of every build: {words.of(len(log), 'row')}"):
        st.dataframe(
            log[list(LOG)].rename(columns=LOG),
            hide_index=True,
            alt="What every build changed in the record",
            placeholder="",
            column_config={LOG["logged_at"]: st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm")},
        )
        links.answer("change_log", Filters())
    links.page("records", "Every award on record", filters)


@kept
def lists_of_changes(since: date) -> dict[str, Listed]:
    """What changed since the day: all of it, and what was added, changed and removed."""
    rows, day = changed(since), words.day(since)
    kinds = {kind.capitalize(): _listed(f"{kind} since {day}", rows[rows["change"] == kind]) for kind in CHANGES}
    return {"All changes": _listed(f"changes since {day}", rows), **kinds}


def _listed(title: str, rows: pd.DataFrame) -> Listed:
    when = {COLUMNS["logged_at"]: st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm")}
    return Listed(title, rows[list(COLUMNS)].rename(columns=COLUMNS), "change_log", Filters(), rows["city_id"], when)
