"""How the number of certified cities grew: announced totals as marks, what is named here as a line or as levels, and its band."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.theme import ACCENT, BAND, LEVEL_COLORS, QUIET, calm, mark

STACK = ("Silver", "Gold", "Platinum", "Not stated")
ROOM_FOR_THE_LAST_STEP = pd.Timedelta(days=60)


def announced_and_named(growth: pd.DataFrame, height: int = 300) -> go.Figure:
    """`growth`: announced_on, city_count, city_count_most, announced_total; one row per announcement."""
    figure = _with_band(go.Figure(), growth, {"width": 3, "color": ACCENT}, "named here")
    return _over_time(_with_totals(figure, growth), height)


def by_level_over_time(growth: pd.DataFrame, levels: pd.DataFrame, height: int = 360) -> go.Figure:
    """`growth` as above; `levels`: announced_on, level, city_count; levels stand on each other, their sum is the least count."""
    figure = _with_band(go.Figure(), growth, {"width": 0}, "")
    for level in STACK:
        rows = levels[levels["level"] == level]
        last = rows.tail(1)
        figure.add_scatter(
            x=[*rows["announced_on"], *(last["announced_on"] + ROOM_FOR_THE_LAST_STEP)],
            y=[*rows["city_count"], *last["city_count"]],
            name=mark(level),
            stackgroup="levels",
            mode="lines",
            line={"shape": "hv", "width": 1, "color": LEVEL_COLORS[level]},
            customdata=[f"{day:%B %Y}" for day in [*rows["announced_on"], *last["announced_on"]]],
            hovertemplate=f"%{{y}} {level}, %{{customdata}}<extra></extra>",
        )
    return _over_time(_with_totals(figure, growth), height)


def _with_band(figure: go.Figure, growth: pd.DataFrame, line: dict, name: str) -> go.Figure:
    days = growth["announced_on"]
    figure.add_scatter(
        x=days, y=growth["city_count_most"], line={"shape": "hv", "width": 0}, mode="lines", showlegend=False, hoverinfo="skip"
    )
    return figure.add_scatter(
        x=days,
        y=growth["city_count"],
        name=name,
        mode="lines",
        line={"shape": "hv", **line},
        fill="tonexty",
        fillcolor=BAND,
        showlegend=bool(name),
        hoverinfo=None if name else "skip",
        hovertemplate=f"%{{y}} {name} by %{{x|%B %Y}}<extra></extra>" if name else None,
    )


def _with_totals(figure: go.Figure, growth: pd.DataFrame) -> go.Figure:
    totals = growth.dropna(subset=["announced_total"])
    return figure.add_scatter(
        x=totals["announced_on"],
        y=totals["announced_total"],
        name="announced by the program",
        mode="markers+text",
        text=totals["announced_total"].astype(str),
        textposition="top left",
        textfont={"size": 12},
        marker={"symbol": "circle-open", "size": 9, "color": QUIET, "line": {"width": 2}},
        hovertemplate="%{y} announced, %{x|%B %Y}<extra></extra>",
        cliponaxis=False,
    )


def _over_time(figure: go.Figure, height: int) -> go.Figure:
    figure = calm(figure, height).update_layout(margin={"b": 64})
    return figure.update_yaxes(rangemode="tozero", title=None).update_xaxes(dtick="M12", tickformat="%Y", hoverformat="%B %Y")
