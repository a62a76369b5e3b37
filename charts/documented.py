"""How many cities have public evidence in each practice, as bars that carry their numbers."""

from __future__ import annotations

import pandas as pd

from charts.evidence_grid import CLASSIFIED, SOURCE_NAMED
from charts.figure_data import Figure, Part, Trace, rows_of, scatter, values
from charts.matrix import wrapped_head
from charts.theme import ACCENT, calm, in_order, see_through

ROW_HEIGHT = 66  # four lines of names
ROOM_FOR_WORDS = 1.6  # times the longest bar
FILLED: Part = {"color": ACCENT}
HATCHED: Part = {
    "color": see_through(ACCENT, 0.15),
    "pattern": {"shape": "/", "fillmode": "overlay", "fgcolor": ACCENT, "fgopacity": 1, "size": 6},
}


def by_practice(counts: pd.DataFrame) -> Figure:
    """`counts`, most first: present, second (an earlier name or empty), source_named_city_count, city_count.

    Cities that only our classification documents are hatched.
    """
    labels = [wrapped_head(*names) for names in rows_of(counts, "present", "second")]
    named, total = counts["source_named_city_count"], counts["city_count"]
    bars = [
        _bars(labels, counts["present"], named, SOURCE_NAMED, FILLED),
        _bars(labels, counts["present"], total - named, f"only {CLASSIFIED}", HATCHED),
    ]
    ends = scatter(
        values(total),
        labels,
        "text",
        text=[
            f" {both}" if both == by_source else f" {both} ({by_source} named)"
            for both, by_source in zip(total, named, strict=True)
        ],
        textposition="middle right",
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        textfont={"size": 12},
    )
    return calm(
        [*bars, ends],
        84 + ROW_HEIGHT * len(counts),
        barmode="stack",
        bargap=0.4,
        margin={"t": 24, "b": 60},
        showlegend=True,
        # One under the other: on a phone they do not fit beside each other.
        legend={"orientation": "v", "itemclick": False, "itemdoubleclick": False},
        xaxis={"visible": False, "range": [0, ROOM_FOR_WORDS * max(int(total.max()), 1)]},
        yaxis={**in_order(labels), "tickfont": {"size": 12}},
    )


def _bars(labels: list[str], practices: pd.Series, cities: pd.Series, name: str, look: Part) -> Trace:
    return {
        "type": "bar",
        "y": labels,
        "x": values(cities),
        "customdata": values(practices),
        "name": name,
        "orientation": "h",
        "marker": {**look, "line": {"width": 1, "color": ACCENT}},
        "hovertemplate": "%{customdata}: %{x} cities, " + name + "<extra></extra>",
    }
