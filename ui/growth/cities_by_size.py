"""Certified cities and their residents by size of the city, as the growth page shows them."""

from __future__ import annotations

import streamlit as st

from charts.sizes import by_size
from queries import words
from queries.filters import Filters
from ui import data, figure, section
from ui.element_cache import view
from ui.record_days import unchanged

MILLION = 1_000_000


@view
def sizes(filters: Filters) -> None:
    """Cities and, for the US ones, residents, side by side."""
    section.said(
        "Cities and residents by size",
        "Certified cities by their population, and the residents of the US ones.",
        "Method: populations are the newest that a source gives for the city, not those of the year of its certification. "
        "Outside the United States they have different years and units, so residents are added up for US cities only.",
    )
    left, right = st.columns(2, gap="large")
    with left:
        cities(filters)
    with right:
        residents(filters)


def cities(filters: Filters) -> None:
    """How many cities there are in each band."""
    counts = data.ask("city_count_by_size", unchanged(filters))
    if counts.empty:
        st.info("No city matches this filter.")
        return
    parts = [
        f"{words.least_and_most(row['city_count'], row['city_count_most'])} {band(row['size'])}"
        for row in counts.to_dict("records")
    ]
    sentence = f"Of the cities named here: {words.listed(parts)}."
    st.markdown(sentence)
    labels = [words.least_and_most(row["city_count"], row["city_count_most"]) for row in counts.to_dict("records")]
    picture = by_size(counts["size"], counts["city_count"], labels, "cities")
    figure.show(picture, "city_count_by_size", filters, "Certified cities by size", f"Bar chart. {sentence}", counts)


def residents(filters: Filters) -> None:
    """How many people live in the US cities of each band."""
    rows = data.ask("residents_of_us_cities_by_size", unchanged(filters))
    if rows.empty:
        st.info("No city in the United States matches this filter.")
        return
    years = sorted({*rows["population_year_least"], *rows["population_year_most"]})
    parts = [f"{row['population'] / MILLION:.1f} million in those {band(row['size'])}" for row in rows.to_dict("records")]
    sentence = (
        f"About {rows['population'].sum() / MILLION:.1f} million people live in the {words.number(rows['city_count'].sum())} "
        "US cities: "
        f"{words.listed(parts)} (Census estimates of {words.listed(map(str, years))})."
    )
    st.markdown(sentence)
    picture = by_size(
        rows["size"], rows["population"], [f"{people / MILLION:.1f} million" for people in rows["population"]], "residents"
    )
    figure.show(
        picture, "residents_of_us_cities_by_size", filters, "US residents by size of city", f"Bar chart. {sentence}", rows
    )


def band(size: str) -> str:
    """The band inside a sentence: `of 500,000 people or more`."""
    if size == "unknown":
        return "of unknown size"
    return f"of {size.removesuffix('+')} people or more" if size.endswith("+") else f"of {size}"
