"""The record replayed from announcement to announcement: one mark per named city, in the column of its first certification."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from charts import player
from charts.breaks import with_breaks_between
from charts.figure_data import Figure, Trace, legend_only, rows_of, scatter
from charts.grid import columns_by_month
from charts.level_looks import LevelLook, LevelLooks
from charts.theme import calm

MARK_HEIGHT = 15
SIZE = 10
# Pixels under the picture, above the slider and above its buttons.
BELOW, SLIDER, BUTTONS = 184, 44, 116
# A city's column, its height in that column, its name and the standard of its newest award.
Placed = tuple[int, int, str, str]


def by_announcement(
    cities: pd.DataFrame, days: Sequence[pd.Timestamp], captions: Sequence[str], changes: pd.DataFrame, looks: LevelLooks
) -> Figure:
    """`cities`: announced_on, city_id, place, level, standard, first_certified_on, one row per city certified by that day.

    `captions`: one per day of `days`, the launch first. The picture stands at the newest day until it is played.
    """
    heights = _heights(cities, days)
    then = _by_day_and_level(cities, heights)
    states = [[_mark(level, look, then.get((day, level), [])) for level, look in looks.items()] for day in days]
    tallest = max(height for _, height in heights.values()) + 1
    figure = calm(
        [*states[-1], *_legend(looks)],
        190 + MARK_HEIGHT * tallest,
        margin={"b": BELOW},
        yaxis={"visible": False, "range": [-0.8, tallest]},
        xaxis={**columns_by_month(list(days)), "range": [-0.6, len(days) - 0.4]},
        sliders=[player.slider(captions, SLIDER, redraw=False)],
        updatemenus=[player.buttons(BUTTONS, redraw=False)],
    )
    frames = [{"data": state, "name": caption} for state, caption in zip(states, captions, strict=True)]
    return with_breaks_between(figure, days, changes) | {"frames": frames}


def _heights(cities: pd.DataFrame, days: Sequence[pd.Timestamp]) -> dict[str, tuple[int, int]]:
    """The column of each city (the first day it is certified by) and its height in that column, where the names are in order."""
    columns, first, names = {day: at for at, day in enumerate(days)}, dict[str, int](), dict[str, str]()
    for day, city, place in rows_of(cities, "announced_on", "city_id", "place"):
        first[city] = min(columns[day], first.get(city, columns[day]))
        names.setdefault(city, place)
    taken = dict.fromkeys(columns.values(), 0)
    heights = {}
    for city in sorted(sorted(first), key=names.__getitem__):
        heights[city] = first[city], taken[first[city]]
        taken[first[city]] += 1
    return heights


def _by_day_and_level(cities: pd.DataFrame, heights: dict[str, tuple[int, int]]) -> dict[tuple[pd.Timestamp, str], list[Placed]]:
    found: dict[tuple[pd.Timestamp, str], list[Placed]] = {}
    for day, level, city, place, standard in rows_of(cities, "announced_on", "level", "city_id", "place", "standard"):
        found.setdefault((day, level), []).append((*heights[city], place, standard))
    return found


def _legend(looks: LevelLooks) -> list[Trace]:
    """A trace per level that draws nothing: the legend would take the hollow or filled shape of whichever city comes first."""
    return [legend_only(level, {"symbol": look.symbol, "size": SIZE, "color": look.color}) for level, look in looks.items()]


def _mark(level: str, look: LevelLook, cities: list[Placed]) -> Trace:
    """The cities at one level; hollow under an earlier standard."""
    return scatter(
        [column for column, _, _, _ in cities],
        [height for _, height, _, _ in cities],
        "markers",
        text=[escape(place, quote=False) for _, _, place, _ in cities],
        name=level,
        showlegend=False,
        marker={
            "symbol": [look.symbol if standard == "Present" else f"{look.symbol}-open" for *_, standard in cities] or look.symbol,
            "size": SIZE,
            "color": look.color,
            "line": {"width": 1.5, "color": look.color},
        },
        hovertemplate=f"%{{text}}, {level}<extra></extra>",
    )
