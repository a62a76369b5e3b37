"""What the map page shows, part by part; the region is kept in the address, since a mouse zoom could not be."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import streamlit as st

from charts.finished import signed
from charts.map import cities_on_map
from charts.map_replay import replayed
from charts.theme import config
from charts.tiles import by_state
from queries import words
from queries.filters import Filters
from ui import city_table, data, figure, levels, links, page_address
from ui.element_cache import kept, view
from ui.escaping import escaped
from ui.plotly_figure import PlotlyFigure

HOME, AMERICAS = "United States", "Americas"
VIEWS = ("Map", "Tiles", "Replay")
MOMENTS = "cities_at_each_announcement"


def region_control() -> str | None:
    """The control that chooses map and region, kept in the address as `region`; nothing chosen = what fits the filter."""
    regions = list(boxes())
    if unknown := page_address.unknown("region", regions):
        st.warning(f"There is no region called “{escaped(unknown)}”.", icon=":material/filter_alt_off:")
    page_address.read("region", regions)
    return st.selectbox(
        "Region",
        regions,
        index=None,
        key="region",
        placeholder="What fits the filter",
        on_change=page_address.write,
        args=("region",),
        help="The United States or the Americas, a part of them, a state, a country or the area around a city.",
    )


def view_control() -> str:
    """Map, tiles or replay, kept in the address as `view`."""
    page_address.read("view", VIEWS, VIEWS[0])
    return st.radio("View", VIEWS, key="view", horizontal=True, on_change=page_address.write, args=("view",))


def shade_control(disabled: bool) -> bool:
    """Whether states are shaded by their share, kept in the address as `shade=True`."""
    st.session_state["shade"] = st.query_params.get("shade") == "True"
    return st.toggle(
        "Shade states by share certified", key="shade", disabled=disabled, on_change=page_address.write, args=("shade",)
    )


@kept
def boxes() -> dict[str, dict]:
    """Every part of the map that can be looked at, by name."""
    return data.ask("map_regions").set_index("region", drop=False).to_dict("index")


def box(filters: Filters, region: str | None) -> dict:
    """The part of the map to show: the one asked for, else the state or country of the filter, else a whole map."""
    regions = boxes()
    single = [names[0] for names in (filters.state, filters.country) if len(names) == 1 and names[0] in regions]
    count = data.row("city_count", filters)
    fallback = HOME if count["us_state_count"] or not count["city_count_most"] else AMERICAS
    return regions[region if region in regions else [*single, fallback][0]]


@kept
def sentence(filters: Filters) -> str:
    """The filtered count in words, the same as everywhere."""
    missing = int(data.row("headline", Filters(as_of=filters.as_of))["missing_count"])
    return words.filtered_count(filters, data.row("city_count", filters), missing, data.vocabulary())


@view
def answer(filters: Filters, map_name: str) -> None:
    """How many cities the filter means, and what the map cannot show of them."""
    st.markdown(escaped(f"{sentence(filters)} {left_out(filters, shown(filters, map_name), map_name)}"))


def shown(filters: Filters, map_name: str) -> pd.DataFrame:
    """The cities that the map shows under the filter."""
    return data.ask("cities_on_map", filters, map_name=map_name)


def left_out(filters: Filters, cities: pd.DataFrame, map_name: str) -> str:
    """What the map cannot show of the filter, in words; empty when it shows all."""
    outside = int(data.row("city_count", filters)["city_count_most"]) - len(cities)
    if not outside:
        return ""
    if map_name == HOME:
        return (
            f"{words.of(len(cities), 'of these is', 'of these are')} in the US and on this map; "
            f"choose the region Americas to see the other {words.number(outside)} too."
        )
    return (
        f"{words.of(outside, 'city has', 'cities have')} no known location and {'is' if outside == 1 else 'are'} not on the map."
    )


def picture(filters: Filters, region: dict, shaded: bool) -> None:
    """The map; a click or tap on a city opens its page."""
    event = st.plotly_chart(
        finished(filters, region["region"], shaded and region["map_name"] == HOME),
        config=config("certified-cities-map"),
        key="map-of-cities",
        on_select="rerun",
        selection_mode="points",
        alt=f"Map of {region['region']}. {sentence(filters)}",
    )
    chosen = next((point["customdata"] for point in event.selection.points if point.get("customdata")), None)
    if chosen:
        links.open_city(chosen if isinstance(chosen, str) else chosen[0])


@kept
def finished(filters: Filters, region: str, shaded: bool) -> PlotlyFigure:
    """The map as a figure, signed."""
    chosen = boxes()[region]
    shares = data.ask("coverage_by_state", Filters(as_of=filters.as_of)) if shaded else None
    outlines = data.ask("outlines", map_name=chosen["map_name"])
    drawn = cities_on_map(outlines, shown(filters, chosen["map_name"]), chosen, levels.looks(), shares)
    source = f"As of {words.day(data.as_of(filters))} · Source: record of certified cities, {data.snapshot().terms.name}"
    return PlotlyFigure(signed(drawn, f"Certified cities: {region}", source))


def notes(region: dict, shaded: bool) -> None:
    """How to read the map."""
    parts = ["Click or tap a city to open its record."]
    if region["map_name"] == HOME:
        parts.append(
            "A larger mark means more residents. Alaska is drawn at 0.35, Puerto Rico at 1.5 of the scale of the other states."
        )
    else:
        parts.append("Marks have one size here: populations outside the US are of different years.")
    if shaded and region["map_name"] == HOME:
        parts.append(
            "The shading counts every certified city named here, whatever the filter; Puerto Rico has no such list of cities."
        )
    st.caption(" ".join(parts))


def beside(filters: Filters, region: dict) -> None:
    """The cities on the map as a table, the region that is looked at first; a name opens the city's page."""
    table, names = listed(filters, region["region"])
    first = "" if region["region_kind"] == "map" else ", those in view first"
    counted = f"On the map of the {region['map_name']}: {words.of(len(names), 'city', 'cities')}"
    if not names:
        st.markdown(f"**{counted}**\n\nNo city matches this filter.")
        return
    st.markdown(f"**{counted}**{first}  \n{links.answer_link('cities', filters, 'Download these cities as CSV')}")
    widths = {"Population": st.column_config.NumberColumn(format="localized")}
    city_table.show(table, list(names), "cities-on-map", counted, widths, height=430)
    city_table.by_name(names, "cities-on-map")


