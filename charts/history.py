"""The awards of a few cities on one time axis, a lane for each city."""

from __future__ import annotations

from datetime import date
from html import escape
from itertools import cycle

import pandas as pd

from charts.breaks import with_breaks
from charts.figure_data import Figure, Part, Trace, scatter
from charts.level_looks import LevelLooks, not_stated
from charts.theme import QUIET, calm

LANE_HEIGHT = 64
HONOR_ROLL = {"symbol": "pentagon-open", "color": QUIET}
NO_POINTER = {"hoverinfo": "skip", "showlegend": False}


def level_histories(awards: pd.DataFrame, changes: pd.DataFrame, looks: LevelLooks, since: date, until: date) -> Figure:
    """`awards`: place, announced_on, not_before, award, award_word, level, date_words. `changes`: edition_id, changed_on.

    The axis runs from `since` to the year after `until`; a date known only within an interval is a bar from its earliest to its
    latest day.
    """
    awards = awards.assign(place=awards["place"].map(escape))
    lanes = list(dict.fromkeys(awards["place"]))
    firsts = awards[awards["award"] == "certified"].to_dict("records")
    traces = [_lane(award, until) for lane in lanes for award in firsts if award["place"] == lane]
    for _, mine in awards.groupby("place", sort=False):
        for above, award in zip(cycle((True, False)), mine.to_dict("records"), strict=False):
            traces += _award(award, above, looks)
    rows = {"categoryorder": "array", "categoryarray": lanes[::-1], "range": [-0.6, len(lanes) - 0.4]}
    years = {"range": [since.isoformat(), f"{until.year + 1}-03-01"], "tickformat": "%Y", "tickangle": 0, "showgrid": True}
    height = 78 + LANE_HEIGHT * len(lanes)
    return with_breaks(calm(traces, height, yaxis={**rows, "showgrid": False, "tickfont": {"size": 13}}, xaxis=years), changes)


def _lane(award: dict, until: date) -> Trace:
    """The line from the first certification on."""
    days = [award["announced_on"].isoformat(), until.isoformat()]
    return scatter(days, [award["place"]] * 2, "lines", line={"color": QUIET, "width": 2}, **NO_POINTER)


def _award(award: dict, above: bool, looks: LevelLooks) -> list[Trace]:
    look, label = _look_and_label(award, looks)
    latest = award["announced_on"].isoformat()
    mark = scatter(
        [latest],
        [award["place"]],
        "markers+text",
        text=[label],
        textposition="top center" if above else "bottom center",
        textfont={"size": 11},
        marker={"size": 13, "line": {"width": 1.5, "color": look["color"]}, **look},
        showlegend=False,
        cliponaxis=False,
        hovertemplate=f"{label}, {award['date_words']}<extra></extra>",
    )
    if pd.isna(award["not_before"]) or award["not_before"] >= award["announced_on"]:
        return [mark]
    days, line = [award["not_before"].isoformat(), latest], {"color": look["color"], "width": 8}
    return [scatter(days, [award["place"]] * 2, "lines", line=line, opacity=0.35, **NO_POINTER), mark]


def _look_and_label(award: dict, looks: LevelLooks) -> tuple[Part, str]:
    if award["award"] == "honor_roll":
        return HONOR_ROLL, award["award_word"]
    level = award["level"] if isinstance(award["level"], str) else not_stated(looks)
    again = " again" if award["award"] == "recertified" else ""
    return {"symbol": looks[level].symbol, "color": looks[level].color}, level + again
