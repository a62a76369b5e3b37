"""Where a city lies: a small map of its country, or of the Americas where its country is not drawn by itself."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.dot_map import dots, land
from queries.filters import Filters
from ui import data
from ui.element_cache import kept

HOME, AMERICAS = "United States", "Americas"
PLAIN = "#8a8f94"
WIDTH = 220  # pixels of the page
RADIUS = 16  # of the dot, where the picture is 640 wide


def draw(slug: str, place: str, color: str) -> None:
    """The map, nothing where the city's place is not known."""
    drawn = picture(slug, color)
    if drawn:
        st.image(drawn, width=WIDTH, alt=f"Map: where {place} lies")


@kept
def picture(slug: str, color: str) -> str:
    """The map as SVG."""
    city = data.ask("city_on_map", Filters(city=(slug,)))
    if city.empty:
        return ""
    at = city.iloc[0]
    regions = data.ask("map_regions").set_index("region")
    box = regions.loc[at["country_name"] if at["country_name"] in regions.index else AMERICAS]
    outlines = data.ask("outlines", map_name=box["map_name"])
    shown = outlines[~outlines["is_inset"] | (outlines["place_code"] == at["state"])]
    point = at[["home_x", "home_y"]] if box["map_name"] == HOME else at[["map_x", "map_y"]]
    frame = (box["x_least"], box["y_least"], box["x_most"], box["y_most"])
    mark = pd.DataFrame([[*point, color]], columns=["map_x", "map_y", "color"])
    return dots(land(shown, frame), mark, frame, RADIUS)
