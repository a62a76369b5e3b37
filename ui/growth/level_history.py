"""At which level the cities stood at each announcement, as the growth page shows it, highest level first."""

from __future__ import annotations

import pandas as pd

from charts.breaks import with_breaks
from charts.figure_data import rows_of
from charts.level_rows import by_level_over_time
from queries import growth_words, words
from queries.file_formats import dated
from queries.filters import Filters
from queries.growth_words import Said
from ui import data, figure, levels, section
from ui.element_cache import view
from ui.growth import climbs, totals

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
    on: dict[pd.Timestamp, dict[str, int]] = {}
    for day, level, count in rows_of(rows, "announced_on", "level", "city_count"):
        on.setdefault(day, {})[level] = count
    before = [counts for day, counts in on.items() if day < changed]
    return growth_words.by_level(
        [*on.values()][-1], before[-1] if before else {}, changed, list(levels.looks()), data.vocabulary()
    )


def under_which(filters: Filters) -> str:
    """How many cities have their newest award under the present standard, once it has changed."""
    change = data.ask("standard_changes").iloc[-1]
    # Every certified city is a row of the next section, which asks for it anyway.
    counts = data.ask(climbs.QUERY, filters)["standard"].value_counts()
    if change["changed_on"] > pd.Timestamp(data.as_of(filters)) or counts.empty:
        return ""
    present, earlier = counts.get("Present", 0), counts.get("Earlier", 0)
    have = f"{words.of(present, 'city has its', 'cities have their')} newest award under the present standard"
    return f"{have}, {words.number(earlier)} under an earlier one." if earlier else f"{have}."


@view
def behind(filters: Filters) -> None:
    """Method, table and file."""
    figure.behind(QUERY, filters, TITLE, dated(data.series(QUERY, filters)), METHOD)
