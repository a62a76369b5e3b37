"""The pages that are measured, each with a text that stands only on it."""

from __future__ import annotations

from benchmarks.crowd import Values
from benchmarks.session import Target
from queries import page_list

PAGES = {name: Target(name, page.heading) for name, page in page_list.PAGES.items() if page.heading} | {
    "overview": Target("", "Growth since 2017"),
    "map": Target("map", "Choose a city on the map or in the list."),
    "city": Target("city", "Cities to compare it with", "city=baltimore-md"),
    "records": Target("records", "Counted as awards"),
}
EMPTY = Target("empty", "An empty page")
BARS = Target("bar_chart", "The bar chart of the overview")
TWIN = Target("", "Certified cities")  # the overview's twin in stock Streamlit
# The twins have the portal's filter by level and no other.
LEVELS: tuple[Values, ...] = ({}, {"Level": ["Gold"]}, {"Level": ["Silver"]}, {"Level": ["Platinum"]})
