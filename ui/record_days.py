"""The days on which the record changes: from one to the next it answers the same, so each answer is asked for once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from queries.filters import Filters
from ui import data
from ui.element_cache import kept


def unchanged(filters: Filters) -> Filters:
    """The same filter as of the first day with the same record: no award or announcement and no new year has come since.

    For queries about cities and awards alone, whose rows do not repeat the date. What names the date keeps the one asked for.
    """
    day = data.as_of(filters)
    return replace(filters, as_of=max(change for change in (*changes(), date(day.year, 1, 1)) if change <= day))


@kept
def changes() -> list[date]:
    """The days from which an award is possible or certain, or an announcement made."""
    awards, announcements = data.ask("awards"), data.ask("announcements")
    columns = (awards["not_before"], awards["announced_on"], announcements["announced_on"])
    return sorted({day.date() for column in columns for day in column.dropna()})
