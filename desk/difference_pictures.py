"""Before and after as pictures: the cities that change on the map of the Americas, and the number of cities over time."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from charts.dot_map import Box, dots, land
from charts.figure_data import Figure, scatter, values
from charts.finished import signed
from charts.growth import announced_and_named
from charts.theme import QUIET
from etl.publishing import snapshot_files
from etl.publishing.build import Result
from queries import words
from queries.snapshot import Snapshot, open_snapshot

AMERICAS = "Americas"
MARGIN_KM = 500
CHANGED = "#b97f0b"  # read on a light and on a dark page, and told from the blue of the chart


@dataclass(frozen=True)
class Pictures:
    """The map as SVG, the chart as plotly's figure, and how many changed cities have no place on the map."""

    map: str
    chart: Figure
    off_the_map: int


def drawn(database: Path, directory: Path | None, result: Result) -> Pictures:
    """The pictures of the record in `database` beside the one that is published in `directory`."""
    before = _growth_before(directory)
    with closing(_Opened(database)) as opened:
        cities = opened.snapshot.ask("cities_on_map", map_name=AMERICAS)
        changed = set(result.changes["city_id"].dropna()) - {""} if "city_id" in result.changes else set()
        outlines = opened.snapshot.ask("outlines", map_name=AMERICAS)
        after = opened.snapshot.ask("certified_cities_by_announcement")
        terms = opened.snapshot.terms.name
        source = f"As of {words.day(opened.snapshot.newest)}", f"Source: record of certified cities, {terms}"
    shown = cities.assign(is_new=cities["city_id"].isin(changed)).sort_values("is_new", kind="stable")
    box = _around(outlines, cities)
    picture = dots(land(outlines, box), shown.assign(color=shown["is_new"].map({True: CHANGED, False: QUIET})), box)
    return Pictures(picture, _chart(before, after, *source), len(changed - set(cities["city_id"])))


class _Opened:
    """A snapshot that is asked a few questions and closed, so that the build may open its file."""

    def __init__(self, path: Path) -> None:
        self.snapshot: Snapshot = open_snapshot(path)

    def close(self) -> None:
        self.snapshot.con.close()


def _growth_before(directory: Path | None) -> pd.DataFrame | None:
    pointer = snapshot_files.pointed(directory) if directory else None
    if directory is None or pointer is None:
        return None
    with closing(_Opened(directory / pointer["snapshot"])) as opened:
        return opened.snapshot.ask("certified_cities_by_announcement")


def _chart(before: pd.DataFrame | None, after: pd.DataFrame, *source: str) -> Figure:
    figure = announced_and_named(after)
    if before is not None:
        line = {"shape": "hv", "width": 2, "dash": "dot", "color": QUIET}
        days, counts = values(before["announced_on"]), values(before["city_count"])
        hover = "%{y} named before<extra></extra>"
        figure = {
            **figure,
            "data": [*figure["data"], scatter(days, counts, "lines", line=line, name="before", hovertemplate=hover)],
        }
    return signed(figure, "Cities certified at least once, before and after", *source)


def _around(outlines: pd.DataFrame, cities: pd.DataFrame) -> Box:
    """What is drawn: the land that has cities, with a margin."""
    if cities.empty:
        rings = [json.loads(line) for line in outlines["outline"]]
        xs, ys = ([n for ring in rings for n in ring[axis] if n is not None] for axis in ("x", "y"))
    else:
        xs, ys = cities["map_x"].tolist(), cities["map_y"].tolist()
    return min(xs) - MARGIN_KM, min(ys) - MARGIN_KM, max(xs) + MARGIN_KM, max(ys) + MARGIN_KM
