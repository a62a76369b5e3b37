"""How many cities have public evidence in each practice, as bars that carry their numbers."""

from __future__ import annotations

import pandas as pd

from charts.evidence_grid import CLASSIFIED, SOURCE_NAMED
from charts.figure_data import Figure, Part, Trace, scatter, values
from charts.theme import ACCENT, calm, see_through

FILLED: Part = {"color": ACCENT}
HATCHED: Part = {
    "color": see_through(ACCENT, 0.15),
    "pattern": {"shape": "/", "fillmode": "overlay", "fgcolor": ACCENT, "fgopacity": 1, "size": 6},
}


def by_practice(counts: pd.DataFrame, classified: bool) -> Figure:
    """`counts`: practice, source_named_city_count, city_count; cities that only our classification documents are hatched."""
    named = counts["source_named_city_count"]
    total = counts["city_count"] if classified else named
    bars = [_bars(counts, named, SOURCE_NAMED, FILLED)]
    if classified:
        bars.append(_bars(counts, counts["city_count"] - named, f"only {CLASSIFIED}", HATCHED))
    ends = scatter(
        values(total),
        values(counts["practice"]),
        "text",
        text=[f" {n}" for n in total],
        textposition="middle right",
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        textfont={"size": 13},
    )
    return calm(
        [*bars, ends],
        64 + 34 * len(counts),
        barmode="stack",
        bargap=0.35,
        margin={"t": 16, "r": 36, "b": 48},
        showlegend=True,
        xaxis={"visible": False},
        yaxis={"autorange": "reversed", "showgrid": False, "tickfont": {"size": 13}},
    )


def _bars(counts: pd.DataFrame, cities: pd.Series, name: str, look: Part) -> Trace:
    return {
        "type": "bar",
        "y": values(counts["practice"]),
        "x": values(cities),
        "name": name,
        "orientation": "h",
        "marker": {**look, "line": {"width": 1, "color": ACCENT}},
        "hovertemplate": "%{y}: %{x} cities, " + name + "<extra></extra>",
    }
