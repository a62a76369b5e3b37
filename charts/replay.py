"""The record replayed from announcement to announcement: one mark per named city, in the column of its first certification."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from charts.breaks import with_break_between
from charts.theme import LEVEL_COLORS, LEVEL_SYMBOLS, LEVELS, QUIET, QUIET_TEXT, calm

MARK_HEIGHT = 15
MILLISECONDS = 1100
AT_ONCE = {"mode": "immediate", "frame": {"duration": 0, "redraw": False}, "transition": {"duration": 0}}
CONTROL = {"bordercolor": QUIET, "bgcolor": "rgba(138, 143, 148, 0.15)"}
PLAY = {"mode": "immediate", "frame": {"duration": MILLISECONDS, "redraw": False}, "transition": {"duration": 0}}


def by_announcement(
    cities: pd.DataFrame, days: Sequence[pd.Timestamp], captions: Sequence[str], changes: pd.DataFrame
) -> go.Figure:
    """`cities`: announced_on, city_id, place, level, standard, first_certified_on, one row per city certified by that day.

    `captions`: one per day of `days`, the launch first. The picture stands at the newest day until it is played.
    """
    placed = _placed(cities, days)
    states = [_marks(placed[placed["announced_on"] == day]) for day in days]
    figure = go.Figure([*states[-1], *_legend()])
    figure.frames = [go.Frame(data=state, name=caption) for state, caption in zip(states, captions, strict=True)]
    tallest = int(placed["height"].max()) + 1
    figure = calm(figure, 190 + MARK_HEIGHT * tallest).update_yaxes(visible=False, range=[-0.8, tallest])
    figure.update_xaxes(
        tickvals=list(range(len(days))),
        ticktext=[f"{day:%b}<br>’{day:%y}" for day in days],
        tickangle=0,
        tickfont={"size": 10},
        range=[-0.6, len(days) - 0.4],
    )
    for change in changes.to_dict("records"):
        figure = with_break_between(figure, sum(day < change["changed_on"] for day in days) - 0.5, change["edition_id"])
    return _with_controls(figure, captions)


def _placed(cities: pd.DataFrame, days: Sequence[pd.Timestamp]) -> pd.DataFrame:
    """The cities with `column` (the first day they are certified by) and `height` (their place in that column)."""
    first = (
        cities.groupby("city_id", as_index=False).agg(day=("announced_on", "min"), place=("place", "first")).sort_values("place")
    )
    first = first.assign(column=first["day"].map(list(days).index), height=first.groupby("day").cumcount())
    return cities.merge(first[["city_id", "column", "height"]], on="city_id")


def _marks(cities: pd.DataFrame) -> list[go.Scatter]:
    """One trace per level; hollow under an earlier standard."""
    return [_mark(level, cities[cities["level"] == level]) for level in LEVELS]


def _legend() -> list[go.Scatter]:
    """A trace per level that draws nothing: the legend would take the hollow or filled shape of whichever city comes first."""
    return [
        go.Scatter(
            x=[None],
            y=[None],
            name=level,
            mode="markers",
            marker={"symbol": LEVEL_SYMBOLS[level], "size": 10, "color": LEVEL_COLORS[level]},
        )
        for level in LEVELS
    ]


def _mark(level: str, cities: pd.DataFrame) -> go.Scatter:
    hollow = ["" if standard == "Present" else "-open" for standard in cities["standard"]]
    return go.Scatter(
        x=list(cities["column"]),
        y=list(cities["height"]),
        text=[escape(place, quote=False) for place in cities["place"]],
        name=level,
        mode="markers",
        showlegend=False,
        marker={
            "symbol": [LEVEL_SYMBOLS[level] + end for end in hollow] or LEVEL_SYMBOLS[level],
            "size": 10,
            "color": LEVEL_COLORS[level],
            "line": {"width": 1.5, "color": LEVEL_COLORS[level]},
        },
        hovertemplate=f"%{{text}}, {level}<extra></extra>",
    )


def _with_controls(figure: go.Figure, captions: Sequence[str]) -> go.Figure:
    return figure.update_layout(margin={"b": 184}, sliders=[_slider(captions)], updatemenus=[_buttons()])


def _slider(captions: Sequence[str]) -> dict:
    """One step per day; its label is shown above the track only, because all of them side by side would not fit."""
    return {
        "steps": [{"label": caption, "method": "animate", "args": [[caption], AT_ONCE]} for caption in captions],
        "active": len(captions) - 1,
        "y": 0,
        "yanchor": "top",
        "pad": {"t": 44, "l": 12, "r": 12},
        "currentvalue": {"font": {"size": 14, "color": QUIET_TEXT}, "xanchor": "left", "offset": 12},
        "font": {"size": 1, "color": "rgba(0, 0, 0, 0)"},
        "ticklen": 4,
        "tickcolor": QUIET,
        "activebgcolor": QUIET,
        **CONTROL,
    }


def _buttons() -> dict:
    return {
        "type": "buttons",
        "direction": "left",
        "buttons": [
            {"label": "▶ Play", "method": "animate", "args": [None, PLAY]},
            {"label": "❚❚ Pause", "method": "animate", "args": [[None], AT_ONCE]},
        ],
        "showactive": False,
        "x": 1,
        "xanchor": "right",
        "y": 0,
        "yanchor": "top",
        "pad": {"t": 116, "r": 4},
        **CONTROL,
    }
