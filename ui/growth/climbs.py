"""How cities climb, as the growth page shows it: who rose from the level of the first award, and after how long."""

from __future__ import annotations

import pandas as pd

from charts.climb import row_head, time_to_rise
from charts.level_looks import lowest_first
from queries import growth_words, words
from queries.filters import Filters
from ui import data, figure, levels, section
from ui.element_cache import view

QUERY = "cities_by_first_level"
TITLE = "How cities climb"
METHOD = (
    "Method: the time runs from a city's first award at the level at which it began to its first award at a higher one; "
    "medians use only rises with both dates known to the day. A city that began at a level that no source states is in the "
    "table only. Rises across a change of the standard were assessed by two editions."
)
COLUMNS = {
    "City": "City",
    "first_level": "Began at",
    "first_certified_words": "First certified",
    "risen_to": "Rose to",
    "rose_words": "When",
    "years_least": "Years, at least",
    "years_most": "Years, at most",
}


def climbs(filters: Filters) -> None:
    """The picture and what is behind it."""
    if drawn(filters):
        figure.fold(QUERY, filters, behind)


@view
def drawn(filters: Filters) -> bool:
    """Each city that rose as a mark; whether there are cities to tell of."""
    cities = data.ask(QUERY, filters)
    looks = levels.looks()
    said = growth_words.climbs(cities, lowest_first(looks)[:-2])
    rose = growth_words.risen(cities)
    heads = {level: row_head(level, sum(rose[level]), len(rose[level]), looks) for level in looks if any(rose.get(level, []))}
    marks = "Each mark is a city; its name stands in the table." if heads else ""
    section.said(TITLE, " ".join(filter(None, (said.sentence if heads else f"{said.title}. {said.sentence}", marks))))
    if heads:
        placed = cities.assign(place=[words.place(city) for city in cities.to_dict("records")])
        figure.picture(
            time_to_rise(placed, heads, looks), QUERY, filters, said.title, f"Marks by years. {said.title}. {said.sentence}"
        )
    return len(cities) > 0


@view
def behind(filters: Filters) -> None:
    """Method, table and file: those who rose first, the soonest on top."""
    cities = data.ask(QUERY, filters).sort_values("years_most", na_position="last", kind="stable")
    names = pd.Series([words.place(city) for city in cities.to_dict("records")], index=cities.index)
    figure.behind(QUERY, filters, TITLE, cities.assign(City=names)[list(COLUMNS)].rename(columns=COLUMNS), METHOD)
