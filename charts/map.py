"""Where the certified cities are: outlines, cities by latest level, and states shaded by share; on a plane, nothing fetched."""

from __future__ import annotations

import json
from collections import Counter
from html import escape

import pandas as pd

from charts.figure_data import Figure, Part, Trace, legend_only, rows_of, scatter
from charts.level_looks import LevelLook, LevelLooks
from charts.map_labels import POSITIONS, SIZE, Plane, placed
from charts.shares import SHARES, WASHES, share_class
from charts.theme import ACCENT, QUIET, TEXT_ON_TINT, UNSEEN, calm, see_through

BORDER: Part = {"color": see_through(QUIET, 0.55), "width": 0.8}
LAND: Part = {"line": BORDER, "fillcolor": see_through(QUIET, 0.1)}
HIDDEN: Part = {"visible": False, "showgrid": False, "zeroline": False, "fixedrange": True, "automargin": False}
POSSIBLE: Part = {"symbol": "circle-open-dot", "color": QUIET, "line": {"width": 1.5}}
MARK_SIZE, RING_SIZE = 12, 24
HEIGHT = 440
SHOWN = (
    "city_id", "place", "level", "level_year", "standard", "is_certified", "first_certified_words", "population",
    "population_year", "map_x", "map_y",
)  # fmt: skip


def cities_on_map(
    outlines: pd.DataFrame,
    cities: pd.DataFrame,
    box: dict,
    looks: LevelLooks,
    shares: pd.DataFrame | None = None,
    chosen: str | None = None,
) -> Figure:
    """The map of one region, with a ring around the city whose id is `chosen`.

    `outlines`: place_code, outline (JSON), is_inset. `cities`, those whose names are placed first at the top: place, city_id,
    state, level, level_year, standard, is_certified, first_certified_words, population, population_year, map_x, map_y.
    `box`: x_least, x_most, y_least, y_most, region_kind, place_code. `shares`, if states are to be shaded: state, share_pct.
    """
    seen = outlines[~outlines["is_inset"] | outlines["place_code"].isin(_insets(cities, box, shares))]
    land = [area(seen["outline"], LAND)] if shares is None else _shaded(seen, shares)
    ring = [_ring(x, y) for city_id, x, y in rows_of(cities, "city_id", "map_x", "map_y") if city_id == chosen]
    return framed([*land, *ring, *_marks(cities, looks, names(cities, box)), *_legend(cities, looks)], box)


def _insets(cities: pd.DataFrame, box: dict, shares: pd.DataFrame | None) -> set[str]:
    """The places drawn aside that the map needs: on the whole map those with a city, all where they are shaded; else its own."""
    if box["region_kind"] != "map":
        return {box["place_code"]}
    return set(cities["state"]) if shares is None else set(shares["state"])


def names(cities: pd.DataFrame, box: dict) -> dict[str, str]:
    """The position of each name that has room, by city id."""
    plane = plane_of(box)
    points, places = list(rows_of(cities, "map_x", "map_y")), [short(place) for place in cities["place"]]
    city_ids = cities["city_id"].tolist()
    return {city_ids[at]: position for at, position in placed(points, places, plane).items()}


def plane_of(box: dict) -> Plane:
    """The part of the map in a row of `map_regions`."""
    return Plane(box["x_least"], box["y_least"], box["x_most"], box["y_most"])


def short(place: str) -> str:
    """`Tempe` of `Tempe, AZ`."""
    return place.rsplit(",", 1)[0]


def _ring(x: float, y: float) -> Trace:
    look = {"symbol": "circle-open", "size": RING_SIZE, "color": ACCENT, "line": {"width": 3}}
    return scatter([x], [y], "markers", marker=look, hoverinfo="skip", showlegend=False, cliponaxis=False)


def framed(data: list[Trace], box: dict, **layout: object) -> Figure:
    """The traces on a plane of equal scale, showing at least `box`, without axes; `layout` is put into the figure's."""
    return calm(
        data,
        round(HEIGHT * plane_of(box).tallness()),
        **{
            "margin": {"l": 0, "r": 0, "t": 12, "b": 8},
            "legend": {"itemclick": False, "itemdoubleclick": False, "itemsizing": "constant", "font": {"size": 13}},
            "xaxis": {"range": [box["x_least"], box["x_most"]], **HIDDEN},
            "yaxis": {"range": [box["y_least"], box["y_most"]], "scaleanchor": "x", "scaleratio": 1, **HIDDEN},
        }
        | layout,
    )


