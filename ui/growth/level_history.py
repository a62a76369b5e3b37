"""At which level the cities stood at each announcement, as the growth page shows it, highest level first."""

from __future__ import annotations

import pandas as pd

from charts.breaks import with_breaks
from charts.level_rows import by_level_over_time
from queries import growth_words, words
from queries.file_formats import dated
from queries.filters import Filters
from queries.growth_words import Said
from ui import data, figure, levels, section
from ui.element_cache import view
from ui.growth import totals

QUERY = "certified_cities_by_announcement_and_level"
TITLE = "Levels over time"
METHOD = (
    "Method: at each announcement, the cities certain by then at the newest level that a source states by then; all rows have "
    "one scale. Levels of different editions of the standard are not measured by the same rule: the dashed line says where "
    "one ends."
)


def by_level(filters: Filters) -> None:
    """The picture and what is behind it."""
    if drawn(filters):
        figure.fold(QUERY, filters, behind)


@view
def drawn(filters: Filters) -> bool:
    """A row of steps for each level; whether any city is certain to be drawn."""
    rows, grown = data.series(QUERY, filters), totals.grown(filters)
    said = in_words(rows, filters)
    if not rows["city_count"].any():
        section.said(TITLE, f"{said.title}.")
        return False
    known = " The level of a city that is announced and not named is not known." if grown.missing and grown.missing[-1] else ""
    parts = ("By the newest level that a source states.", f"{said.sentence}{known}".strip(), under_which(filters))
    section.said(TITLE, " ".join(filter(None, parts)))
    picture = with_breaks(by_level_over_time(grown.rows, rows, levels.looks()), totals.changes(filters))
    figure.picture(picture, QUERY, filters, said.title, f"Rows of steps. {said.title}. {said.sentence}")
    return True


def in_words(rows: pd.DataFrame, filters: Filters) -> Said:
    """The levels now, and at the last announcement before the newest change of the standard."""
    changed = totals.changes(filters)["changed_on"].max()
    earlier = rows[rows["announced_on"] < changed] if pd.notna(changed) else rows.head(0)
    before = earlier[earlier["announced_on"] == earlier["announced_on"].max()]
    now = rows[rows["announced_on"] == rows["announced_on"].max()]
    return growth_words.by_level(now, before, changed, list(levels.looks()), data.vocabulary())


def under_which(filters: Filters) -> str:
    """How many cities have their newest award under the present standard, once it has changed."""
    change = data.ask("standard_changes").iloc[-1]
    counts = data.ask("city_count_by_standard", filters).set_index("standard")["city_count"]
    if change["changed_on"] > pd.Timestamp(data.as_of(filters)) or not counts.sum():
        return ""
    present, earlier = counts.get("Present", 0), counts.get("Earlier", 0)
    have = f"{words.of(present, 'city has its', 'cities have their')} newest award under the present standard"
    return f"{have}, {words.number(earlier)} under an earlier one." if earlier else f"{have}."


@view
def behind(filters: Filters) -> None:
    """Method, table and file."""
    figure.behind(QUERY, filters, TITLE, dated(data.series(QUERY, filters)), METHOD)
