"""How cities climbed: from the level of their first certification to the latest level we found."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.theme import LEVEL_COLORS, LEVELS, calm, mark

SEE_THROUGH = 0.4


def from_first_to_latest(counts: pd.DataFrame, height: int = 340) -> go.Figure:
    """`counts`: first_level, level, city_count; first certification on the left, latest level found on the right."""
    firsts = [level for level in LEVELS if level in set(counts["first_level"])]
    latest = [level for level in LEVELS if level in set(counts["level"])]
    figure = go.Figure(
        go.Sankey(
            arrangement="snap",
            node={
                "label": [*_labels(firsts, counts.groupby("first_level")), *_labels(latest, counts.groupby("level"))],
                "color": [LEVEL_COLORS[level] for level in [*firsts, *latest]],
                "pad": 18,
                "thickness": 14,
                "line": {"width": 0},
                "hovertemplate": "%{label}<extra></extra>",
            },
            link={
                "source": [firsts.index(level) for level in counts["first_level"]],
                "target": [len(firsts) + latest.index(level) for level in counts["level"]],
                "value": counts["city_count"],
                "color": [_see_through(level) for level in counts["level"]],
                "hovertemplate": "%{value} cities: %{source.label} → %{target.label}<extra></extra>",
            },
        )
    )
    for x, text in ((0, "first certified at"), (1, "latest level found")):
        figure.add_annotation(
            x=x,
            y=1,
            xref="paper",
            yref="paper",
            xanchor=("left", "right")[x],
            yanchor="bottom",
            yshift=6,
            showarrow=False,
            text=text,
            font={"size": 12},
        )
    return calm(figure, height).update_layout(margin={"t": 32})


def _labels(levels: list[str], groups: pd.api.typing.DataFrameGroupBy) -> list[str]:
    sums = groups["city_count"].sum()
    return [f"{mark(level)}: {sums[level]}" for level in levels]


def _see_through(level: str) -> str:
    color = LEVEL_COLORS[level].lstrip("#")
    return f"rgba({', '.join(str(int(color[i : i + 2], 16)) for i in (0, 2, 4))}, {SEE_THROUGH})"
