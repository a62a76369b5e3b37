"""Announcement by announcement, the cities that it counts as new: named here, possible by then, and not named by any source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from charts import unnamed
from charts.documented import FILLED
from charts.figure_data import Figure, Part, Trace, scatter, values
from charts.theme import ACCENT, calm, in_order

if TYPE_CHECKING:
    from collections.abc import Mapping

# What each part of a bar is called and how it looks; together they are what was announced.
PARTS: Mapping[str, tuple[str, Part]] = {
    "named_count": ("named here", FILLED),
    "possible_count": ("possible by this date", unnamed.UNCERTAIN),
    "missing_count": ("announced, not named by any source we found", unnamed.BAR),
}
ROOM_FOR_WORDS = 1.75  # times the longest bar


def by_announcement(counts: pd.DataFrame) -> Figure:
    """`counts`: month, new_cities, named_count, possible_count, missing_count and in_short, the words at the end of the bar."""
    months = values(counts["month"])
    bars = [_bars(months, counts[column], *PARTS[column]) for column in PARTS if counts[column].any()]
    ends = scatter(
        values(counts["new_cities"]),
        months,
        "text",
        text=[f" {words}" for words in counts["in_short"]],
        textposition="middle right",
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        textfont={"size": 12},
    )
    longest = max(int(counts["new_cities"].max()), 1)
    return calm(
        [*bars, ends],
        24 * len(bars) + 50 + 26 * len(counts),
        barmode="stack",
        bargap=0.3,
        margin={"t": 28, "b": 24 * len(bars) + 8},
        showlegend=True,
        # One part under another: on a phone their names do not fit beside each other.
        legend={"orientation": "v", "itemclick": False, "itemdoubleclick": False},
        xaxis={"visible": False, "range": [0, ROOM_FOR_WORDS * longest]},
        yaxis={**in_order(months), "tickfont": {"size": 12}},
    )


def _bars(months: list, cities: pd.Series, name: str, look: Part) -> Trace:
    return {
        "type": "bar",
        "y": months,
        "x": values(cities),
        "name": name,
        "orientation": "h",
        "marker": {"line": {"width": 1, "color": ACCENT}, **look},
        "hovertemplate": "%{y}: %{x} " + name + "<extra></extra>",
    }
