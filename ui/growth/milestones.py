"""The notes in the picture of the total: the days that made the number what it is, each with the page that says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from string import ascii_uppercase
from typing import NamedTuple

import pandas as pd

from queries import words
from queries.filters import Filters
from ui import data
from ui.escaping import escaped

EARLY, FIFTIETH = 3, 50


class Note(NamedTuple):
    """One note: its letter in the picture, its day, its text as markdown, and in short, as a saved picture says it."""

    letter: str
    day: date
    text: str
    short: str


def found(filters: Filters) -> list[Note]:
    """The notes by the date that is asked for, in order of time; the picture has no room for every announcement."""
    rows = data.ask("announcements", Filters(as_of=filters.as_of))
    if rows.empty:
        return []
    days = list(rows["announced_on"])
    abroad = first_abroad(data.series("certified_cities_by_announcement_and_country", Filters(as_of=filters.as_of)))
    passed = rows.index[rows["announced_total"] >= FIFTIETH]
    chosen = {*range(min(EARLY, len(rows))), *passed[:1], len(rows) - 1, *(at for at, day in enumerate(days) if day == abroad)}
    noted = []
    for at in chosen:
        met = (rows.iloc[at], at, at in passed[:1], days[at] == abroad)
        noted.append((days[at], announcement(*met), in_short(*met)))
    noted += standards(filters, days[0])
    return [Note(letter, *note) for letter, note in zip(ascii_uppercase, sorted(noted), strict=False)]


def key(notes: Sequence[Note]) -> str:
    """What the letters mean, for the picture itself: `A January 2018: the first nine cities · B April 2019: 4 new`.

    A line ends between two notes only: the spaces within one do not break.
    """
    return "\xa0· ".join(f"{note.letter} {words.month(note.day)}: {note.short}".replace(" ", "\xa0") for note in notes)


def first_abroad(rows: pd.DataFrame) -> pd.Timestamp | None:
    """The first announcement by which a city abroad was certified; `rows`: announced_on, country, city_count."""
    abroad = rows.loc[(rows["country"] != "US") & (rows["city_count"] > 0), "announced_on"]
    return abroad.min() if len(abroad) else None


def announcement(row: pd.Series, place: int, is_fiftieth: bool, is_abroad: bool) -> str:
    """`**June 2020**: 11 new cities, 24 in all; 5 of them named, their dates known only within an interval. [Announcement](…)`"""
    new, whole = int(row["new_cities"]), words.number(row["announced_total"])
    said = f"{words.of(new, 'new city', 'new cities')}, {whole} in all"
    if not place:
        said = _the_first(new)
    if is_fiftieth:
        said += ", the fiftieth among them"
    if is_abroad:
        said += "; the first outside the United States"
    if row["counted_most"] > row["counted_least"]:
        possible = words.number(row["counted_most"] - row["counted_least"])
        said += f"; {possible} of the {whole} named with a date known only within an interval"
    if row["new_named"] < new and row["gap"] > 0:
        said += f"; {words.number(row['new_named'])} of the new ones named here"
    return f"**{words.month(row['announced_on'])}**: {escaped(said)}. [Announcement]({row['source_url']})"


def in_short(row: pd.Series, place: int, is_fiftieth: bool, is_abroad: bool) -> str:
    """The same in a word or two, without its month."""
    if not place:
        return _the_first(int(row["new_cities"]))
    if is_fiftieth:
        return "the fiftieth city"
    return "the first outside the US" if is_abroad else f"{words.number(row['new_cities'])} new"


def _the_first(count: int) -> str:
    return f"the first {words.in_words(count)} cities" if count > 1 else "the first city"


def standards(filters: Filters, since: pd.Timestamp) -> list[tuple[date, str, str]]:
    """The newest change of the standard since the first announcement."""
    rows = data.ask("standard_changes")
    rows = rows[(rows["changed_on"] <= pd.Timestamp(data.as_of(filters))) & (rows["changed_on"] > since)].tail(1)
    return [(row["changed_on"], standard(row), "a new standard") for row in rows.to_dict("records")]


def standard(row: dict) -> str:
    """`**August 2022**: a new standard, 43 criteria instead of 45, open to cities of the whole Americas. [Standard](…)`"""
    criteria = f"{words.number(row['criteria_count'])} criteria instead of {words.number(row['criteria_count_before'])}"
    opened = ", open to cities of the whole Americas" if row["is_open_to_more"] is True else ""
    source = f" [Standard]({row['source_url']})" if isinstance(row["source_url"], str) else ""
    return f"**{words.month(row['changed_on'])}**: a new standard, {criteria}{opened}.{source}"
