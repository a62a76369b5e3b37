"""How many criteria each level stands for: one bar per edition, on an axis of its own, with the holes left open."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts.theme import LEVEL_COLORS, QUIET, QUIET_TEXT, calm, mark


def level_bands(bands: pd.DataFrame) -> go.Figure:
    """`bands`: edition_id, level, criteria_count, criteria_least, criteria_most, hole_least, hole_most.

    The newest edition stands on top. Below the lowest level there is none. A band whose end is not published is hatched up to
    the number of criteria.
    """
    editions = sorted(bands["edition_id"].unique(), reverse=True)
    counts = bands.groupby("edition_id")["criteria_count"].max()
    titles = [f"{edition} edition: {counts[edition]} criteria" for edition in editions]
    figure = make_subplots(len(editions), 1, subplot_titles=titles, vertical_spacing=0.32 / max(len(editions) - 1, 1))
    for row, edition in enumerate(editions, start=1):
        mine = bands[bands["edition_id"] == edition]
        for trace in (_no_level(mine), *_traces(mine, int(counts[edition]))):
            figure.add_trace(trace, row, 1)
    figure = calm(figure, 150 * len(editions) + 20).update_layout(
        showlegend=False, barmode="overlay", margin={"t": 44, "b": 28, "l": 8, "r": 24}
    )
    for row, edition in enumerate(editions, start=1):
        ends = sorted({0, int(counts[edition]), *bands.loc[bands["edition_id"] == edition, "criteria_least"].astype(int)})
        figure.update_xaxes(
            range=[-0.7, counts[edition] + 0.7], tickvals=ends, showgrid=False, fixedrange=True, zeroline=False, row=row, col=1
        )
    figure.update_annotations(font={"size": 13}, x=0, xanchor="left")
    return figure.update_yaxes(visible=False, range=[-0.6, 2.1], fixedrange=True)


def _traces(bands: pd.DataFrame, count: int) -> Iterator[go.Bar | go.Scatter]:
    for band in bands.to_dict("records"):
        yield _band(band, count)
        yield _label(band, count)
        if pd.notna(band["hole_least"]):
            yield _hole(band)


def _no_level(bands: pd.DataFrame) -> go.Bar:
    least = int(bands["criteria_least"].min())
    return go.Bar(
        y=[0],
        base=[-0.5],
        x=[least],
        width=1,
        orientation="h",
        marker={"color": "rgba(138,143,148,0.15)"},
        text=["no level"],
        textposition="inside",
        insidetextanchor="middle",
        textfont={"size": 12, "color": QUIET_TEXT},
        hovertemplate=f"0 to {least - 1}: no level<extra></extra>",
    )


def _last(band: dict, count: int) -> int:
    return count if pd.isna(band["criteria_most"]) else int(band["criteria_most"])


def _in_words(band: dict) -> str:
    least = int(band["criteria_least"])
    return f"{least} or more" if pd.isna(band["criteria_most"]) else f"{least} to {int(band['criteria_most'])}"


def _band(band: dict, count: int) -> go.Bar:
    look = {"color": LEVEL_COLORS[band["level"]], "pattern": {"shape": "/" if pd.isna(band["criteria_most"]) else "", "size": 8}}
    said = f"{band['level']}: {_in_words(band)} of {count} criteria"
    return _stretch(int(band["criteria_least"]), _last(band, count), look, said)


def _stretch(least: int, most: int, look: dict, said: str) -> go.Bar:
    """The whole criteria from `least` to `most`, both included, as one piece of the bar."""
    return go.Bar(
        y=[0],
        base=[least - 0.5],
        x=[most - least + 1],
        width=1,
        orientation="h",
        marker=look,
        hovertemplate=f"{said}<extra></extra>",
    )


def _label(band: dict, count: int) -> go.Scatter:
    middle = (int(band["criteria_least"]) + _last(band, count)) / 2
    text = f"{mark(band['level'])}<br>{_in_words(band)}"
    return go.Scatter(
        x=[middle],
        y=[0.6],
        text=[text],
        mode="text",
        textposition="top center",
        cliponaxis=False,
        textfont={"size": 12},
        hoverinfo="skip",
    )


def _hole(band: dict) -> go.Bar:
    least, most = int(band["hole_least"]), int(band["hole_most"])
    look = {
        "color": "rgba(0,0,0,0)",
        "line": {"color": QUIET, "width": 1.5},
        "pattern": {"shape": "x", "fgcolor": QUIET, "size": 5},
    }
    return _stretch(least, most, look, f"{least}: in no published band")
