"""The map: every city where it belongs, and the same cities on the map, in its list, in its sentence and in the API."""

from __future__ import annotations

import csv
import html
import io
import json
import math
import random
from datetime import date
from itertools import combinations
from pathlib import Path

import plotly.io
import pytest
import shapely

from charts import map as chart
from charts.figure_data import Figure
from charts.level_looks import looks_of
from charts.map import cities_on_map, plane_of
from charts.map_labels import meet, written
from charts.map_replay import replayed
from charts.tiles import MEASURES, by_state
from etl.marts.map_geometry import Composite
from queries import words
from queries.filters import Filters
from queries.snapshot import Snapshot, current
from tests.kit.api_client import client
from tests.kit.opened import opened, text
from tests.kit.record import DATA, LEVELS, SIZES, STANDARDS, key, missing, named, rows, standing
from ui.map import city_map, map_list, map_place
from ui.plotly_figure import PlotlyFigure

MAPS = {"United States": 72, "Americas": named()}
SOME_STATES = {"TX": "Texas", "OH": "Ohio", "FL": "Florida"}
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


def chosen(dice: random.Random, snapshot: Snapshot) -> Filters:
    """A filter made of words that the record knows, most of them with one place."""

    def some(words: list, most: int = 3) -> tuple:
        return tuple(dice.sample(words, dice.randint(1, min(most, len(words))))) if dice.random() < 0.3 else ()

    kind = dice.choice(["region", "region", "state", "country", None])
    options = sorted(snapshot.words.options[kind]) if kind else []
    if kind == "state":
        options = sorted(
            {city["state"] for city in standing(snapshot.newest) if city["country"] != "US"} | {"Texas", "Ohio", "Florida"}
        )
    return Filters(
        as_of=dice.choice(DAYS),
        level=some(list(LEVELS)),
        since=dice.choice([None, None, None, 2021]),
        size=some(list(SIZES)),
        standard=some(list(STANDARDS), 1),
        **({kind: (dice.choice(options),)} if kind else {}),
    )


def counted(filters: Filters, day: date, snapshot: Snapshot) -> list[dict]:
    """The same cities counted from the CSV files alone; only names of countries and of US states are the record's."""
    countries = {word: code for code, word in snapshot.words.codes["country"].items()}
    return [
        city
        for city in standing(day)
        if (not filters.level or city["level"] in filters.level)
        and (not filters.country or city["country"] in {countries[name] for name in filters.country})
        and (not filters.state or state_of(city) in filters.state)
        and (not filters.region or any(lies_in(city, name) for name in filters.region))
        and (not filters.since or city["year"] >= filters.since)
        and (not filters.size or city["size"] in filters.size)
        and (not filters.standard or city["standard"] in filters.standard)
    ]


def state_of(city: dict) -> str:
    """The word for the state or region that an address has."""
    return SOME_STATES.get(city["state"], "") if city["country"] == "US" else city["state"]


def lies_in(city: dict, region: str) -> bool:
    """Whether a city is of the states or countries of a region, or as near to its middle as the file says."""
    asked = next(row for row in rows("map_regions") if row["region"] == region)
    if asked["members"]:
        at_home = asked["map_name"] == "United States"
        return (city["country"] == "US") == at_home and city["state" if at_home else "country"] in asked["members"].split("|")
    place = next(row for row in rows("cities") if key(row) == (city["city"], city["state"], city["country"]))
    lat, lon, to_lat, to_lon = (math.radians(float(n)) for n in (place["lat"], place["lon"], asked["lat"], asked["lon"]))
    cosine = math.sin(lat) * math.sin(to_lat) + math.cos(lat) * math.cos(to_lat) * math.cos(lon - to_lon)
    return 6371 * math.acos(min(1, cosine)) <= float(asked["radius_km"])


