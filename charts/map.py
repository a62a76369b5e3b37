"""Where the certified cities are: outlines, cities by latest level, and states shaded by share; on a plane, nothing fetched."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.theme import LEVEL_COLORS, LEVEL_SYMBOLS, LEVELS, QUIET, calm

BORDER: dict[str, Any] = {"color": "rgba(138,143,148,0.55)", "width": 0.8}
LAND: dict[str, Any] = {"line": BORDER, "fillcolor": "rgba(138,143,148,0.10)"}
SMALLEST, LARGEST, MILLIONS = 8, 26, 4.0
HEIGHT = 480
# Share of a state's cities of 30,000+ in percent: least of the class, its words, its strength; text stays readable on all.
SHARES = ((0, "none", 0.05), (0.01, "under 5%", 0.14), (5, "5–10%", 0.26), (10, "10–20%", 0.38), (20, "20% or more", 0.52))


def tint(strength: float) -> str:
    """The accent as a transparent wash, so that it suits the light and the dark page."""
    return f"rgba(43,134,173,{strength})"


def share_class(share_pct: pd.Series) -> pd.Series:
    """The class of SHARES, by its position, that each share (percent) falls in; a blank share is blank."""
    edges = [least for least, _, _ in SHARES]
    return pd.cut(share_pct.astype("float64"), [*edges, 101], right=False, labels=range(len(edges))).astype("Int64")


def cities_on_map(outlines: pd.DataFrame, cities: pd.DataFrame, box: dict, shares: pd.DataFrame | None = None) -> go.Figure:
    """The map of one region.

    `outlines`: place_code, outline (JSON). `cities`: place, city_id, level, level_year, standard, is_certified,
    population, population_year, map_x, map_y. `box`: x_least, x_most, y_least, y_most, region_kind, map_name.
    `shares`, if states are to be shaded: state, share_pct.
    """
    figure = go.Figure()
    if shares is None:
        area(figure, outlines, **LAND)
    else:
        _shade(figure, outlines, shares)
    _mark(figure, cities, by_size=box["map_name"] == "United States", with_names=_has_room(cities, box))
    _explain(figure, cities)
    return framed(figure, box)


def framed(figure: go.Figure, box: dict, height: int = HEIGHT) -> go.Figure:
    """The figure on a plane of equal scale, showing at least `box`, without axes."""
    hidden = {"visible": False, "showgrid": False, "zeroline": False, "fixedrange": True, "automargin": False}
    figure = calm(figure, height).update_layout(margin={"l": 0, "r": 0, "t": 4, "b": 8})
    figure.update_layout(legend={"itemclick": False, "itemdoubleclick": False, "itemsizing": "constant", "font": {"size": 13}})
    figure.update_xaxes(range=[box["x_least"], box["x_most"]], **hidden)
    return figure.update_yaxes(range=[box["y_least"], box["y_most"]], scaleanchor="x", scaleratio=1, **hidden)


def _line(outlines: pd.DataFrame) -> tuple[list, list]:
    """Many outlines as one line with breaks."""
    x: list[int | None] = []
    y: list[int | None] = []
    for text in outlines["outline"]:
        outline = json.loads(text)
        x += [*outline["x"], None]
        y += [*outline["y"], None]
    return x, y


def area(figure: go.Figure, outlines: pd.DataFrame, **look: object) -> None:
    """Adds the outlines (column `outline`) to the figure as one filled shape."""
    x, y = _line(outlines)
    figure.add_scatter(x=x, y=y, mode="lines", fill="toself", hoverinfo="skip", showlegend=False, **look)


def _shade(figure: go.Figure, outlines: pd.DataFrame, shares: pd.DataFrame) -> None:
    """One area per class of shares, and a point to hover inside each state."""
    states = outlines.merge(shares, left_on="place_code", right_on="state", how="left")
    states["share_class"] = share_class(states["share_pct"])
    area(figure, states[states["share_class"].isna()], line=BORDER, fillcolor="rgba(0,0,0,0)")
    for at, (_, _words, strength) in enumerate(SHARES):
        mine = states[states["share_class"] == at]
        if mine.empty:
            continue
        area(figure, mine, line=BORDER, fillcolor=tint(strength))
        look = {"symbol": "square", "size": 14, "color": tint(strength), "line": {"width": 1, "color": BORDER["color"]}}
        figure.add_scatter(
            x=[None], y=[None], mode="markers", name=_share_words(at), hoverinfo="skip", legendrank=2000, marker=look
        )


def _share_words(at: int) -> str:
    """The words of a class of SHARES; the first says of what they are shares."""
    return f"states: {SHARES[at][1]} of their cities of 30,000+" if at == 0 else SHARES[at][1]


def _mark(figure: go.Figure, cities: pd.DataFrame, by_size: bool, with_names: bool) -> None:
    """One trace per look, so that a mark means the same everywhere."""
    looks = cities.assign(
        size=_sizes(cities["population"]) if by_size else 11, hover=[_hover(c) for c in cities.to_dict("records")]
    )
    for (level, standard, is_certified), mine in looks.groupby(["level", "standard", "is_certified"], sort=False):
        figure.add_scatter(
            x=mine["map_x"].tolist(),
            y=mine["map_y"].tolist(),
            mode="markers+text" if with_names else "markers",
            showlegend=False,
            text=mine["place"].str.rsplit(",", n=1).str[0].map(escape).tolist() if with_names else None,
            textposition="top center",
            customdata=mine["city_id"].tolist(),
            hovertext=mine["hover"].tolist(),
            hovertemplate="%{hovertext}<extra></extra>",
            marker={"size": mine["size"].tolist() if by_size else 11, **look_of(level, standard, is_certified)},
            unselected={"marker": {"opacity": 1}},
            cliponaxis=False,
        )


def _sizes(population: pd.Series) -> pd.Series:
    """Diameters in pixels whose square grows with the population; unknown is smallest."""
    millions = population.astype("float64").fillna(0) / 1e6
    return (SMALLEST + (LARGEST - SMALLEST) * (millions / MILLIONS) ** 0.5).clip(SMALLEST, LARGEST).round(1)


def look_of(level: str, standard: str, is_certified: bool) -> dict:
    """Color and shape tell the level; filled = present standard, hollow = an earlier one; gray = only possible by the date."""
    if not is_certified:
        return {"symbol": "circle-open-dot", "color": QUIET, "line": {"width": 1.5}}
    if standard == "Present":
        return {
            "symbol": LEVEL_SYMBOLS[level],
            "color": LEVEL_COLORS[level],
            "line": {"width": 1, "color": "rgba(255,255,255,0.85)"},
        }
    return {"symbol": f"{LEVEL_SYMBOLS[level]}-open", "color": LEVEL_COLORS[level], "line": {"width": 2}}


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
    inside = cities["map_x"].between(box["x_least"], box["x_most"]) & cities["map_y"].between(box["y_least"], box["y_most"])
    return box["region_kind"] in ("area", "state", "country") and inside.sum() <= 25


def _explain(figure: go.Figure, cities: pd.DataFrame) -> None:
    """The legend, with counts: levels by color and shape, standards by filled and hollow."""
    certain = cities[cities["is_certified"]]
    for level in LEVELS:
        _entry(figure, level, (certain["level"] == level).sum(), look_of(level, "Present", True))
    for standard, words, fill in (
        ("Present", "filled: present standard", "circle"),
        ("Earlier", "hollow: an earlier standard", "circle-open"),
    ):
        _entry(
            figure,
            words,
            (certain["standard"] == standard).sum(),
            {"symbol": fill, "color": QUIET, "line": {"width": 2, "color": QUIET}},
        )
    _entry(figure, "possible by this date", len(cities) - len(certain), look_of("Not stated", "", False))


def _entry(figure: go.Figure, words: str, count: int, look: dict) -> None:
    if count:
        figure.add_scatter(
            x=[None], y=[None], mode="markers", name=f"{words} ({count})", hoverinfo="skip", marker={"size": 12, **look}
        )
