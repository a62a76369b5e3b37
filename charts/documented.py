"""How many cities have public evidence in each practice, as bars that carry their numbers."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.evidence_grid import CLASSIFIED, SOURCE_NAMED
from charts.theme import ACCENT, calm


def by_practice(counts: pd.DataFrame, classified: bool) -> go.Figure:
    """`counts`: practice, source_named_city_count, city_count; cities that only our classification documents are hatched."""
    total = counts["city_count"] if classified else counts["source_named_city_count"]
    figure = go.Figure(_bars(counts, counts["source_named_city_count"], SOURCE_NAMED, ""))
    if classified:
        figure.add_trace(_bars(counts, counts["city_count"] - counts["source_named_city_count"], f"only {CLASSIFIED}", "/"))
    figure.add_scatter(
        x=total,
        y=counts["practice"],
        text=[f" {n}" for n in total],
        mode="text",
        textposition="middle right",
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        textfont={"size": 13},
    )
    figure = calm(figure, 64 + 34 * len(counts)).update_layout(
        barmode="stack", bargap=0.35, margin={"t": 16, "r": 36, "b": 48}, showlegend=True
    )
    return figure.update_xaxes(visible=False).update_yaxes(autorange="reversed", showgrid=False, tickfont={"size": 13})


def _bars(counts: pd.DataFrame, cities: pd.Series, name: str, hatch: str) -> go.Bar:
    return go.Bar(
        y=counts["practice"],
        x=cities,
        name=name,
        orientation="h",
        marker={
            "color": ACCENT,
            "pattern": {"shape": hatch, "fillmode": "overlay", "fgcolor": ACCENT, "fgopacity": 1, "size": 6},
            "line": {"width": 1, "color": ACCENT},
        }
        | ({"color": "rgba(43, 134, 173, 0.15)"} if hatch else {}),
        hovertemplate="%{y}: %{x} cities, " + name + "<extra></extra>",
    )
