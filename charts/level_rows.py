"""How many cities stood at each level over time: a row per level, the highest on top, all on one scale."""

from __future__ import annotations

import pandas as pd

from charts import rows, unnamed
from charts.figure_data import Figure, Part, Trace, rows_of, scatter
from charts.growth import stretched
from charts.level_looks import LevelLooks, marked
from charts.theme import GRID_LINE, calm, see_through

ROW_HEIGHT, GAP = 84, 0.06
# Rows are low: 12 pixels of a label are this share of one.
HEADROOM = 1.3


def by_level_over_time(growth: pd.DataFrame, levels: pd.DataFrame, looks: LevelLooks) -> Figure:
    """`growth`: announced_on, city_count_most, announced_total; `levels`: announced_on, level, city_count; in order of time.

    Under the levels stand the cities that are announced and not named, whose level nobody knows.
    """
    days, counts = stretched(growth["announced_on"]), _by_level(levels)
    shown = [level for level in looks if any(counts.get(level, []))]
    missing = unnamed.unnamed_by(growth).tolist() if growth["announced_total"].notna().any() else []
    drawn = [_filled(days, counts[level], level, looks[level].color) for level in shown]
    heads = [marked(level, looks) for level in shown]
    if any(missing):
        drawn.append(_hatched(days, missing))
        heads.append("Announced, not named: level not known")
    highest = HEADROOM * max([1, *missing, *(count for level in shown for count in counts[level])])
    return calm(
        [rows.in_row(row, trace) for row, pair in enumerate(drawn, start=1) for trace in pair],
        40 + ROW_HEIGHT * len(drawn),
        showlegend=False,
        margin={"r": 8, "b": 28},
        annotations=[_head(row, head, highest) for row, head in enumerate(heads, start=1)],
        **_axes(len(drawn), days, highest),
    )


def _by_level(levels: pd.DataFrame) -> dict[str, list[int]]:
    counts: dict[str, list[int]] = {}
    for level, count in rows_of(levels, "level", "city_count"):
        counts.setdefault(level, []).append(int(count))
    return counts


def _axes(count: int, days: list[str], highest: float) -> Part:
    axis = {
        "type": "date", "dtick": "M12", "tickformat": "%Y", "tickangle": 0, "fixedrange": True, "range": [days[0], days[-1]],
        "showgrid": True, "gridcolor": GRID_LINE,
    }  # fmt: skip
    as_below = {**axis, "matches": f"x{rows.number(count)}", "showticklabels": False}
    y_look = {
        "range": [0, highest],
        "fixedrange": True,
        "showticklabels": False,
        "showgrid": False,
        "zeroline": True,
        "zerolinecolor": GRID_LINE,
    }
    return rows.axes(rows.stacked(count, GAP), [as_below] * (count - 1) + [axis], y_look)


def _head(row: int, head: str, height: float) -> Part:
    return {
        "text": f"<b>{head}</b>", "x": 0, "xref": "paper", "xanchor": "left", "y": height, "yref": f"y{rows.number(row)}",
        "yanchor": "top", "showarrow": False, "font": {"size": 13},
    }  # fmt: skip


def _filled(days: list[str], counts: list[int], level: str, color: str) -> list[Trace]:
    look = {"line": {"shape": "hv", "width": 2, "color": color}, "fillcolor": see_through(color, 0.35)}
    return [_steps(days, counts, level, **look), _numbers(days, counts)]


def _hatched(days: list[str], counts: list[int]) -> list[Trace]:
    return [_steps(days, counts, unnamed.NAME, line=unnamed.OUTLINE, **unnamed.AREA), _numbers(days, counts)]


def _steps(days: list[str], counts: list[int], name: str, **look: object) -> Trace:
    said = f"%{{y}} {name} by %{{x|%B %Y}}<extra></extra>"
    return scatter(days, [*counts, counts[-1]], "lines", name=name, fill="tozeroy", hovertemplate=said, **look)


def _numbers(days: list[str], counts: list[int]) -> Trace:
    """The number of the newest day over the end of its step, and that of the highest one before where it fell since."""
    peak = max(range(len(counts)), key=lambda at: (counts[at], at))
    marks = [(days[-1], counts[-1], "top left")]
    if counts[peak] > counts[-1]:
        marks.append((days[peak], counts[peak], "top right"))
    return scatter(
        [day for day, _, _ in marks], [count for _, count, _ in marks], "text", text=[f"<b>{count}</b>" for _, count, _ in marks],
        textposition=[side for *_, side in marks], textfont={"size": 13}, hoverinfo="skip", cliponaxis=False,
    )  # fmt: skip
