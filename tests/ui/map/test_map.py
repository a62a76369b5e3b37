"""The map: every city where it belongs, and the same cities on the map, in its list, in its sentence and in the API."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import httpx
import plotly.io
import pytest
import shapely

from charts.figure_data import Figure
from charts.level_looks import looks_of
from charts.map import cities_on_map
from charts.map_replay import replayed
from charts.tiles import by_state
from etl.marts.map_geometry import Composite
from queries.filters import Filters
from queries.snapshot import Snapshot, current
from tests.kit.opened import opened, text
from tests.kit.record import DATA, LEVELS, SIZES, STANDARDS, named, standing
from tests.kit.tiers import long
from ui.plotly_figure import PlotlyFigure

MAPS = {"United States": 72, "Americas": named()}
WIRE_LIMIT = 150_000
DAYS = [date(2018, 1, 25), date(2019, 6, 1), date(2020, 12, 31), date(2021, 12, 15), date(2024, 2, 1), None]


@pytest.fixture
def snapshot(portal: Path) -> Snapshot:
    """The public snapshot."""
    return current()


def drawn(snapshot: Snapshot, map_name: str, filters: Filters) -> Figure:
    """The map of the whole region under a filter."""
    box = snapshot.ask("map_regions").set_index("region", drop=False).loc[map_name].to_dict()
    cities = snapshot.ask("cities_on_map", filters, map_name=map_name)
    return cities_on_map(snapshot.ask("outlines", map_name=map_name), cities, box, looks_of(snapshot.ask("levels")))


def points(figure: Figure) -> set[str]:
    """The ids of the cities that a map shows."""
    return {city for trace in figure["data"] for city in trace.get("customdata", [])}


def sent(figure: Figure) -> str:
    """The figure as a browser gets it."""
    return plotly.io.to_json(PlotlyFigure(figure).to_dict(), validate=False)


def legend(figure: Figure) -> dict[str, int]:
    """Names and counts of the legend."""
    entries = [trace["name"].rsplit(" (", 1) for trace in figure["data"] if trace.get("name", "").endswith(")")]
    return {name: int(count.rstrip(")")) for name, count in entries}


def outline(snapshot: Snapshot, map_name: str, code: str) -> shapely.Geometry:
    """The drawn area of a state or country."""
    rows = snapshot.ask("outlines", map_name=map_name).set_index("place_code")
    line = json.loads(rows.loc[code, "outline"])
    rings: list[list] = []
    ring: list = []
    for x, y in [*zip(line["x"], line["y"], strict=True), (None, None)]:
        if x is None:
            rings.append(ring)
            ring = []
        else:
            ring.append((x, y))
    return shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in rings])


def chosen(dice: random.Random) -> Filters:
    """A filter made of words that the record knows."""

    def some(words: list, most: int = 3) -> tuple:
        return tuple(dice.sample(words, dice.randint(1, min(most, len(words))))) if dice.random() < 0.4 else ()

    return Filters(
        as_of=dice.choice(DAYS),
        level=some(list(LEVELS)),
        country=some(["United States", "Brazil", "Argentina", "Colombia"]),
        since=dice.choice([None, None, None, 2021]),
        size=some(list(SIZES)),
        standard=some(list(STANDARDS), 1),
    )


def counted(filters: Filters, day: date) -> list[dict]:
    """The same cities counted from the CSV files alone."""
    codes = {"United States": "US", "Brazil": "BR", "Argentina": "AR", "Colombia": "CO"}
    return [
        city
        for city in standing(day)
        if (not filters.level or city["level"] in filters.level)
        and (not filters.country or city["country"] in {codes[name] for name in filters.country})
        and (not filters.since or city["year"] >= filters.since)
        and (not filters.size or city["size"] in filters.size)
        and (not filters.standard or city["standard"] in filters.standard)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("count", [6, long(50)])
def test_points_legend_list_sentence_and_geojson_agree_for_random_filters(snapshot: Snapshot, site: str, count: int) -> None:
    dice = random.Random(4)
    for _ in range(count):
        filters = chosen(dice)
        expected = counted(filters, filters.as_of or snapshot.newest)
        certain = [city for city in expected if city["is_certified"]]
        everywhere = drawn(snapshot, "Americas", filters)
        features = httpx.get(f"{site}/api/v1/cities.geojson", params=filters.pairs()).json()["features"]
        assert len(points(everywhere)) == len(expected), filters
        assert points(everywhere) == {feature["properties"]["city_id"] for feature in features}
        at_home = snapshot.ask("cities_on_map", filters, map_name="United States")
        assert len(at_home) == sum(city["country"] == "US" for city in expected)
        entries = legend(everywhere)
        assert sum(entries.get(level, 0) for level in LEVELS) == len(certain)
        for level in LEVELS:
            assert entries.get(level, 0) == sum(city["level"] == level for city in certain)
        assert entries.get("filled: present standard", 0) == sum(city["standard"] == "Present" for city in certain)
        assert int(snapshot.ask("city_count", filters)["city_count"].iloc[0]) == len(certain)


def test_every_city_on_the_us_map_lies_inside_its_state(snapshot: Snapshot) -> None:
    cities = snapshot.ask("cities_on_map", map_name="United States")
    assert len(cities) == MAPS["United States"]
    for city in cities.to_dict("records"):
        area = outline(snapshot, "United States", city["state"])
        assert area.covers(shapely.Point(city["map_x"], city["map_y"])), city["place"]


@pytest.mark.parametrize(
    ("name", "lon", "lat", "state"),
    [("Anchorage", -149.2843, 61.17425, "AK"), ("Honolulu", -157.85, 21.31, "HI"), ("San Juan", -66.06, 18.40, "PR")],
)
def test_the_insets_hold_the_cities_of_their_states(snapshot: Snapshot, name: str, lon: float, lat: float, state: str) -> None:
    at = shapely.Point(Composite.read(DATA).place(lon, lat, state))
    assert outline(snapshot, "United States", state).distance(at) == 0, name


@pytest.mark.parametrize("map_name", MAPS)
def test_a_map_is_small_on_the_wire_and_needs_no_tiles_and_no_webgl(snapshot: Snapshot, map_name: str) -> None:
    figure = drawn(snapshot, map_name, Filters())
    assert len(sent(figure)) <= WIRE_LIMIT
    assert {trace["type"] for trace in figure["data"]} == {"scatter"}
    assert len(points(figure)) == MAPS[map_name]


@pytest.mark.parametrize("map_name", MAPS)
def test_a_replay_is_small_on_the_wire_and_ends_with_every_city(snapshot: Snapshot, map_name: str) -> None:
    points = snapshot.ask("cities_on_map", map_name=map_name)[["city_id", "place", "map_x", "map_y"]]
    then = snapshot.ask("cities_at_each_announcement").query("is_certified")[["announced_on", "city_id", "level", "standard"]]
    cities = then.merge(points, on="city_id").assign(moment=lambda rows: rows["announced_on"].astype(str)).sort_values("moment")
    box = snapshot.ask("map_regions").set_index("region", drop=False).loc[map_name].to_dict()
    figure = replayed(snapshot.ask("outlines", map_name=map_name), cities, box, looks_of(snapshot.ask("levels")))
    assert len(sent(figure)) <= WIRE_LIMIT
    assert all(figure["frames"][-1]["data"][0]["hovertext"])
    assert sum(map(bool, figure["frames"][0]["data"][0]["hovertext"])) == 9


@pytest.mark.parametrize("region", ["Phoenix area", "Dallas area", "Boston area", "São Paulo area"])
def test_crowded_places_have_a_region_of_their_own(snapshot: Snapshot, region: str) -> None:
    box = snapshot.ask("map_regions").set_index("region").loc[region]
    cities = snapshot.ask("cities_on_map", map_name=box["map_name"])
    assert (cities["map_x"].between(box["x_least"], box["x_most"]) & cities["map_y"].between(box["y_least"], box["y_most"])).any()
    assert box["x_most"] - box["x_least"] < 160


def test_every_state_has_one_tile_with_the_count_of_its_cities(snapshot: Snapshot) -> None:
    states = snapshot.ask("states_on_map")
    figure = by_state(states)
    assert len(figure["layout"]["shapes"]) == len(states) == 52
    assert states["city_count"].sum() == MAPS["United States"]


@pytest.mark.parametrize("view", ["Map", "Tiles", "Replay"])
def test_each_view_says_how_many_cities_it_shows(portal: Path, view: str) -> None:
    app = opened("map", view=view)
    assert not app.exception
    said = f"{named()} cities have been certified. Counted are the cities named here; "
    assert said in text(app).replace("\\", "")


def test_a_region_that_does_not_exist_is_named(portal: Path) -> None:
    assert "no region called “Atlantis”" in text(opened("map", region="Atlantis"))


def test_a_filter_for_one_state_zooms_to_it(portal: Path) -> None:
    from ui.map import city_map as page

    assert page.box(Filters(state=("Texas",)), None)["region"] == "Texas"
    assert page.box(Filters(country=("Brazil",)), None)["region"] == "Brazil"
    assert page.box(Filters(state=("Texas",)), "Americas")["region"] == "Americas"
