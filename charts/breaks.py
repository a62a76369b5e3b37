"""The changes of the standard as visible breaks in a picture over time."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.theme import QUIET, QUIET_TEXT

LABEL_HEIGHT = 20
LINE = {"color": QUIET, "width": 1, "dash": "dash"}


def with_breaks(figure: go.Figure, changes: pd.DataFrame) -> go.Figure:
    """The figure with a dashed line, and a label above the plot, at each change: edition_id, changed_on."""
    for change in changes.to_dict("records"):
        at = change["changed_on"]
        figure.add_shape(type="line", x0=at, x1=at, y0=0, y1=1, yref="paper", line=LINE)
        _label(figure, at, change["edition_id"])
    return _room_above(figure)


def with_break_between(figure: go.Figure, position: float, edition: str) -> go.Figure:
    """The figure with a break at a place of its x axis between two columns."""
    figure.add_shape(type="line", x0=position, x1=position, y0=0, y1=1, yref="paper", line=LINE)
    _label(figure, position, edition)
    return _room_above(figure)


def _label(figure: go.Figure, at: object, edition: str) -> None:
    figure.add_annotation(
        x=at,
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor="left",
        xshift=-4,
        showarrow=False,
        text=f"standard of {edition}",
        font={"size": 11, "color": QUIET_TEXT},
    )


def _room_above(figure: go.Figure) -> go.Figure:
    return figure.update_layout(margin={"t": LABEL_HEIGHT + 8})
