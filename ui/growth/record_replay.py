"""The record replayed from announcement to announcement, with a slider and a play button that need no server."""

from __future__ import annotations

import pandas as pd

from charts.replay import by_announcement
from queries import words
from queries.file_formats import dated
from queries.filters import Filters
from ui import data, figure, levels, section
from ui.element_cache import view
from ui.growth import totals

QUERY = "cities_at_each_announcement"


@view
def replay(filters: Filters) -> None:
    """Each city as a mark that changes its shape when the city climbs."""
    cities, announced = data.ask(QUERY, filters), totals.series(filters)
    cities = cities[cities["is_certified"]]
    title = "Replay, from announcement to announcement"
    if cities.empty:
        section.said(title, "No city matches this filter.")
        return
    sentence = (
        f"Each mark is one of the {words.number(cities['city_id'].nunique())} cities named here, in the column of the "
        "announcement by which "
        "its first certification is certain; its shape is the level by then. Press play, or move the slider."
    )
    section.said(
        title,
        sentence,
        "Method: at each announcement, the cities with a first certification by then and the newest stated level by then; hollow "
        "marks = newest award under an earlier standard. A city dated only within an interval appears when it is certain.",
    )
    captions = [caption(row) for row in announced.to_dict("records")]
    placed = cities.assign(place=[words.place(city) for city in cities.to_dict("records")])
    picture = by_announcement(placed, list(announced["announced_on"]), captions, totals.changes(filters), levels.looks())
    figure.show(picture, QUERY, filters, "Certified cities over time", f"Marks in columns. {sentence}", table=_table(placed))


def caption(row: dict) -> str:
    """`June 2020: 19 to 24 named here, 24 announced`."""
    named = f"{words.month(row['announced_on'])}: {words.least_and_most(row['city_count'], row['city_count_most'])} named here"
    return named if pd.isna(row["announced_total"]) else f"{named}, {words.number(row['announced_total'])} announced"


def _table(cities: pd.DataFrame) -> pd.DataFrame:
    columns = {
        "announced_on": "By",
        "place": "City",
        "level": "Level then",
        "level_year": "Year of the level",
        "first_certified_words": "First certified",
    }
    return dated(cities[list(columns)].sort_values(["announced_on", "place"], ascending=[False, True])).rename(columns=columns)
