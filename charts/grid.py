"""How the number of certified cities grew place by place: a row per place, a column per announcement, the count in the cell."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from charts.breaks import with_break_between
from charts.theme import calm

ROW_HEIGHT = 24
# See-through, so that the count over it reads on the light and on the dark page.
SHADES = ((0, "rgba(43, 134, 173, 0.10)"), (1, "rgba(43, 134, 173, 0.38)"))


def by_place(counts: pd.DataFrame, changes: pd.DataFrame) -> go.Figure:
    """`counts`: announced_on, place, city_count (one row per place and day); `changes`: edition_id, changed_on."""
    cells = counts.pivot_table(index="place", columns="announced_on", values="city_count", aggfunc="sum")
    cells = cells.sort_values([cells.columns[-1], "place"], ascending=[False, True])
    cells.index = [escape(place, quote=False) for place in cells.index]
    days = list(cells.columns)
    shown = cells.astype("Int64").mask(cells == 0)
    figure = go.Figure(
        go.Heatmap(
            z=cells.mask(cells == 0),
            x=list(range(len(days))),
            y=list(cells.index),
            colorscale=SHADES,
            showscale=False,
            xgap=1,
            ygap=1,
            customdata=[[f"{day:%B %Y}" for day in days]] * len(cells),
            hovertemplate="%{y}: %{z} by %{customdata}<extra></extra>",
        )
    )
    for column in range(len(days)):
        _counts(figure, column, shown.iloc[:, column])
    figure = calm(figure, 104 + ROW_HEIGHT * len(cells))
    figure.update_xaxes(
        tickvals=list(range(len(days))), ticktext=[f"{day:%b}<br>’{day:%y}" for day in days], tickangle=0, tickfont={"size": 10}
    )
    figure.update_yaxes(range=[len(cells) - 0.5, -0.5], showgrid=False)
    for change in changes.to_dict("records"):
        figure = with_break_between(figure, sum(day < change["changed_on"] for day in days) - 0.5, change["edition_id"])
    return figure


def _counts(figure: go.Figure, column: int, counts: pd.Series) -> None:
    known = counts.dropna()
    figure.add_scatter(
        x=[column] * len(known),
        y=list(known.index),
        text=known.astype(str),
        mode="text",
        hoverinfo="skip",
        showlegend=False,
        textfont={"size": 12},
    )
