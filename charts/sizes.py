"""Cities or residents by size band, as bars that carry their numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from charts.figure_data import Figure, values
from charts.theme import ACCENT, calm


def by_size(sizes: pd.Series, numbers: pd.Series, labels: Sequence[str], unit: str) -> Figure:
    """One bar per size band, smallest cities on top, with its label; `unit` names the numbers when a bar is pointed at."""
    bars = {
        "type": "bar",
        "y": values(sizes),
        "x": values(numbers),
        "orientation": "h",
        "text": list(labels),
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": ACCENT},
        "hovertemplate": f"%{{y}} people: %{{text}} {unit}<extra></extra>",
    }
    rows = {"autorange": "reversed", "showgrid": False, "type": "category"}
    return calm([bars], 30 + 38 * len(sizes), bargap=0.35, margin={"r": 84}, xaxis={"visible": False}, yaxis=rows)
