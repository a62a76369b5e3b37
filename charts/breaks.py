"""The changes of the standard as visible breaks in a picture over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from charts.figure_data import Figure, Part, changed, values
from charts.theme import QUIET, QUIET_TEXT

LABEL_HEIGHT = 20
LINE = {"color": QUIET, "width": 1, "dash": "dash"}


def with_breaks(figure: Figure, changes: pd.DataFrame) -> Figure:
    """The figure with a dashed line, and a label above the plot, at each change: edition_id, changed_on."""
    return _broken(figure, list(zip(values(changes["changed_on"]), changes["edition_id"], strict=True)))


def with_breaks_between(figure: Figure, columns: Sequence[date], changes: pd.DataFrame) -> Figure:
    """The figure, whose x axis has a column for each day in order, with a break before the first column after each change."""
    places = [sum(day < change for day in columns) - 0.5 for change in changes["changed_on"]]
    return _broken(figure, list(zip(places, changes["edition_id"], strict=True)))


def with_breaks_after_years(figure: Figure, changes: pd.DataFrame) -> Figure:
    """The figure, whose x axis has a column for each year, with a break after the column of the year of each change."""
    return _broken(figure, [(change.year + 0.5, edition) for change, edition in zip(*_columns(changes), strict=True)])


def _columns(changes: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    return changes["changed_on"], changes["edition_id"]


def _broken(figure: Figure, breaks: Sequence[tuple[object, str]]) -> Figure:
    if not breaks:
        return changed(figure, margin={"t": LABEL_HEIGHT + 8})
    layout = figure["layout"]
    lines = [{"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": LINE} for at, _ in breaks]
    labels = [_label(at, edition) for at, edition in breaks]
    return changed(
        figure,
        shapes=[*layout.get("shapes", []), *lines],
        annotations=[*layout.get("annotations", []), *labels],
        margin={"t": LABEL_HEIGHT + 8},
    )


def _label(at: object, edition: str) -> Part:
    return {
        "x": at, "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": "left", "xshift": -4, "showarrow": False,
        "text": f"standard of {edition}", "font": {"size": 11, "color": QUIET_TEXT},
    }  # fmt: skip
