"""The days on which the record changes: from one to the next it answers the same, so each answer is asked for once."""

from __future__ import annotations

from queries.filters import Filters
from ui import data


def unchanged(filters: Filters) -> Filters:
    """The same filter as of the first day with the same record, in the snapshot of this run."""
    return data.snapshot().unchanged(filters)
