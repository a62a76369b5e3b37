"""How the number of certified cities grew in total: announced, named, and the gap between them; on growth and on the overview."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
import streamlit as st

from charts.breaks import with_breaks
from charts.growth import announced_and_named, noted
from charts.unnamed import announced_by, unnamed_by
from queries import growth_words, opening_words, words
from queries.file_formats import dated
from queries.filters import Filters
from queries.growth_words import Said
from ui import data, figure, links, section
from ui.element_cache import kept, view
from ui.escaping import escaped
from ui.growth import milestones

SERIES = "certified_cities_by_announcement"
METHOD = (
    "Method: distinct cities with a first certification by each announcement; a level-up, a recertification or the Honor Roll "
    "adds none. The darker band lies between the cities certain by a date and those possible by it; hatched is what the "
    "program announced beyond both. The newest step is drawn a little beyond its day so that it can be seen. A dashed line "
    "marks a change of the standard."
)
NARROWED = " The announced totals are of all cities and are not drawn for a filter."


class Grown(NamedTuple):
    """What a picture of the total shows: its rows, how many are not named by each of them, and what it says."""

    rows: pd.DataFrame
    missing: list[int]
    said: Said


@view
def answer(filters: Filters) -> None:
    """The growth in one sentence, and what the filter leaves of it."""
    head = data.headline(filters)
    section.answered(opening_words.since_the_launch(head, data.vocabulary().start))
    if filters.without("as_of").is_filtered:
        count = by_the_date(data.series(SERIES, filters))
        st.info(
            escaped(words.filtered_count(filters, count, int(head["missing_count"]), data.vocabulary())),
            icon=":material/filter_alt:",
        )


def by_the_date(rows: pd.DataFrame) -> dict:
    """The least and the most by the date that is asked for: the last row of the total."""
    return rows.iloc[-1].to_dict()


@kept
def grown(filters: Filters) -> Grown:
    """The total at each announcement; what is announced is of all cities and left out where a filter is set."""
    rows = data.series(SERIES, filters)
    if filters.without("as_of").is_filtered:
        rows = rows.assign(announced_total=pd.array([None] * len(rows), dtype="Int64"))
        finding = words.finding(filters, by_the_date(rows), data.vocabulary())
        return Grown(rows, [], growth_words.matching(rows, finding))
    missing = unnamed_by(rows).tolist()
    return Grown(rows, missing, growth_words.total(rows, missing))


@kept
def changes(filters: Filters) -> pd.DataFrame:
    """The changes of the standard by the date that is asked for."""
    rows = data.ask("standard_changes")
    return rows[rows["changed_on"] <= pd.Timestamp(data.as_of(filters))]


def total(filters: Filters) -> None:
    """The total over time with its notes, and what is behind it."""
    annotated(filters)
    figure.fold(SERIES, filters, behind)


@view
def annotated(filters: Filters) -> None:
    """The picture, and under it what its letters mean."""
    rows, missing, said = grown(filters)
    narrowed = filters.without("as_of").is_filtered
    section.said("Cities certified at least once", escaped(said.sentence) + (NARROWED if narrowed else ""))
    notes = [] if narrowed else milestones.found(filters)
    picture = with_breaks(announced_and_named(rows, 360), changes(filters))
    at = {note.letter: _height(rows, note) for note in notes}
    picture = noted(picture, [(note.day, at[note.letter], note.letter) for note in notes])
    key = [milestones.key(notes)] if notes else []
    figure.picture(picture, SERIES, filters, said.title, f"Line chart. {said.title}. {said.sentence}", *key)
    if notes:
        section.answered("\n".join(f"- **{note.letter}** {note.text}" for note in notes))
    to_the_wanted(missing, filters)


def _height(rows: pd.DataFrame, note: milestones.Note) -> int:
    """How many are named on the day of a note."""
    return int(rows.loc[rows["announced_on"] <= pd.Timestamp(note.day), "city_count"].iloc[-1])


def to_the_wanted(missing: list[int], filters: Filters) -> None:
    """A link to the list of what is wanted, where an announced city is not named."""
    if missing and missing[-1]:
        label = f"{words.number(missing[-1])} announced, not named: see what is wanted"
        links.page("tracking", label, filters, section="Wanted")


@view
def behind(filters: Filters) -> None:
    """Method, table and file of the total."""
    rows, missing, said = grown(filters)
    table = (
        rows.assign(**{"Announced, not named": missing})
        if missing
        else rows.drop(columns=["announced_total", "announced_total_basis"])
    )
    if missing:
        table["announced_total"] = announced_by(rows)
    figure.behind(SERIES, filters, said.title, dated(table), METHOD)
