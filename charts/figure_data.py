"""A figure as plain data, ready to be written as JSON: what it is made of, and how a part of it is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

# plotly's figure: `data` (a list of traces), `layout`, and `frames` where it moves.
Figure = dict[str, Any]
Trace = dict[str, Any]
Part = dict[str, Any]


def values(column: pd.Series) -> list:
    """The values of a column as JSON has them: days as ISO text, what is blank as None."""
    return [_plain(value) for value in column.tolist()]


def rows_of(table: pd.DataFrame, *columns: str) -> Iterator[tuple]:
    """The rows of a table as tuples of these columns: many times sooner than pandas groups or joins so few of them."""
    return zip(*(table[column].tolist() for column in columns), strict=True)


def _plain(value: Any) -> Any:
    if value is pd.NA or value != value:
        return None
    return value.isoformat() if isinstance(value, date) else value


def scatter(x: list, y: list, mode: str, **more: object) -> Trace:
    """A trace of lines, markers or text at `x` and `y`."""
    return {"type": "scatter", "x": x, "y": y, "mode": mode, **more}


def legend_only(name: str, marker: Part, **more: object) -> Trace:
    """A trace that draws nothing and stands in the legend under `name`."""
    return scatter([None], [None], "markers", name=name, marker=marker, **more)


def changed(figure: Figure, **layout: object) -> Figure:
    """The figure with parts of its layout put in; a part that is there already keeps what is not given."""
    return {**figure, "layout": merged(figure["layout"], layout)}


def merged(part: Mapping[str, Any], more: Mapping[str, Any]) -> Part:
    """Both parts in one, `more` first; what both have is merged in turn where it has parts of its own."""
    both = {**part, **more}
    shared = [name for name in more if isinstance(part.get(name), Mapping) and isinstance(more[name], Mapping)]
    return both | {name: merged(part[name], more[name]) for name in shared}
