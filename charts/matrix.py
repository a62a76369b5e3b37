"""Rows against practices: the layout that the evidence grid, the score map and the number matrices share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from charts.theme import QUIET_TEXT, calm

ROW_HEIGHT = 22
LETTER_HEIGHT = 5.6
LONGEST_NAME = 17
LEGEND_HEIGHT = 56
# See-through, so that the letters over it read on the light and on the dark page.
TINTS = [[0, "rgba(43, 134, 173, 0.07)"], [1, "rgba(43, 134, 173, 0.5)"]]


def heads(columns: Mapping[str, str]) -> list[str]:
    """Column heads from names and the second line under each, which may be empty."""
    return [
        f"<b>{name}</b><br><span style='color:{QUIET_TEXT}'>{second}</span>" if second else f"<b>{name}</b>"
        for name, second in columns.items()
    ]


def over_practices(
    figure: go.Figure, rows: Sequence[str], columns: Mapping[str, str], row_height: int = ROW_HEIGHT, longest: int = 99
) -> go.Figure:
    """Lays the figure out with `rows` from top to bottom and upright heads above; x and y are the names of columns and rows.

    Names of rows are cut at `longest` letters, for phones; the pointer and the table have them in full. The heads have room of
    their own in the top margin, because the automatic one would overlap the title.
    """
    names = list(columns)
    longest_head = max(len(line) for pair in columns.items() for line in pair)
    head = int(longest_head * LETTER_HEIGHT) + 16
    figure = calm(figure, head + LEGEND_HEIGHT + row_height * len(rows))
    figure.update_layout(margin={"t": head, "b": LEGEND_HEIGHT if figure.layout.showlegend is not False else 12})
    figure.update_xaxes(
        type="category",
        categoryorder="array",
        categoryarray=names,
        range=[-0.5, len(names) - 0.5],
        side="top",
        tickangle=-90,
        tickvals=names,
        ticktext=heads(columns),
        tickfont={"size": 10},
        automargin=False,
        ticks="",
        showgrid=False,
    )
    return figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=list(rows),
        range=[len(rows) - 0.5, -0.5],
        tickmode="array",
        tickvals=list(rows),
        ticktext=[shortened(row, longest) for row in rows],
        tickfont={"size": 12},
        ticks="",
    )


def shortened(name: str, longest: int) -> str:
    """The name, cut where it is longer than so many letters; a number in brackets after it stays."""
    name, bracket, number = name.partition(" (")
    return (name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…") + bracket + number


def numbers(cells: pd.DataFrame, rows: Sequence[str], columns: Mapping[str, str], longest: int = 99) -> go.Figure:
    """`cells`: row, column, shown (text), tint (0 to 100), words (for the pointer); a matrix of numbers on a quiet tint."""
    figure = go.Figure(tinted(cells, 12)).update_layout(showlegend=False)
    return over_practices(figure, rows, columns, row_height=26, longest=longest).update_yaxes(showgrid=False)


def tinted(cells: pd.DataFrame, size: int) -> list[go.Heatmap | go.Scatter]:
    """`cells`: row, column, shown (text), tint (0 to 100), words (for the pointer); letters of `size` on a quiet tint.

    The letters are a trace of their own, because on a see-through tint plotly would write them dark on the dark page too.
    """
    tints = go.Heatmap(
        x=cells["column"],
        y=cells["row"],
        z=cells["tint"],
        zmin=0,
        zmax=100,
        colorscale=TINTS,
        showscale=False,
        xgap=2,
        ygap=2,
        customdata=cells["words"],
        hovertemplate="%{customdata}<extra></extra>",
    )
    letters = go.Scatter(
        x=cells["column"],
        y=cells["row"],
        text=cells["shown"],
        mode="text",
        textfont={"size": size},
        hoverinfo="skip",
        showlegend=False,
    )
    return [tints, letters]


def marks(cells: pd.DataFrame, name: str, symbol: str, size: int, color: str, given: Sequence[str] = ()) -> go.Scatter:
    """`cells`: row, column, words; one mark per cell, and a selected one gives back the columns `given`."""
    return go.Scatter(
        x=cells["column"],
        y=cells["row"],
        name=name,
        mode="markers",
        text=cells["words"],
        customdata=cells[list(given)].to_numpy() if given else None,
        marker={"symbol": symbol, "size": size, "color": color, "line": {"width": 1.5, "color": color}},
        hovertemplate="%{text}<extra></extra>",
    )
