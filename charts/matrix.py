"""Rows against practices: the layout that the evidence grid, the score map and the number matrices share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from charts.figure_data import Figure, Part, Trace, merged, scatter, values
from charts.theme import QUIET_TEXT, TEXT_ON_TINT, TINTS, calm, in_order

ROW_HEIGHT = 22
LETTER_HEIGHT = 5.6
LONGEST_NAME = 17
LEGEND_HEIGHT = 56
HEAD_LINE = 14


def heads(columns: Mapping[str, str]) -> list[str]:
    """Column heads from names and the second line under each, which may be empty."""
    return [
        f"<b>{name}</b><br><span style='color:{QUIET_TEXT}'>{second}</span>" if second else f"<b>{name}</b>"
        for name, second in columns.items()
    ]


def over_practices(
    data: list[Trace],
    rows: Sequence[str],
    columns: Mapping[str, str],
    has_legend: bool,
    row_height: int = ROW_HEIGHT,
    longest: int = 99,
    **layout: object,
) -> Figure:
    """Lays the traces out with `rows` from top to bottom and upright heads above; x and y are the names of columns and rows.

    Names of rows are cut at `longest` letters, for phones; the pointer and the table have them in full. The heads have room of
    their own in the top margin, because the automatic one would overlap the title. `layout` is put into it.
    """
    head = int(max(len(line) for pair in columns.items() for line in pair) * LETTER_HEIGHT) + 16
    own: Part = {
        "showlegend": has_legend,
        "margin": {"t": head, "b": LEGEND_HEIGHT if has_legend else 12},
        "xaxis": _upright(columns),
        "yaxis": _named(rows, longest),
    }
    return calm(data, head + LEGEND_HEIGHT + row_height * len(rows), **merged(own, layout))


def across(data: list[Trace], rows: Sequence[str], heads_by_column: Mapping[str, str], longest: int) -> Figure:
    """Lays the traces out with `rows` from top to bottom and level heads above, which may have several lines (HTML)."""
    names, texts = list(heads_by_column), list(heads_by_column.values())
    head = HEAD_LINE * max(text.count("<br>") + 1 for text in texts) + 12
    axis = {**_upright(heads_by_column), "tickangle": 0, "tickvals": names, "ticktext": texts, "tickfont": {"size": 11}}
    return calm(
        data,
        head + LEGEND_HEIGHT + ROW_HEIGHT * len(rows),
        showlegend=True,
        margin={"t": head, "b": LEGEND_HEIGHT},
        xaxis=axis,
        yaxis={**_named(rows, longest), "showgrid": True},
    )


def _upright(columns: Mapping[str, str]) -> Part:
    names = list(columns)
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": names,
        "range": [-0.5, len(names) - 0.5],
        "side": "top",
        "tickangle": -90,
        "tickvals": names,
        "ticktext": heads(columns),
        "tickfont": {"size": 10},
        "automargin": False,
        "ticks": "",
        "showgrid": False,
    }


def _named(rows: Sequence[str], longest: int) -> Part:
    return {
        **in_order(list(rows)),
        "tickmode": "array",
        "tickvals": list(rows),
        "ticktext": [shortened(row, longest) for row in rows],
        "tickfont": {"size": 12},
        "ticks": "",
    }


def shortened(name: str, longest: int) -> str:
    """The name, cut where it is longer than so many letters; a number in brackets after it stays."""
    name, bracket, number = name.partition(" (")
    return (name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…") + bracket + number


def numbers(cells: pd.DataFrame, rows: Sequence[str], columns: Mapping[str, str], longest: int = 99) -> Figure:
    """`cells`: row, column, shown (text), tint (0 to 100), words (for the pointer); a matrix of numbers on a quiet tint."""
    return over_practices(tinted(cells, 12), rows, columns, has_legend=False, row_height=26, longest=longest)


def tinted(cells: pd.DataFrame, size: int, scale: list | None = None) -> list[Trace]:
    """`cells`: row, column, shown (text), tint (0 to 100), words (for the pointer); letters of `size` on a quiet tint.

    The letters are a trace of their own, because on a see-through tint plotly would write them dark on the dark page too.
    """
    columns, rows = values(cells["column"]), values(cells["row"])
    tints = {
        "type": "heatmap",
        "x": columns,
        "y": rows,
        "z": values(cells["tint"]),
        "zmin": 0,
        "zmax": 100,
        "colorscale": scale or TINTS,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "customdata": values(cells["words"]),
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    letters = scatter(
        columns,
        rows,
        "text",
        text=values(cells["shown"]),
        textfont={"size": size, "color": TEXT_ON_TINT},
        hoverinfo="skip",
        showlegend=False,
    )
    return [tints, letters]


def marks(cells: pd.DataFrame, name: str, symbol: str, size: int, color: str, given: Sequence[str] = ()) -> Trace:
    """`cells`: row, column, words; one mark per cell, and a selected one gives back the columns `given`."""
    trace = scatter(
        values(cells["column"]),
        values(cells["row"]),
        "markers",
        name=name,
        text=values(cells["words"]),
        marker={"symbol": symbol, "size": size, "color": color, "line": {"width": 1.5, "color": color}},
        hovertemplate="%{text}<extra></extra>",
    )
    return {**trace, "customdata": cells[list(given)].to_numpy().tolist()} if given else trace
