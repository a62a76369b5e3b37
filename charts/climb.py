"""How cities climb: each city that rose as a mark, at the time that it took, in the row of the level at which it began."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from charts import rows
from charts.figure_data import Figure, Part, Trace, legend_only, rows_of, scatter
from charts.level_looks import LevelLooks, marked
from charts.theme import GRID_LINE, QUIET, calm

STEP_YEARS = 0.5  # marks of one half year stand on each other
SIZE, MARK_HEIGHT, HEAD, BELOW = 12, 16, 30, 92


def time_to_rise(cities: pd.DataFrame, heads: Mapping[str, str], looks: LevelLooks) -> Figure:
    """`cities`: place, first_level, risen_to (blank = not risen), years_least, years_most.

    `heads`: what stands over the row of each level at which cities began. A mark is hollow where a date is an interval, and
    stands at the longest time that it can be.
    """
    risen = cities[cities["risen_to"].notna()]
    placed = {level: _placed(risen[risen["first_level"] == level]) for level in heads}
    tallest = [max([1, *(height for _, height, *_ in marks)]) for marks in placed.values()]
    traces = [rows.in_row(row, _marks(marks, looks)) for row, marks in enumerate(placed.values(), start=1)]
    reached = [level for level in looks if level in set(risen["risen_to"])]
    legend = [
        legend_only(f"rose to {level}", {"symbol": looks[level].symbol, "size": SIZE, "color": looks[level].color})
        for level in reached
    ]
    if any(not is_dated for marks in placed.values() for *_, is_dated in marks):
        hollow = {"symbol": "circle-open", "size": SIZE, "color": QUIET, "line": {"width": 2}}
        legend.append(legend_only("at most so long: a date is known only within an interval", hollow))
    heights = [HEAD + MARK_HEIGHT * most for most in tallest]
    longest = max([2.0, *risen["years_most"].tolist()])
    return calm(
        [*traces, *legend],
        sum(heights) + BELOW + 34,
        showlegend=bool(legend),
        margin={"b": BELOW},
        annotations=[
            _head(row, head, height) for row, (head, height) in enumerate(zip(heads.values(), heights, strict=True), start=1)
        ],
        **_axes(heights, longest),
    )


def _placed(cities: pd.DataFrame) -> list[tuple[float, int, str, str, bool]]:
    """Half year, height in it, what the pointer says, the level reached, and whether both dates are known to the day."""
    taken: dict[float, int] = {}
    marks = []
    for place, level, least, most in rows_of(cities.sort_values("years_most"), "place", "risen_to", "years_least", "years_most"):
        column = int(most / STEP_YEARS) * STEP_YEARS + STEP_YEARS / 2
        taken[column] = taken.get(column, 0) + 1
        time = f"{most:.1f} years" if least == most else f"{least:.1f} to {most:.1f} years"
        marks.append((column, taken[column], f"{escape(place, quote=False)}: to {level} after {time}", level, least == most))
    return marks


def _marks(marks: Sequence[tuple[float, int, str, str, bool]], looks: LevelLooks) -> Trace:
    return scatter(
        [column for column, *_ in marks],
        [height for _, height, *_ in marks],
        "markers",
        text=[said for _, _, said, _, _ in marks],
        showlegend=False,
        cliponaxis=False,
        hovertemplate="%{text}<extra></extra>",
        marker={
            "symbol": [looks[level].symbol + ("" if is_dated else "-open") for *_, level, is_dated in marks],
            "color": [looks[level].color for *_, level, _ in marks],
            "size": SIZE,
            "line": {"width": 2, "color": [looks[level].color for *_, level, _ in marks]},
        },
    )


def _axes(heights: Sequence[int], longest: float) -> Part:
    whole = sum(heights)
    ends = [sum(heights[at:]) / whole for at in range(len(heights))]
    places = [[end - height / whole, end] for end, height in zip(ends, heights, strict=True)]
    until = int(longest) + 1
    axis = {
        "range": [0, until], "dtick": 1, "fixedrange": True, "showgrid": True, "gridcolor": GRID_LINE, "zeroline": False,
        "tickangle": 0,
    }  # fmt: skip
    last = {**axis, "title": {"text": "years from the first award to the first rise", "font": {"size": 12}, "standoff": 6}}
    looks = [{**axis, "matches": f"x{rows.number(len(heights))}", "showticklabels": False}] * (len(heights) - 1) + [last]
    layout = rows.axes(places, looks, {"visible": False, "fixedrange": True})
    for row, height in enumerate(heights, start=1):
        layout[f"yaxis{rows.number(row)}"]["range"] = [0.3, height / MARK_HEIGHT]
    return layout


def _head(row: int, head: str, height: int) -> Part:
    return {
        "text": f"<b>{head}</b>", "x": 0, "xref": "paper", "xanchor": "left", "y": height / MARK_HEIGHT,
        "yref": f"y{rows.number(row)}", "yanchor": "top", "showarrow": False, "font": {"size": 13},
    }  # fmt: skip


def row_head(level: str, rose: int, every: int, looks: LevelLooks) -> str:
    """`● Silver: 30 of 80 rose`."""
    return f"{marked(level, looks)}: {rose} of {every} rose"
