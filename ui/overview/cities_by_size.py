"""Certified cities and their residents by size of the city, as the overview shows them."""

from __future__ import annotations

import pandas as pd

from charts.sizes import by_size
from queries import words
from queries.filters import Filters
from ui import data, figure, section
from ui.element_cache import view

METHOD = (
    "Method: populations are the newest that a source gives for the city, not those of the year of its certification. Outside "
    "the United States they have different years and units, so residents are added up for US cities only."
)
CITIES, RESIDENTS = "city_count_by_size", "residents_of_us_cities_by_size"


def sizes(filters: Filters) -> None:
    """Cities and, for the US ones, residents, each with what is behind it."""
    if cities(filters):
        figure.fold(CITIES, filters, behind_cities)
    if residents(filters):
        figure.fold(RESIDENTS, filters, behind_residents)


@view
def cities(filters: Filters) -> bool:
    """How many cities there are in each band; whether there are any."""
    counts = data.ask(CITIES, filters)
    if counts.empty:
        return False
    labels = [words.least_and_most(row["city_count"], row["city_count_most"]) for row in counts.to_dict("records")]
    parts = [f"{label} {band(size)}" for label, size in zip(labels, counts["size"], strict=True)]
    picture = by_size(counts["size"], counts["city_count"], labels, "cities")
    title = most_are(counts)
    section.answered(f"Of the cities named here: {words.listed(parts)}.")
    figure.picture(picture, CITIES, filters, title, f"Bar chart. {title}.")
    return True


def most_are(counts: pd.DataFrame) -> str:
    """`44 of the 103 cities named here have 500,000 people or more`; `counts`: size, city_count."""
    whole, top = int(counts["city_count"].sum()), counts.loc[counts["city_count"].idxmax()]
    if not whole:
        return "No city is certain by this date"
    if whole == 1:
        return f"The one city named here is {band(top['size'])}"
    verb = "is" if top["city_count"] == 1 else "are"
    return f"{words.number(top['city_count'])} of the {words.number(whole)} cities named here {verb} {band(top['size'])}"


@view
def residents(filters: Filters) -> bool:
    """How many people live in the US cities of each band; whether there are any."""
    rows = data.ask(RESIDENTS, filters)
    rows = rows[rows["population"].notna()]
    if rows.empty:
        return False
    years = sorted({*rows["population_year_least"], *rows["population_year_most"]})
    whole, count = rows["population"].sum(), rows["city_count"].sum()
    live = "the one US city" if count == 1 else f"the {words.number(count)} US cities"
    title = f"{people(whole)} people live in {live}"
    labels = [people(population) for population in rows["population"]]
    parts = [f"{label} in those {band(size)}" for label, size in zip(labels, rows["size"], strict=True)]
    section.answered(f"Residents of the US cities: {words.listed(parts)} (Census estimates of {words.listed(map(str, years))}).")
    picture = by_size(rows["size"], rows["population"], labels, "residents")
    figure.picture(picture, RESIDENTS, filters, title, f"Bar chart. {title}.")
    return True


@view
def behind_cities(filters: Filters) -> None:
    """Method, table and file of the cities."""
    figure.behind(CITIES, filters, "Certified cities by size", data.ask(CITIES, filters), METHOD)


@view
def behind_residents(filters: Filters) -> None:
    """Method, table and file of the residents."""
    figure.behind(RESIDENTS, filters, "US residents by size of city", data.ask(RESIDENTS, filters), METHOD)


def people(population: float) -> str:
    """`45.8 million`, or `84,000` where there are fewer than a million."""
    return f"{population / 1e6:.1f} million" if population >= 1e6 else words.number(round(population, -3))


def band(size: str) -> str:
    """The band inside a sentence: `of 500,000 people or more`."""
    if size == "unknown":
        return "of unknown size"
    return f"of {size.removesuffix('+')} people or more" if size.endswith("+") else f"of {size} people"
