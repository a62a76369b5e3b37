"""How the number grew place by place, as the growth page shows it: by country or by US state."""

from __future__ import annotations

import pandas as pd

from charts.grid import by_place
from queries import growth_words, words
from queries.file_formats import dated
from queries.filters import Filters
from ui import data, figure, section
from ui.element_cache import view
from ui.escaping import escaped
from ui.growth import milestones, totals

KINDS = {"Country": "country", "US state": "state"}
METHOD = (
    "Method: distinct cities with a first certification by each announcement; a cell counts the cities certain by a date. Cities "
    "that are announced and not named stand in no place. A dashed line marks a change of the standard."
)


def by_kind(choice: str, filters: Filters) -> None:
    """The picture of countries or of US states, and what is behind it."""
    kind = KINDS[choice]
    if drawn(kind, filters):
        figure.fold(query(kind), filters, behind_country if kind == "country" else behind_state)


def query(kind: str) -> str:
    """The question of a kind of place."""
    return f"{totals.SERIES}_and_{kind}"


def counts(kind: str, filters: Filters) -> pd.DataFrame:
    """The count of each place at each announcement."""
    return data.series(query(kind), filters).rename(columns={f"{kind}_name": "place"})


@view
def drawn(kind: str, filters: Filters) -> bool:
    """A row per place and a column per announcement; whether there is any."""
    rows = counts(kind, filters)
    if rows.empty:
        section.answered(
            "No city in the United States matches this filter." if kind == "state" else "No city matches this filter."
        )
        return False
    said = growth_words.by_place(rows[rows["announced_on"] == rows["announced_on"].max()], kind)
    is_whole = kind == "country" and not filters.without("as_of").is_filtered
    abroad = milestones.first_abroad(rows) if is_whole else None
    since = f" The first outside the United States: {words.month(abroad)}." if abroad else ""
    section.answered(escaped(f"{said.sentence}{since}".strip()))
    picture = by_place(rows, totals.changes(filters))
    figure.picture(picture, query(kind), filters, said.title, f"Grid of counts. {said.title}. {said.sentence}")
    return True


@view
def behind_country(filters: Filters) -> None:
    """Method, table and file of the countries."""
    _behind("country", filters)


@view
def behind_state(filters: Filters) -> None:
    """Method, table and file of the US states."""
    _behind("state", filters)


def _behind(kind: str, filters: Filters) -> None:
    rows = counts(kind, filters)
    table = rows.pivot_table(index="announced_on", columns="place", values="city_count", sort=False).reset_index()
    figure.behind(query(kind), filters, f"Certified cities by {kind}", dated(table), METHOD)
