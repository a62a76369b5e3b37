"""Rows against practices: the layout that the evidence grid, the score map and the number matrices share."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from charts.figure_data import Figure, Part, Trace, scatter, values
from charts.theme import QUIET_TEXT, TEXT_ON_TINT, TINTS, calm, in_order

ROW_HEIGHT = 22
LONGEST_NAME = 17
LEGEND_HEIGHT = 56
HEAD_LINE = 14
WIDEST_HEAD = 16  # letters


def level_heads(columns: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Heads of columns from the name and the second line of each, which may be empty, in as many lines as they need."""
    return {column: wrapped_head(name, second, WIDEST_HEAD) for column, (name, second) in columns.items()}


def wrapped_head(name: str, second: str, width: int = 20) -> str:
    """A name in bold over its earlier one, in lines of so many letters."""
    lines = "<br>".join(textwrap.wrap(escape(name, quote=False), width))
    under = "<br>".join(textwrap.wrap(escape(second, quote=False), width + 4))
    return f"<b>{lines}</b>" + (f"<br><span style='color:{QUIET_TEXT}'>{under}</span>" if under else "")


def across(
    data: list[Trace],
    rows: Sequence[str],
    heads: Mapping[str, str],
    longest: int = 99,
    row_height: int = ROW_HEIGHT,
    has_legend: bool = True,
    has_lines: bool = False,
) -> Figure:
    """Lays the traces out with `rows` from top to bottom and level heads (HTML) above; x and y are the names of columns and rows.

    Names of rows are cut at `longest` letters, for phones; the pointer and the table have them in full. The heads have room of
    their own in the top margin, because the automatic one would overlap the title.
    """
    head = HEAD_LINE * max(text.count("<br>") + 1 for text in heads.values()) + 12
    return calm(
        data,
        head + LEGEND_HEIGHT + row_height * len(rows),
        showlegend=has_legend,
        margin={"t": head, "b": LEGEND_HEIGHT if has_legend else 12},
        xaxis=_columns(heads),
        yaxis={**_named(rows, longest), "showgrid": has_lines},
    )


def _columns(heads: Mapping[str, str]) -> Part:
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(heads),
        "range": [-0.5, len(heads) - 0.5],
        "side": "top",
        "tickangle": 0,
        "tickvals": list(heads),
        "ticktext": list(heads.values()),
        "tickfont": {"size": 11},
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
    heads = level_heads({name: (name, second) for name, second in columns.items()})
    return across(tinted(cells, 12), rows, heads, longest, row_height=26, has_legend=False)


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
