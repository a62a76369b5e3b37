"""How many cities there are at each level, as bars that carry their numbers."""

from __future__ import annotations

import pandas as pd

from charts import unnamed
from charts.figure_data import Figure, Trace
from charts.level_looks import LevelLooks, marked
from charts.theme import calm


def by_level(counts: pd.DataFrame, looks: LevelLooks, missing: int = 0) -> Figure:
    """`counts`: level, city_count, city_count_most; one bar per level, highest level on top.

    Under them stand the cities that are announced and `missing` here, whose level nobody knows.
    """
    bars = [_bars([marked(level, looks) for level in counts["level"]], counts["city_count"].tolist())]
    bars[0]["marker"] = {"color": [looks[level].color for level in counts["level"]]}
    if missing:
        bars.append(
            {**_bars(["not named"], [missing]), "marker": unnamed.BAR, "hovertemplate": f"{unnamed.NAME}: %{{x}}<extra></extra>"}
        )
    rows = {"autorange": "reversed", "showgrid": False, "tickfont": {"size": 14}}
    height = 30 + 42 * (len(counts) + bool(missing))
    return calm(bars, height, bargap=0.35, margin={"r": 36}, showlegend=False, xaxis={"visible": False}, yaxis=rows)


def _bars(names: list[str], numbers: list[int]) -> Trace:
    return {
        "type": "bar",
        "y": names,
        "x": numbers,
        "orientation": "h",
        "text": numbers,
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{y}: %{x} cities<extra></extra>",
    }
