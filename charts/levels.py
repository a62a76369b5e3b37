"""How many cities there are at each level, as bars that carry their numbers."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.theme import LEVEL_COLORS, calm, mark


def by_level(counts: pd.DataFrame) -> go.Figure:
    """`counts`: level, city_count, city_count_most; one bar per level, highest level on top."""
    labels = [mark(level) for level in counts["level"]]
    figure = go.Figure(
        go.Bar(
            y=labels,
            x=counts["city_count"],
            orientation="h",
            marker={"color": [LEVEL_COLORS[level] for level in counts["level"]]},
            text=counts["city_count"],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{x} cities<extra></extra>",
        )
    )
    figure = (
        calm(figure, 30 + 42 * len(counts))
        .update_xaxes(visible=False)
        .update_yaxes(autorange="reversed", showgrid=False, tickfont={"size": 14})
    )
    return figure.update_layout(bargap=0.35, margin={"r": 36})
