"""How the map filled since the first announcement, as an animation with its table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.map_replay import replayed
from queries import words
from queries.filters import Filters
from ui import data, figure, levels
from ui.element_cache import view
from ui.map.map_place import boxes, shown

MOMENTS, TITLE = "cities_at_each_announcement", "Certified cities, as announced"


def replay(filters: Filters, region_name: str) -> None:
    """The animation, and what is behind it."""
    if drawn(filters, region_name):
        figure.fold(MOMENTS, filters, behind, region_name)


@view
def drawn(filters: Filters, region_name: str) -> bool:
    """The animation, which the reader starts; whether there is a city to show."""
    region = boxes()[region_name]
    cities = _moments(filters, region)
    if cities.empty:
        st.info("No city matches this filter.")
        return False
    counts = _counts(cities)
    first = f"{words.of(counts.iloc[0], 'city', 'cities')} by {counts.index[0]}"
    said = f"{first}, {words.number(counts.iloc[-1])} by {counts.index[-1]}."
    st.markdown(f"{said} Press Play, or move the slider to one announcement; to link to a date, set “As of”.")
    outlines = data.ask("outlines", map_name=region["map_name"])
    picture = replayed(outlines[~outlines["is_inset"] | (region["region_kind"] == "map")], cities, region, levels.looks())
    figure.picture(picture, MOMENTS, filters, TITLE, f"Animated map. {said}")
    st.caption("A city whose date is known only within an interval appears when it is certain.")
    return True


@view
def behind(filters: Filters, region_name: str) -> None:
    """How many cities the map shows at each announcement, and the cities as a file."""
    counts = _counts(_moments(filters, boxes()[region_name]))
    figure.behind(MOMENTS, filters, TITLE, counts.rename("Cities on this map").rename_axis("By").reset_index())


def _counts(cities: pd.DataFrame) -> pd.Series:
    return cities.groupby("moment", sort=False).size()


def _moments(filters: Filters, region: dict) -> pd.DataFrame:
    """The cities that the map shows at each announcement by the date, certain ones only."""
    points = shown(filters, region)[["city_id", "place", "map_x", "map_y"]]
    then = data.series(MOMENTS, filters)
    cities = then[then["is_certified"]][["announced_on", "city_id", "level", "standard"]].merge(points, on="city_id")
    return cities.assign(moment=cities["announced_on"].map(words.day)).sort_values("announced_on", kind="stable")