def area(outlines: pd.Series, look: Part) -> Trace:
    """Outlines (JSON) as one filled shape: one line with breaks."""
    x: list[int | None] = []
    y: list[int | None] = []
    for text in outlines:
        outline = json.loads(text)
        x += [*outline["x"], None]
        y += [*outline["y"], None]
    return scatter(x, y, "lines", fill="toself", hoverinfo="skip", showlegend=False, **look)


def _shaded(outlines: pd.DataFrame, shares: pd.DataFrame) -> list[Trace]:
    """One area per class of shares, each with an entry of the legend, and one of the states without a share."""
    states = outlines.merge(shares, left_on="place_code", right_on="state", how="left")
    classes = pd.Series(share_class(states["share_pct"]), states.index, dtype="object")
    traces = [area(states.loc[classes.isna(), "outline"], {"line": BORDER, "fillcolor": UNSEEN})]
    for at, wash in enumerate(WASHES):
        mine = states.loc[classes == at, "outline"]
        if len(mine):
            look = {"symbol": "square", "size": 14, "color": wash, "line": {"width": 1, "color": BORDER["color"]}}
            traces.append(area(mine, {"line": BORDER, "fillcolor": wash}))
            traces.append(legend_only(_share_words(at), look, hoverinfo="skip", legendrank=2000))
    return traces


def _share_words(at: int) -> str:
    """The words of a class of SHARES; the first says of what they are shares."""
    return f"states: {SHARES[at][1]} of their cities of 30,000+" if at == 0 else SHARES[at][1]


def _marks(cities: pd.DataFrame, looks: LevelLooks, named: dict[str, str]) -> list[Trace]:
    """One trace per look, so that a mark means the same everywhere."""
    alike: dict[tuple[str, str, bool], list[dict]] = {}
    for row in rows_of(cities, *SHOWN):
        city = dict(zip(SHOWN, row, strict=True))
        alike.setdefault((city["level"], city["standard"], city["is_certified"]), []).append(city)
    return [
        _mark(mine, look_of(looks[level], standard) if is_certified else POSSIBLE, named)
        for (level, standard, is_certified), mine in alike.items()
    ]


def _mark(cities: list[dict], look: Part, named: dict[str, str]) -> Trace:
    return scatter(
        [city["map_x"] for city in cities],
        [city["map_y"] for city in cities],
        "markers+text",
        showlegend=False,
        text=[escape(short(city["place"])) if city["city_id"] in named else "" for city in cities],
        textposition=[named.get(city["city_id"], POSITIONS[0]) for city in cities],
        textfont={"size": SIZE, "color": TEXT_ON_TINT},
        customdata=[city["city_id"] for city in cities],
        hovertext=[_hover(city) for city in cities],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"size": MARK_SIZE, **look},
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
    )


def look_of(level: LevelLook, standard: str) -> Part:
    """Color and shape tell the level; filled = present standard, hollow = an earlier one."""
    if standard == "Present":
        return {"symbol": level.symbol, "color": level.color, "line": {"width": 1, "color": "rgba(255,255,255,0.85)"}}
    return {"symbol": f"{level.symbol}-open", "color": level.color, "line": {"width": 2}}


def _hover(city: dict) -> str:
    level = f"{city['level']} ({city['level_year']:.0f})" if pd.notna(city["level_year"]) else "Level not stated"
    lines = [f"<b>{escape(city['place'])}</b>", level if city["is_certified"] else f"Possible: {city['first_certified_words']}"]
    if pd.notna(city["population"]):
        of = f"in {city['population_year']:.0f}" if pd.notna(city["population_year"]) else "year not given"
        lines.append(f"{city['population']:,.0f} people ({of})")
    else:
        lines.append("Population unknown")
    return "<br>".join(lines)


def _legend(cities: pd.DataFrame, looks: LevelLooks) -> list[Trace]:
    """The legend, with counts: levels by color and shape, standards by filled and hollow."""
    certain = [
        (level, standard) for level, standard, is_certain in rows_of(cities, "level", "standard", "is_certified") if is_certain
    ]
    levels, standards = Counter(level for level, _ in certain), Counter(standard for _, standard in certain)
    fill = {"color": QUIET, "line": {"width": 2, "color": QUIET}}
    entries = [
        *((level, levels[level], look_of(look, "Present")) for level, look in looks.items()),
        ("filled: present standard", standards["Present"], {"symbol": "circle", **fill}),
        ("hollow: an earlier standard", standards["Earlier"], {"symbol": "circle-open", **fill}),
        ("possible by this date", len(cities) - len(certain), POSSIBLE),
    ]
    return [legend_only(f"{words} ({count})", {"size": 12, **look}, hoverinfo="skip") for words, count, look in entries if count]
