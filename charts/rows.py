"""Several plots under each other in one figure, each with axes of its own."""

from __future__ import annotations

from collections.abc import Sequence

from charts.figure_data import Part, Trace


def stacked(count: int, gap: float) -> list[list[float]]:
    """Where each of so many plots stands, the top one first: the lower and the upper end, in shares of the whole height."""
    height = (1 - gap * (count - 1)) / count
    return [[below, below + height] for below in (at * (height + gap) for at in reversed(range(count)))]


def axes(places: Sequence[Sequence[float]], x_looks: Sequence[Part], y_look: Part) -> Part:
    """The axes of the plots that stand at `places`, as parts of a layout; `x_looks` has one look for each."""
    layout: Part = {}
    for row, (place, x_look) in enumerate(zip(places, x_looks, strict=True), start=1):
        layout[f"xaxis{number(row)}"] = {"anchor": f"y{number(row)}", "domain": [0, 1], **x_look}
        layout[f"yaxis{number(row)}"] = {"anchor": f"x{number(row)}", "domain": list(place), **y_look}
    return layout


def in_row(row: int, trace: Trace) -> Trace:
    """The trace, drawn in the plot of that row; the top one is 1."""
    return {**trace, "xaxis": f"x{number(row)}", "yaxis": f"y{number(row)}"}


def number(row: int) -> str:
    """What plotly puts after the name of an axis: nothing for the first."""
    return "" if row == 1 else str(row)
