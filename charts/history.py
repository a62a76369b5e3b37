"""The awards of a few cities on one time axis, a lane for each city."""

from __future__ import annotations

from datetime import date
from html import escape
from itertools import cycle

import pandas as pd
import plotly.graph_objects as go

from charts.breaks import with_breaks
from charts.theme import LEVEL_COLORS, LEVEL_SYMBOLS, LEVELS, QUIET, calm

LANE_HEIGHT = 64
HONOR_ROLL = {"symbol": "pentagon-open", "color": QUIET}
SHORT = {"certified": "", "leveled_up": "", "recertified": " again", "honor_roll": "Honor Roll"}


def level_histories(awards: pd.DataFrame, changes: pd.DataFrame, until: date) -> go.Figure:
    """`awards`: place, announced_on, not_before, award, level, date_words. `changes`: edition_id, changed_on.

    The axis ends at `until`; a date known only within an interval is a bar from its earliest to its latest day.
    """
    awards = awards.assign(place=awards["place"].map(escape))
    lanes = list(dict.fromkeys(awards["place"]))
    figure = go.Figure()
    for place in lanes:
        first = awards.loc[(awards["place"] == place) & (awards["award"] == "certified"), "announced_on"]
        for began in first:
            line = {"color": QUIET, "width": 2}
            figure.add_scatter(x=[began, until], y=[place, place], mode="lines", line=line, hoverinfo="skip", showlegend=False)
    for _, mine in awards.groupby("place", sort=False):
        for above, award in zip(cycle((True, False)), mine.to_dict("records"), strict=False):
            _award(figure, award, above)
    figure = with_breaks(calm(figure, 78 + LANE_HEIGHT * len(lanes)), changes)
    figure.update_yaxes(
        categoryorder="array", categoryarray=lanes[::-1], range=[-0.6, len(lanes) - 0.4], showgrid=False, tickfont={"size": 13}
    )
    return figure.update_xaxes(range=["2017-04-01", f"{until.year + 1}-03-01"], tickformat="%Y", tickangle=0, showgrid=True)


def _award(figure: go.Figure, award: dict, above: bool) -> None:
    level = award["level"] if isinstance(award["level"], str) else "Not stated"
    is_honor_roll = award["award"] == "honor_roll"
    look = HONOR_ROLL if is_honor_roll else {"symbol": LEVEL_SYMBOLS[level], "color": LEVEL_COLORS[level]}
    label = SHORT["honor_roll"] if is_honor_roll else f"{level if level in LEVELS else ''}{SHORT[award['award']]}"
    if pd.notna(award["not_before"]) and award["not_before"] < award["announced_on"]:
        figure.add_scatter(
            x=[award["not_before"], award["announced_on"]],
            y=[award["place"]] * 2,
            mode="lines",
            hoverinfo="skip",
            showlegend=False,
            line={"color": look["color"], "width": 8},
            opacity=0.35,
        )
    figure.add_scatter(
        x=[award["announced_on"]],
        y=[award["place"]],
        mode="markers+text",
        text=[label],
        textposition="top center" if above else "bottom center",
        textfont={"size": 11},
        marker={"size": 13, "line": {"width": 1.5, "color": look["color"]}, **look},
        showlegend=False,
        cliponaxis=False,
        hovertemplate=f"{label}, {award['date_words']}<extra></extra>",
    )
