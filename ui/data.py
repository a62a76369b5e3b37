"""Answers for pages: the snapshot of this run, and every question asked of it once per snapshot and filter."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from queries.filters import Filters
from queries.snapshot import Snapshot
from queries.snapshot import current as newest_snapshot
from queries.vocabulary import Vocabulary

_RUN = "snapshot of this run"


def begin_run() -> Snapshot:
    """Chooses the snapshot that the whole run reads, so that no page mixes two."""
    st.session_state[_RUN] = newest_snapshot()
    return st.session_state[_RUN]


def snapshot() -> Snapshot:
    """The snapshot of this run."""
    return st.session_state.get(_RUN) or newest_snapshot()


def vocabulary() -> Vocabulary:
    """The words of the record: levels, sizes, kinds of award, places and years, each in order."""
    return snapshot().words


def ask(name: str, filters: Filters | None = None, **more: object) -> pd.DataFrame:
    """The rows that answer query `name`; lists in `more` are given as tuples."""
    return snapshot().remembered(name, filters, **more)


def row(name: str, filters: Filters | None = None, **more: object) -> dict:
    """The one row that answers query `name`, by column."""
    return snapshot().row(name, filters, **more)


def series(name: str, filters: Filters) -> pd.DataFrame:
    """The rows of a query that has some for each announcement and then for the date; see `Snapshot.series`."""
    return snapshot().series(name, filters)


def headline(filters: Filters) -> dict:
    """How many cities were announced by the date and how many of them are named, whatever else the filter asks for."""
    return snapshot().headline(filters)


def as_of(filters: Filters) -> date:
    """The date asked for, else the newest on record."""
    return filters.as_of or snapshot().newest


def unchanged(filters: Filters) -> Filters:
    """The same filter as of the first day with the same record, in the snapshot of this run; see `Snapshot.unchanged`."""
    return snapshot().unchanged(filters)
