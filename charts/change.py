"""Two times compared: a hollow mark then, a filled mark now, and the line between them."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.theme import ACCENT, QUIET, calm


def then_and_now(rows: pd.DataFrame, then: str, now: str) -> go.Figure:
    """`rows`: label, before_pct, after_pct (percent; blank = no value); `then` and `now` name the two times."""
    both = rows.dropna(subset=["before_pct", "after_pct"])
    figure = go.Figure()
    for row in both.to_dict("records"):
        figure.add_scatter(
            x=[row["before_pct"], row["after_pct"]],
            y=[row["label"]] * 2,
            mode="lines",
            line={"color": QUIET, "width": 2},
            showlegend=False,
            hoverinfo="skip",
        )
    figure.add_trace(_ends(rows, "before_pct", then, "circle-open", "middle left"))
    figure.add_trace(_ends(rows, "after_pct", now, "circle", "middle right"))
    figure = calm(figure, 84 + 44 * len(rows)).update_layout(margin={"t": 16, "b": 64, "r": 16}, showlegend=True)
    figure.update_xaxes(
        range=[-8, 112], tickvals=[0, 50, 100], ticktext=["0%", "50%", "100%"], showgrid=True, gridcolor="rgba(138,143,148,0.25)"
    )
    return figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=list(rows["label"]), range=[len(rows) - 0.5, -0.5], showgrid=False
    )


def _ends(rows: pd.DataFrame, column: str, name: str, symbol: str, beside: str) -> go.Scatter:
    lower = (rows["before_pct"] <= rows["after_pct"]).to_numpy()
    sides = [beside if low else {"middle left": "middle right", "middle right": "middle left"}[beside] for low in lower]
    return go.Scatter(
        x=rows[column],
        y=rows["label"],
        name=name,
        mode="markers+text",
        text=[f" {value:g} " for value in rows[column].fillna(0)],
        textposition=sides,
        textfont={"size": 12},
        cliponaxis=False,
        marker={"symbol": symbol, "size": 11, "color": ACCENT, "line": {"width": 2, "color": ACCENT}},
        hovertemplate="%{y}: %{x:g}%, " + name + "<extra></extra>",
    )
