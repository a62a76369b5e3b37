"""Small pictures of the record as shapes in a box, for cards and embeds: growth, levels, a map of dots, one city over time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from api.bounded_cache import BoundedCache
from charts import dot_map
from charts.growth import ROOM_FOR_THE_LAST_STEP
from charts.level_looks import looks_of
from charts.unnamed import unnamed_by
from queries import words
from queries.city_answers import awards_of
from queries.file_formats import rows
from queries.page_answers import city_count, headline
from queries.page_asked import Asked
from queries.snapshot import Snapshot

AMERICAS, HOME = "Americas", "United States"
AXIS, LABEL, EDGE = 26, 16, 12
LAND: BoundedCache[str] = BoundedCache(1_000_000, len)


@dataclass(frozen=True)
class Size:
    """Width and height of the box, in units of the picture."""

    width: float
    height: float


@dataclass(frozen=True)
class Shape:
    """One thing that is drawn: what it is, where, how large, how it is colored, what it says."""

    kind: str
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    color: str = ""
    text: str = ""
    look: str = ""
    anchor: str = "start"


Draw = Callable[[Asked, Size], list[Shape]]


def growth(asked: Asked, size: Size) -> list[Shape]:
    """Named cities as steps; where no filter is set, the announced totals as rings and what nobody names hatched."""
    table = asked.snapshot.series("certified_cities_by_announcement", asked.filters)
    steps = rows(table)
    days = [date.fromisoformat(row["announced_on"]) for row in steps]
    if not days:
        return []
    is_whole = not asked.filters.without("as_of").is_filtered
    totals = [row["announced_total"] if is_whole else None for row in steps]
    most = max([1, *(row["city_count_most"] for row in steps), *(int(total) for total in totals if total)])
    # The newest step needs a width to be seen, as on the page.
    start, end = asked.snapshot.words.start, max(asked.as_of, days[-1] + ROOM_FOR_THE_LAST_STEP)
    across = [_x(day, start, end, size) for day in days]
    floor = size.height - AXIS

    def height(count: float) -> float:
        return floor - (floor - 2 * LABEL) * count / most

    line = f"M{EDGE} {floor:.1f}" + "".join(
        f"H{x:.1f}V{height(row['city_count']):.1f}" for x, row in zip(across, steps, strict=True)
    )
    line += f"H{size.width - EDGE:.1f}"
    drawn = [*_years(start, end, size), Shape("area", text=f"{line}V{floor:.1f}Z")]
    possible = [(height(row["city_count"]), height(row["city_count_most"])) for row in steps]
    drawn.append(Shape("area", text=_between(possible, across, size)))
    if is_whole and (gaps := unnamed_by(table)).any():
        unnamed = [(upper, upper - height(0) + height(gap)) for (_, upper), gap in zip(possible, gaps, strict=True)]
        drawn.append(Shape("unnamed", text=_between(unnamed, across, size)))
        drawn.append(Shape("text", EDGE, LABEL, text="Hatched: announced, not named", look="small"))
    drawn.append(Shape("line", text=line))
    for x, total in zip(across, totals, strict=True):
        drawn += [Shape("ring", x, height(total))] if total else []
    last = words.least_and_most(steps[-1]["city_count"], steps[-1]["city_count_most"])
    drawn.append(Shape("text", size.width - EDGE, floor - 8, text=f"{last} named here", anchor="end"))
    if totals[-1]:
        above = height(totals[-1]) - 10
        drawn.append(
            Shape("text", size.width - EDGE, above, text=f"{words.number(totals[-1])} announced", look="quiet", anchor="end")
        )
    return drawn


def _between(heights: list[tuple[float, float]], across: list[float], size: Size) -> str:
    """What lies between two lines of steps, as SVG: one box for each step, from its lower to its upper height."""
    edges = zip(across, [*across[1:], size.width - EDGE], heights, strict=True)
    return "".join(
        f"M{left:.1f} {low:.1f}H{right:.1f}V{high:.1f}H{left:.1f}Z" for left, right, (low, high) in edges if low > high
    )


def _x(day: date, start: date, end: date, size: Size) -> float:
    return EDGE + (size.width - 2 * EDGE) * (day - start).days / max((end - start).days, 1)


def _years(start: date, end: date, size: Size) -> list[Shape]:
    """The axis below: a line, and every year that has room for its number."""
    floor, years = size.height - AXIS, range(start.year + 1, end.year + 1)
    every = max(1, round(len(years) * 52 / size.width))
    marks = [Shape("axis", EDGE, floor, size.width - 2 * EDGE)]
    for year in years[::every]:
        x = _x(date(year, 1, 1), start, end, size)
        anchor, at = ("end", min(x + 14, size.width - 2)) if x > size.width - 24 else ("middle", x)
        marks.append(Shape("text", at, floor + 19, text=str(year), look="small", anchor=anchor))
    return marks


def levels(asked: Asked, size: Size) -> list[Shape]:
    """A bar for each level with its number of cities, the highest level on top; hatched below them what nobody names."""
    looks = looks_of(asked.snapshot.remembered("levels"))
    counts = {row["level"]: row["city_count"] for row in rows(asked.snapshot.remembered("city_count_by_level", asked.filters))}
    shown = [level for level in looks if level in counts]
    if not shown:
        return []
    unnamed = 0 if asked.filters.without("as_of").is_filtered else int(headline(asked)["missing_count"])
    label, room = 118, size.height / (len(shown) + bool(unnamed))
    bar, most = min(room * 0.62, 46), max(1, *counts.values(), unnamed)
    drawn = []

    def long(count: int) -> float:
        return (size.width - label - 60) * count / most

    for number, level in enumerate(shown):
        middle, width = room * (number + 0.5), long(counts[level])
        drawn += [
            Shape("mark", 16, middle, color=looks[level].color, look=looks[level].symbol),
            Shape("text", 32, middle + 5, text=level),
            Shape("bar", label, middle - bar / 2, max(width, 2), bar, looks[level].color),
            Shape("text", label + width + 8, middle + 5, text=words.number(counts[level])),
        ]
    if unnamed:
        middle, width = size.height - room / 2, long(unnamed)
        drawn += [
            Shape("text", 32, middle + 5, text="Not named"),
            Shape("unnamed", text=_box_at(label, middle - bar / 2, width, bar)),
            Shape("text", label + width + 8, middle + 5, text=f"{words.number(unnamed)} announced"),
        ]
    return drawn


def _box_at(x: float, y: float, width: float, height: float) -> str:
    return f"M{x:.1f} {y:.1f}h{width:.1f}v{height:.1f}h{-width:.1f}Z"


def cities_map(asked: Asked, size: Size) -> list[Shape]:
    """The land, and each city as a dot in the color of its latest level; the United States alone where no city lies elsewhere."""
    snapshot, count = asked.snapshot, city_count(asked)
    at_home = snapshot.remembered("cities_on_map", asked.filters, map_name=HOME)
    is_home = 0 < len(at_home) == count["city_count_most"]
    name = HOME if is_home else AMERICAS
    cities = at_home if is_home else snapshot.remembered("cities_on_map", asked.filters, map_name=AMERICAS)
    box = _box(snapshot) if is_home else dot_map.PEOPLED
    left, bottom, right, top = box
    scale = min(size.width / (right - left), size.height / (top - bottom))
    aside, above = (size.width - scale * (right - left)) / 2, (size.height - scale * (top - bottom)) / 2
    colors = {level: look.color for level, look in looks_of(snapshot.remembered("levels")).items()}
    drawn = [Shape("land", aside, above, scale * (right - left), scale * (top - bottom), text=_land(snapshot, name, box))]
    for x, y, level in zip(cities["map_x"], cities["map_y"], cities["level"], strict=True):
        drawn.append(Shape("dot", aside + (x - left) * scale, above + (top - y) * scale, color=colors[level]))
    return drawn


def _box(snapshot: Snapshot) -> dot_map.Box:
    region = snapshot.remembered("map_regions").set_index("region").loc[HOME]
    return region["x_least"], region["y_least"], region["x_most"], region["y_most"]


def _land(snapshot: Snapshot, name: str, box: dot_map.Box) -> str:
    """The outlines as SVG, drawn once per snapshot."""
    drawn = LAND.get(snapshot.name, name)
    return drawn or LAND.put(snapshot.name, name, dot_map.land(snapshot.ask("outlines", map_name=name), box).replace("'", '"'))


def history(asked: Asked, size: Size) -> list[Shape]:
    """The levels of one city on a time axis, with the changes of the standard as dashed lines."""
    looks = looks_of(asked.snapshot.remembered("levels"))
    start, end = asked.snapshot.words.start, asked.as_of
    lane = (size.height - AXIS) * 0.55
    drawn = _years(start, end, size)
    for changed in pd.to_datetime(asked.snapshot.remembered("standard_changes")["changed_on"]):
        if start < changed.date() <= end:
            drawn.append(Shape("break", _x(changed.date(), start, end, size), 8, height=size.height - AXIS - 8))
    awards = awards_of(asked, asked.slugs[0])
    days = [date.fromisoformat(award["announced_on"]) for award in awards]
    held: str | None = None
    for number, award in enumerate(awards):
        x = _x(days[number], start, end, size)
        until = _x(days[number + 1], start, end, size) if number + 1 < len(awards) else size.width - EDGE
        honors = award["award"] == "honor_roll"
        held = None if honors else (award["level"] or held or asked.snapshot.words.unstated)
        look = looks[held] if held else None
        color = look.color if look else ""
        if look:
            drawn.append(Shape("bar", x, lane - 6, max(until - x, 2), 12, color))
        name = held or asked.snapshot.words.award_words[award["award"]]
        anchor = "end" if x > size.width - 90 else "start" if x < 60 else "middle"
        above = lane - 20 if number % 2 == 0 else lane + 32
        drawn += [
            Shape("mark", x, lane, color=color, look=look.symbol if look else "ring"),
            Shape("text", x, above, text=f"{name} {award['year']}", anchor=anchor),
        ]
    return drawn
