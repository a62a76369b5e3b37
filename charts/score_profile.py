"""One city's scores against two medians: its level and the cities of its size."""

from __future__ import annotations

import pandas as pd

from charts.figure_data import Figure, Trace, scatter, values
from charts.theme import ACCENT, PERCENT_AXIS, QUIET, QUIET_TEXT, calm, in_order

FEW = 5


def score_profile(profile: pd.DataFrame, level_name: str, size_name: str) -> Figure:
    """`profile`: practice_name, score_pct (blank = not assessed), and by level and size `…_median_pct` and `…_city_count`.

    The number of cities stands beside each practice; the median of a group under five is drawn pale.
    """
    labels = [_label(row) for row in profile.to_dict("records")]
    blank = [label for label, score in zip(labels, profile["score_pct"], strict=True) if pd.isna(score)]
    traces = [
        _median(profile, labels, "level", f"median, {level_name}", "line-ns-open", 20),
        _median(profile, labels, "size", f"median, {size_name}", "diamond-open", 11),
        _scores(profile, labels),
        *([_not_assessed(blank)] if blank else []),
    ]
    return calm(
        traces,
        100 + 46 * len(labels),
        margin={"b": 84, "r": 16},
        showlegend=True,
        xaxis={"range": [-4, 104], **PERCENT_AXIS},
        yaxis=in_order(labels),
    )


def _label(row: dict) -> str:
    counts = f"n {row['level_city_count']} at its level, {row['size_city_count']} of its size"
    return f"{row['practice_name']}<br><span style='color:{QUIET_TEXT};font-size:11px'>{counts}</span>"


def _scores(profile: pd.DataFrame, labels: list[str]) -> Trace:
    return scatter(
        values(profile["score_pct"]),
        labels,
        "markers",
        name="this city",
        marker={"symbol": "circle", "size": 13, "color": ACCENT},
        hovertemplate="this city: %{x:g}%<extra></extra>",
    )


def _not_assessed(labels: list[str]) -> Trace:
    return scatter(
        [0] * len(labels),
        labels,
        "text",
        text=["not assessed"] * len(labels),
        textposition="middle right",
        showlegend=False,
        hoverinfo="skip",
        textfont={"size": 12, "color": QUIET_TEXT},
    )


def _median(profile: pd.DataFrame, labels: list[str], group: str, name: str, symbol: str, size: int) -> Trace:
    counts = profile[f"{group}_city_count"].tolist()
    return scatter(
        values(profile[f"{group}_median_pct"]),
        labels,
        "markers",
        name=name,
        marker={
            "symbol": symbol,
            "size": size,
            "opacity": [0.45 if count < FEW else 1 for count in counts],
            "color": QUIET,
            "line": {"width": 3, "color": QUIET},
        },
        customdata=[f"{count} cities" + (", too few to lean on" if count < FEW else "") for count in counts],
        hovertemplate=name + ": %{x:g}%, %{customdata}<extra></extra>",
    )
