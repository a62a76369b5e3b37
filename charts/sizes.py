"""Cities or residents by size band, as bars that carry their numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from charts.theme import ACCENT, calm


def by_size(sizes: pd.Series, values: pd.Series, labels: Sequence[str], unit: str) -> go.Figure:
    """One bar per size band, smallest cities on top, with its label; `unit` names the values when a bar is pointed at."""
    figure = go.Figure(
        go.Bar(
            y=sizes,
            x=values,
            orientation="h",
            text=labels,
            textposition="outside",
            cliponaxis=False,
            marker={"color": ACCENT},
            hovertemplate=f"%{{y}} people: %{{text}} {unit}<extra></extra>",
        )
    )
    figure = (
        calm(figure, 30 + 38 * len(sizes))
        .update_xaxes(visible=False)
        .update_yaxes(autorange="reversed", showgrid=False, type="category")
    )
    return figure.update_layout(bargap=0.35, margin={"r": 84})
