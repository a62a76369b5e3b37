"""The pages that are measured, each with a text that stands only on it."""

from __future__ import annotations

from benchmarks.session import Target

PAGES = {
    "overview": Target("", "Cities certified for using data well"),
    "map": Target("map", "Where the certified cities are"),
    "growth": Target("growth", "How the number grew"),
    "practices": Target("practices", "The eight practices"),
    "city": Target("city", "Baltimore, MD", "city=baltimore-md"),
    "records": Target("records", "Awards on record"),
    "tracking": Target("tracking", "Tracking the count"),
    "about": Target("about", "About this record"),
}
EMPTY = Target("empty", "An empty page")
BARS = Target("bar_chart", "The bar chart of the overview")
