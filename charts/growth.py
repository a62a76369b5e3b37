"""How the number of certified cities grew: announced totals as marks, what is named here as a line or as levels, and its band."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts.figure_data import Figure, Part, Trace, rows_of, scatter, values
from charts.level_looks import LevelLooks, lowest_first, marked
from charts.theme import ACCENT, QUIET, calm, see_through

BAND = see_through(ACCENT, 0.18)
ROOM_FOR_THE_LAST_STEP = pd.Timedelta(days=60)


def announced_and_named(growth: pd.DataFrame, height: int = 300) -> Figure:
    """`growth`: announced_on, city_count, city_count_most, announced_total; one row per announcement."""
    named = {
        "name": "named here",
        "showlegend": True,
        "hovertemplate": "%{y} named here by %{x|%B %Y}<extra></extra>",
    }
    return _over_time([*_band(growth, {"width": 3, "color": ACCENT}, named), _totals(growth)], height)


def by_level_over_time(growth: pd.DataFrame, levels: pd.DataFrame, looks: LevelLooks, height: int = 360) -> Figure:
    """`growth` as above; `levels`: announced_on, level, city_count; levels stand on each other, their sum is the least count."""
    band = _band(growth, {"width": 0}, {"showlegend": False, "hoverinfo": "skip"})
    rows: dict[str, list[tuple[pd.Timestamp, int]]] = {}
    for level, day, count in rows_of(levels, "level", "announced_on", "city_count"):
        rows.setdefault(level, []).append((day, count))
    steps = [_steps(rows[level], level, looks) for level in lowest_first(looks) if level in rows]
    return _over_time([*band, *steps, _totals(growth)], height)


def _steps(rows: list[tuple[pd.Timestamp, int]], level: str, looks: LevelLooks) -> Trace:
    days, counts = [day for day, _ in rows], [count for _, count in rows]
    return scatter(
        [day.isoformat() for day in [*days, days[-1] + ROOM_FOR_THE_LAST_STEP]],
        [*counts, counts[-1]],
        "lines",
        name=marked(level, looks),
        stackgroup="levels",
        line={"shape": "hv", "width": 1, "color": looks[level].color},
        customdata=[_month(day) for day in [*days, days[-1]]],
        hovertemplate=f"%{{y}} {level}, %{{customdata}}<extra></extra>",
    )


def _month(day: date) -> str:
    return f"{day:%B %Y}"


def _band(growth: pd.DataFrame, line: Part, more: Part) -> list[Trace]:
    """The area between the most and the least; `line` and `more` are the look of its lower edge."""
    days = values(growth["announced_on"])
    most = scatter(
        days, values(growth["city_count_most"]), "lines", line={"shape": "hv", "width": 0}, showlegend=False, hoverinfo="skip"
    )
    least = scatter(
        days, values(growth["city_count"]), "lines", line={"shape": "hv", **line}, fill="tonexty", fillcolor=BAND, **more
    )
    return [most, least]


def _totals(growth: pd.DataFrame) -> Trace:
    totals = growth.dropna(subset=["announced_total"])
    return scatter(
        values(totals["announced_on"]),
        values(totals["announced_total"]),
        "markers+text",
        name="announced by the program",
        text=values(totals["announced_total"].astype(str)),
        textposition="top left",
        textfont={"size": 12},
        marker={"symbol": "circle-open", "size": 9, "color": QUIET, "line": {"width": 2}},
        hovertemplate="%{y} announced, %{x|%B %Y}<extra></extra>",
        cliponaxis=False,
    )


def _over_time(data: list[Trace], height: int) -> Figure:
    years = {"dtick": "M12", "tickformat": "%Y", "hoverformat": "%B %Y"}
    return calm(data, height, margin={"b": 64}, yaxis={"rangemode": "tozero"}, xaxis=years)