@pytest.mark.slow
def test_title_sentence_legend_list_file_picture_and_geojson_agree_for_random_places_and_filters(
    snapshot: Snapshot,
) -> None:
    dice, api = random.Random(4), client()
    for _ in range(50):
        filters = chosen(dice, snapshot)
        expected = counted(filters, filters.as_of or snapshot.newest, snapshot)
        certain = [city for city in expected if city["is_certified"]]
        region = map_place.box(filters)["region"]
        figure = city_map.finished(filters, region, shaded=False, chosen=None)
        picture = json.loads(plotly.io.to_json(figure.to_dict(), validate=False))
        table, places = map_list.listed(filters, region)
        features = api.get("/api/v1/cities.geojson", params=filters.pairs()).json()["features"]
        file = list(csv.DictReader(io.StringIO(api.get("/api/v1/cities.csv", params=filters.pairs()).text)))
        drawn_ids = {feature["properties"]["city_id"] for feature in features}
        assert len(expected) == len(features) == table.num_rows == len(file), filters
        assert points(picture) == drawn_ids == set(places) == {row["city_id"] for row in file}, filters
        entries = legend(picture)
        for level in LEVELS:
            assert entries.get(level, 0) == sum(city["level"] == level for city in certain), filters
        assert entries.get("filled: present standard", 0) == sum(city["standard"] == "Present" for city in certain)
        said = words.least_and_most(len(certain), len(expected)) if expected else "No"
        title = picture["layout"]["title"]["text"].replace("<br>", " ")
        assert title.startswith(f"{said} cit"), filters
        place = next(iter((*filters.region, *filters.state, *filters.country)), "")
        assert snapshot.words.options.get(place_kind(filters), {}).get(place, "") in html.unescape(title)


def place_kind(filters: Filters) -> str:
    """The parameter that names the place of the filter."""
    return next((kind for kind in ("region", "state", "country") if getattr(filters, kind)), "")


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
    figure = by_state(states, MEASURES[1])
    assert len(figure["layout"]["shapes"]) == len(states) == 52
    assert states["city_count"].sum() == MAPS["United States"]


@pytest.mark.parametrize("view", ["Map", "Tiles", "Replay"])
def test_each_view_says_how_many_cities_it_shows(portal: Path, view: str) -> None:
    app = opened("map", view=view)
    assert not app.exception
    assert [title.value for title in app.title] == [f"{named()} cities have been certified"]
    said = f"Counted are the cities named here; {missing()} announced ones are not."
    assert said in text(app).replace("\\", "")


def test_a_region_that_does_not_exist_is_named(portal: Path) -> None:
    assert "There is no region “Atlantis”" in text(opened("map", region="Atlantis")).replace("\\", "")


def test_a_filter_for_one_state_zooms_to_it(portal: Path) -> None:
    assert map_place.box(Filters(state=("Texas",)))["region"] == "Texas"
    assert map_place.box(Filters(country=("Brazil",)))["region"] == "Brazil"
    assert map_place.box(Filters(state=("São Paulo",)))["region"] == "Brazil"
    assert map_place.box(Filters(level=("Gold",)))["region"] == "Americas"


@pytest.mark.parametrize("measure", MEASURES)
def test_the_tiles_say_one_measure_in_number_and_tint(snapshot: Snapshot, measure: str) -> None:
    states = snapshot.ask("states_on_map").set_index("state")
    figure = by_state(states.reset_index(), measure)
    said = dict(entry.removesuffix("</b>").split("<br><b>") for entry in figure["data"][0]["text"])
    texas = states.loc["TX"]
    assert said["TX"] == (str(texas["city_count"]) if measure == MEASURES[1] else f"{texas['share_pct']:.0f}%")
    assert figure["layout"]["legend"]["title"]["text"].strip() == measure


def test_every_city_on_record_lies_on_the_map_of_the_americas(snapshot: Snapshot) -> None:
    box = snapshot.ask("map_regions").set_index("region").loc["Americas"]
    cities = snapshot.ask("cities_on_map", map_name="Americas")
    inside = cities["map_x"].between(box["x_least"], box["x_most"]) & cities["map_y"].between(box["y_least"], box["y_most"])
    assert cities.loc[~inside, "place"].tolist() == []


@pytest.mark.slow
def test_no_two_names_of_a_region_meet_and_none_is_cut_at_any_width(snapshot: Snapshot) -> None:
    for region in map_place.boxes().values():
        cities = snapshot.ask("cities_on_map", map_name=region["map_name"])
        plane = plane_of(region)
        at = {city["city_id"]: city for city in cities.to_dict("records")}
        named_here = chart.names(cities, region)
        for scale in plane.scales():
            boxes = [
                written(at[c]["map_x"], at[c]["map_y"], chart.short(at[c]["place"]), p, plane, scale)
                for c, p in named_here.items()
            ]
            high, wide = (region["y_most"] - region["y_least"]) * scale, (region["x_most"] - region["x_least"]) * scale
            assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= wide and box[3] <= high for box in boxes), region["region"]
            assert not [(a, b) for a, b in combinations(boxes, 2) if meet(a, b)], region["region"]
