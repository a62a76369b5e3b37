"""How many cities there are at each level, as bars that carry their numbers."""

from __future__ import annotations

import pandas as pd

from charts.figure_data import Figure
from charts.level_looks import LevelLooks, marked
from charts.theme import calm


def by_level(counts: pd.DataFrame, looks: LevelLooks) -> Figure:
    """`counts`: level, city_count, city_count_most; one bar per level, highest level on top."""
    numbers = counts["city_count"].tolist()
    bars = {
        "type": "bar",
        "y": [marked(level, looks) for level in counts["level"]],
        "x": numbers,
        "orientation": "h",
        "marker": {"color": [looks[level].color for level in counts["level"]]},
        "text": numbers,
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{y}: %{x} cities<extra></extra>",
    }
    rows = {"autorange": "reversed", "showgrid": False, "tickfont": {"size": 14}}
    return calm([bars], 30 + 42 * len(counts), bargap=0.35, margin={"r": 36}, xaxis={"visible": False}, yaxis=rows)
