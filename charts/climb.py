"""How cities climbed: from the level of their first certification to the latest level we found."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.theme import LEVEL_COLORS, LEVELS, calm, mark

SEE_THROUGH = 0.4
# Pixels: above and below the flows, beside them for the labels, between two levels.
ABOVE, BELOW, ASIDE, GAP = 38, 8, 112, 22
# Plotly ignores a place of exactly 0 or 1.
AT_LEFT, AT_RIGHT = 0.001, 0.999


def from_first_to_latest(counts: pd.DataFrame, height: int = 340) -> go.Figure:
    """`counts`: first_level, level, city_count; first certification on the left, latest level found on the right."""
    firsts, latest = (_levels(counts.groupby(column)) for column in ("first_level", "level"))
    room = height - ABOVE - BELOW
    per_city = (room - GAP * (max(len(firsts), len(latest)) - 1)) / counts["city_count"].sum()
    sides = [_middles(firsts, per_city), _middles(latest, per_city)]
    figure = go.Figure(
        go.Sankey(
            arrangement="fixed",
            node={
                "label": [*firsts, *latest],
                "color": [LEVEL_COLORS[level] for level in [*firsts, *latest]],
                "x": [*(AT_LEFT for _ in firsts), *(AT_RIGHT for _ in latest)],
                "y": [middle / room for side in sides for middle in side],
                "pad": GAP,
                "thickness": 14,
                "line": {"width": 0},
                "hovertemplate": "%{label}: %{value}<extra></extra>",
            },
            link={
                "source": [list(firsts).index(level) for level in counts["first_level"]],
                "target": [len(firsts) + list(latest).index(level) for level in counts["level"]],
                "value": counts["city_count"],
                "color": [_see_through(level) for level in counts["level"]],
                "hovertemplate": "%{value} cities: %{source.label} → %{target.label}<extra></extra>",
            },
            textfont={"color": "rgba(0, 0, 0, 0)", "shadow": "none"},
        )
    )
    for x, title, levels, side in ((0, "first certified at", firsts, sides[0]), (1, "latest level found", latest, sides[1])):
        _write(figure, x, 1, f"<i>{title}</i>", 20)
        for (level, count), middle in zip(levels.items(), side, strict=True):
            _write(figure, x, 1 - middle / room, f"{mark(level)}: {count}")
    return calm(figure, height).update_layout(margin={"t": ABOVE, "b": BELOW, "l": ASIDE, "r": ASIDE})


def _levels(groups: pd.api.typing.DataFrameGroupBy) -> dict[str, int]:
    """The levels that there are, highest first, each with its number of cities."""
    sums = groups["city_count"].sum()
    return {level: int(sums[level]) for level in LEVELS if level in sums.index}


def _middles(levels: dict[str, int], per_city: float) -> list[float]:
    """How far below the top the middle of each level is, in pixels; the levels stand under each other with a gap between."""
    middles, top = [], 0.0
    for count in levels.values():
        middles.append(top + count * per_city / 2)
        top += count * per_city + GAP
    return middles


def _write(figure: go.Figure, x: int, y: float, text: str, above: int = 0) -> None:
    """Text beside the flows and not on them, where its contrast would be poor."""
    figure.add_annotation(
        x=x, y=y, xref="paper", yref="paper", text=text, showarrow=False, font={"size": 13},
        xanchor=("right", "left")[x], xshift=(-6, 6)[x], yanchor="middle", yshift=above,
    )  # fmt: skip


def _see_through(level: str) -> str:
    color = LEVEL_COLORS[level].lstrip("#")
    return f"rgba({', '.join(str(int(color[i : i + 2], 16)) for i in (0, 2, 4))}, {SEE_THROUGH})"
