"""One city's scores against two medians: its level and the cities of its size."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.theme import ACCENT, QUIET, QUIET_TEXT, calm

FEW = 5


def score_profile(profile: pd.DataFrame, level_name: str, size_name: str) -> go.Figure:
    """`profile`: practice_name, score_pct (blank = not assessed), and by level and size `…_median_pct` and `…_city_count`.

    The number of cities stands beside each practice; the median of a group under five is drawn pale.
    """
    labels = [_label(row) for row in profile.to_dict("records")]
    figure = go.Figure()
    figure.add_trace(_median(profile, labels, "level", f"median, {level_name}", "line-ns-open", 20))
    figure.add_trace(_median(profile, labels, "size", f"median, {size_name}", "diamond-open", 11))
    figure.add_scatter(
        x=profile["score_pct"],
        y=labels,
        name="this city",
        mode="markers",
        marker={"symbol": "circle", "size": 13, "color": ACCENT},
        hovertemplate="this city: %{x:g}%<extra></extra>",
    )
    blank = [label for label, score in zip(labels, profile["score_pct"], strict=True) if pd.isna(score)]
    if blank:
        figure.add_scatter(
            x=[0] * len(blank),
            y=blank,
            mode="text",
            text=["not assessed"] * len(blank),
            textposition="middle right",
            showlegend=False,
            hoverinfo="skip",
            textfont={"size": 12, "color": QUIET_TEXT},
        )
    figure = calm(figure, 100 + 46 * len(labels)).update_layout(margin={"b": 84, "r": 16}, showlegend=True)
    figure.update_xaxes(
        range=[-4, 104], tickvals=[0, 50, 100], ticktext=["0%", "50%", "100%"], showgrid=True, gridcolor="rgba(138,143,148,0.25)"
    )
    return figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=labels, range=[len(labels) - 0.5, -0.5], showgrid=False
    )


def _label(row: dict) -> str:
    counts = f"n {row['level_city_count']} at its level, {row['size_city_count']} of its size"
    return f"{row['practice_name']}<br><span style='color:{QUIET_TEXT};font-size:11px'>{counts}</span>"


def _median(profile: pd.DataFrame, labels: list[str], group: str, name: str, symbol: str, size: int) -> go.Scatter:
    few = profile[f"{group}_city_count"] < FEW
    return go.Scatter(
        x=profile[f"{group}_median_pct"],
        y=labels,
        name=name,
        mode="markers",
        marker={
            "symbol": symbol,
            "size": size,
            "opacity": [0.45 if f else 1 for f in few],
            "color": QUIET,
            "line": {"width": 3, "color": QUIET},
        },
        customdata=[
            f"{n} cities" + (", too few to lean on" if f else "")
            for n, f in zip(profile[f"{group}_city_count"], few, strict=True)
        ],
        hovertemplate=name + ": %{x:g}%, %{customdata}<extra></extra>",
    )
