"""Where the certified cities are: outlines, cities by latest level, and states shaded by share; on a plane, nothing fetched."""

from __future__ import annotations

import json
from collections import Counter
from html import escape

import pandas as pd

from charts.figure_data import Figure, Part, Trace, legend_only, rows_of, scatter
from charts.level_looks import LevelLook, LevelLooks
from charts.shares import SHARES, WASHES, share_class
from charts.theme import QUIET, UNSEEN, calm, see_through

BORDER: Part = {"color": see_through(QUIET, 0.55), "width": 0.8}
LAND: Part = {"line": BORDER, "fillcolor": see_through(QUIET, 0.1)}
HIDDEN: Part = {"visible": False, "showgrid": False, "zeroline": False, "fixedrange": True, "automargin": False}
POSSIBLE: Part = {"symbol": "circle-open-dot", "color": QUIET, "line": {"width": 1.5}}
SMALLEST, LARGEST, MILLIONS = 8, 26, 4.0
HEIGHT = 480
MOST_NAMES = 25
SHOWN = (
    "city_id", "place", "level", "level_year", "standard", "is_certified", "first_certified_words", "population",
    "population_year", "map_x", "map_y",
)  # fmt: skip


def cities_on_map(
    outlines: pd.DataFrame, cities: pd.DataFrame, box: dict, looks: LevelLooks, shares: pd.DataFrame | None = None
) -> Figure:
    """The map of one region.

    `outlines`: place_code, outline (JSON). `cities`: place, city_id, level, level_year, standard, is_certified,
    population, population_year, map_x, map_y. `box`: x_least, x_most, y_least, y_most, region_kind, map_name.
    `shares`, if states are to be shaded: state, share_pct.
    """
    land = [area(outlines["outline"], LAND)] if shares is None else _shaded(outlines, shares)
    marks = _marks(cities, looks, by_size=box["map_name"] == "United States", with_names=_has_room(cities, box))
    return framed([*land, *marks, *_legend(cities, looks)], box)


def framed(data: list[Trace], box: dict, height: int = HEIGHT, **layout: object) -> Figure:
    """The traces on a plane of equal scale, showing at least `box`, without axes; `layout` is put into the figure's."""
    return calm(
        data,
        height,
        **{
            "margin": {"l": 0, "r": 0, "t": 4, "b": 8},
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


def _marks(cities: pd.DataFrame, looks: LevelLooks, by_size: bool, with_names: bool) -> list[Trace]:
    """One trace per look, so that a mark means the same everywhere."""
    alike: dict[tuple[str, str, bool], list[dict]] = {}
    for row in rows_of(cities, *SHOWN):
        city = dict(zip(SHOWN, row, strict=True))
        alike.setdefault((city["level"], city["standard"], city["is_certified"]), []).append(city)
    return [
        _mark(mine, look_of(looks[level], standard) if is_certified else POSSIBLE, by_size, with_names)
        for (level, standard, is_certified), mine in alike.items()
    ]


def _mark(cities: list[dict], look: Part, by_size: bool, with_names: bool) -> Trace:
    names = {"text": [escape(city["place"].rsplit(",", 1)[0]) for city in cities]} if with_names else {}
    return scatter(
        [city["map_x"] for city in cities],
        [city["map_y"] for city in cities],
        "markers+text" if with_names else "markers",
        showlegend=False,
        textposition="top center",
        customdata=[city["city_id"] for city in cities],
        hovertext=[_hover(city) for city in cities],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"size": [_size(city["population"]) for city in cities] if by_size else 11, **look},
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
        **names,
    )


def _size(population: float) -> float:
    """A diameter in pixels whose square grows with the population; unknown is smallest."""
    millions = 0 if pd.isna(population) else population / 1e6
    return round(min(SMALLEST + (LARGEST - SMALLEST) * (millions / MILLIONS) ** 0.5, LARGEST), 1)


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


def _has_room(cities: pd.DataFrame, box: dict) -> bool:
    """Whether the names of the cities in the box can be written beside them."""
    inside = sum(
        box["x_least"] <= x <= box["x_most"] and box["y_least"] <= y <= box["y_most"]
        for x, y in rows_of(cities, "map_x", "map_y")
    )
    return box["region_kind"] in ("area", "state", "country") and inside <= MOST_NAMES


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
