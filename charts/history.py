"""The awards of a few cities on one time axis: a lane for each city, colored by level and fading after its last award."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from html import escape
from itertools import cycle, pairwise

import pandas as pd

from charts.breaks import with_breaks
from charts.figure_data import Figure, Part, Trace, scatter
from charts.level_looks import LevelLooks, not_stated
from charts.theme import QUIET, calm

LANE_HEIGHT, BAND = 64, 9
HONOR_ROLL = {"symbol": "pentagon-open", "color": QUIET}
NO_POINTER = {"hoverinfo": "skip", "showlegend": False}
# How strongly a level is drawn in each year after the last award: the program does not publish how long an award holds.
FADING = (0.55, 0.4, 0.28, 0.18, 0.12, 0.08)


def level_histories(awards: pd.DataFrame, changes: pd.DataFrame, looks: LevelLooks, since: date, until: date) -> Figure:
    """`awards`, oldest first: place, announced_on, not_before, award, award_word, level, date_words.

    `changes`: edition_id, changed_on. The axis runs from `since` to the year after `until`; a date known only within an interval
    is a dotted line from its earliest to its latest day.
    """
    awards = awards.assign(place=awards["place"].map(escape))
    lanes = list(dict.fromkeys(awards["place"]))
    traces: list[Trace] = []
    for _, mine in awards.groupby("place", sort=False):
        traces += _lane(mine[mine["award"] != "honor_roll"].to_dict("records"), looks, until)
        for above, award in zip(cycle((True, False)), mine.to_dict("records"), strict=False):
            traces += _award(award, above, looks)
    rows = {"categoryorder": "array", "categoryarray": lanes[::-1], "range": [-0.6, len(lanes) - 0.4]}
    years = {"range": [since.isoformat(), f"{until.year + 1}-03-01"], "tickformat": "%Y", "tickangle": 0, "showgrid": True}
    height = 78 + LANE_HEIGHT * len(lanes)
    names = {"showticklabels": len(lanes) > 1}  # one city is named by the title
    drawn = calm(traces, height, yaxis={**rows, **names, "showgrid": False, "tickfont": {"size": 13}}, xaxis=years)
    return with_breaks(drawn, changes)


def _lane(awards: list[dict], looks: LevelLooks, until: date) -> Iterator[Trace]:
    """A segment from each award to the next in the color of the level then found, and one a year after the last, ever fainter."""
    level = not_stated(looks)
    for award, following in pairwise([*awards, None]):
        if award is None:
            return
        level = award["level"] if isinstance(award["level"], str) else level
        begins, color = award["announced_on"], looks[level].color
        if following is not None:
            yield _segment(award["place"], begins, following["announced_on"], color, 1)
            continue
        for strength in FADING:
            ends = min(begins + timedelta(days=365), pd.Timestamp(until))
            if begins < ends:
                yield _segment(award["place"], begins, ends, color, strength)
            begins = ends


def _segment(place: str, begins: date, ends: date, color: str, strength: float) -> Trace:
    line = {"color": color, "width": BAND}
    return scatter([begins.isoformat(), ends.isoformat()], [place] * 2, "lines", line=line, opacity=strength, **NO_POINTER)


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
        marker={"size": 15, "line": {"width": 1.5, "color": "rgba(255,255,255,0.85)"}, **look},
        showlegend=False,
        cliponaxis=False,
        hovertemplate=f"{label}, {award['date_words']}<extra></extra>",
    )
    if pd.isna(award["not_before"]) or award["not_before"] >= award["announced_on"]:
        return [mark]
    days, line = [award["not_before"].isoformat(), latest], {"color": look["color"], "width": 3, "dash": "dot"}
    return [scatter(days, [award["place"]] * 2, "lines", line=line, **NO_POINTER), mark]


def _look_and_label(award: dict, looks: LevelLooks) -> tuple[Part, str]:
    if award["award"] == "honor_roll":
        return {**HONOR_ROLL, "line": {"width": 2}}, award["award_word"]
    level = award["level"] if isinstance(award["level"], str) else not_stated(looks)
    again = " again" if award["award"] == "recertified" else ""
    return {"symbol": looks[level].symbol, "color": looks[level].color}, level + again
