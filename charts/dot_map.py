"""A small map as an SVG picture: outlines and one dot per city, for a screen that has no room for a chart."""

from __future__ import annotations

import json
from itertools import groupby

import pandas as pd

WIDTH = 640
LAND, BORDER = "#8a8f94", "#8a8f94"
Box = tuple[float, float, float, float]  # left, bottom, right, top, in kilometers
# The part of the Americas in which every city that can be named here lies, in kilometers of the drawn map.
PEOPLED: Box = (-4300.0, -5600.0, 5400.0, 5700.0)


def land(outlines: pd.DataFrame, box: Box) -> str:
    """The outlines as SVG paths, the same under every filter. `outlines`: outline (JSON of x and y in kilometers)."""
    left, _, right, top = box
    scale = WIDTH / (right - left)
    return "".join(f"<path d='{_path(json.loads(line), left, top, scale)}'/>" for line in outlines["outline"])


def dots(paths: str, cities: pd.DataFrame, box: Box, radius: float = 6) -> str:
    """The picture on the `paths` of `land`; `cities`: map_x, map_y, color.

    Its colors are read on a light and on a dark page alike.
    """
    left, bottom, right, top = box
    scale = WIDTH / (right - left)
    height = round((top - bottom) * scale)
    marks = "".join(
        f"<circle cx='{(x - left) * scale:.0f}' cy='{(top - y) * scale:.0f}' r='{radius}' fill='{color}'/>"
        for x, y, color in cities[["map_x", "map_y", "color"]].itertuples(index=False)
    )
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {height}' width='{WIDTH}' height='{height}'>"
        f"<g fill='{LAND}' fill-opacity='.14' stroke='{BORDER}' stroke-opacity='.55' stroke-width='1'>{paths}</g>"
        f"<g stroke='#fff' stroke-width='1'>{marks}</g></svg>"
    )


def _path(line: dict[str, list], left: float, top: float, scale: float) -> str:
    """The rings of an outline, which are parted by null, as the commands of an SVG path in whole units."""
    parts = []
    for is_point, points in groupby(zip(line["x"], line["y"], strict=True), key=lambda point: point[0] is not None):
        if is_point:
            places = [f"{(x - left) * scale:.0f} {(top - y) * scale:.0f}" for x, y in points]
            steps = [place for place, before in zip(places, [None, *places], strict=False) if place != before]
            parts.append("M" + "L".join(steps) + "Z")
    return "".join(parts)