@kept
def listed(filters: Filters, region: str) -> tuple[pa.Table, dict[str, str]]:
    """The cities on the map, those in the region first, as a table; and their names by id, in the same order."""
    box = boxes()[region]
    cities = shown(filters, box["map_name"])
    inside = cities["map_x"].between(box["x_least"], box["x_most"]) & cities["map_y"].between(box["y_least"], box["y_most"])
    cities = cities.assign(comes_later=~inside).sort_values(["comes_later", "place"])
    table = pd.DataFrame(
        {
            "City": cities["place"],
            "Latest level": [level_and_year(city) for city in cities.to_dict("records")],
            "Population": cities["population"],
        }
    )
    return pa.Table.from_pandas(table, preserve_index=False), dict(zip(cities["city_id"], cities["place"], strict=True))


def level_and_year(city: dict) -> str:
    """`◆ Gold (2024)`, or that the city is only possibly certified by the date."""
    if not city["is_certified"]:
        return "possible by this date"
    return levels.mark(city["level"]) + (f" ({city['level_year']:.0f})" if pd.notna(city["level_year"]) else "")


@view
def tiles(filters: Filters) -> None:
    """The states as tiles of one size, with their table."""
    states = data.ask("states_on_map", filters)
    best = states.dropna(subset=["share_pct"]).sort_values(["share_pct", "certified_count"], ascending=False).head(3)
    leaders = [f"{row['state_name']} ({row['certified_count']} of {row['eligible_count']})" for row in best.to_dict("records")]
    said = (
        f"Of a state's cities of 30,000+, the largest shares certified at least once are named here in {words.listed(leaders)}."
    )
    st.markdown(escaped(said))
    title, table = "Certified cities by US state", states.drop(columns="state")
    figure.show(by_state(states), "states_on_map", filters, title, f"Tile map of the states. {said}", table)
    st.caption(
        "The number counts the cities of this selection; the tint is the share of all cities of 30,000+, whatever the filter."
    )


@view
def replay(filters: Filters, region_name: str) -> None:
    """How the map filled since 2018, as an animation with its table."""
    region = boxes()[region_name]
    cities = _moments(filters, region["map_name"])
    if cities.empty:
        st.info("No city matches this filter.")
        return
    counts = cities.groupby("moment", sort=False).size()
    first = f"{words.of(counts.iloc[0], 'city', 'cities')} by {counts.index[0]}"
    said = f"{first}, {words.number(counts.iloc[-1])} by {counts.index[-1]}."
    st.markdown(f"On this map: {said} Press Play, or move the slider to one announcement; to link to a date, set “As of”.")
    st.caption("A city whose date is known only within an interval appears when it is certain.")
    outlines = data.ask("outlines", map_name=region["map_name"])
    table = counts.rename("Cities on this map").rename_axis("By").reset_index()
    picture = replayed(outlines, cities, region, levels.looks())
    figure.show(picture, MOMENTS, filters, "Certified cities, as announced", f"Animated map. {said}", table)


def _moments(filters: Filters, map_name: str) -> pd.DataFrame:
    """The cities that the map shows at each announcement by the date, certain ones only."""
    points = shown(filters, map_name)[["city_id", "place", "map_x", "map_y"]]
    then = data.ask(MOMENTS, filters)
    cities = then[then["is_certified"]][["announced_on", "city_id", "level", "standard"]].merge(points, on="city_id")
    return cities.assign(moment=cities["announced_on"].map(words.day)).sort_values("announced_on", kind="stable")
