"""How cities climbed: from the level of their first certification to the latest level we found."""

from __future__ import annotations

import pandas as pd

from charts.figure_data import Figure, Part, Trace
from charts.level_looks import LevelLooks, marked
from charts.theme import UNSEEN, calm, see_through

SEE_THROUGH = 0.4
# Pixels: above and below the flows, beside them for the labels, between two levels.
ABOVE, BELOW, ASIDE, GAP = 38, 8, 112, 22
# Plotly ignores a place of exactly 0 or 1.
AT_LEFT, AT_RIGHT = 0.001, 0.999


def from_first_to_latest(counts: pd.DataFrame, looks: LevelLooks, height: int = 340) -> Figure:
    """`counts`: first_level, level, city_count; first certification on the left, latest level found on the right."""
    firsts, latest = (_levels(counts.groupby(column)["city_count"].sum(), looks) for column in ("first_level", "level"))
    room = height - ABOVE - BELOW
    per_city = (room - GAP * (max(len(firsts), len(latest)) - 1)) / int(counts["city_count"].sum())
    sides = [_middles(firsts, per_city), _middles(latest, per_city)]
    labels = [
        *_labels(0, "first certified at", firsts, [1 - middle / room for middle in sides[0]], looks),
        *_labels(1, "latest level found", latest, [1 - middle / room for middle in sides[1]], looks),
    ]
    flows = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": _nodes(list(firsts), list(latest), [middle / room for side in sides for middle in side], looks),
        "link": _links(counts, list(firsts), list(latest), looks),
        "textfont": {"color": UNSEEN, "shadow": "none"},
    }
    return calm([flows], height, margin={"t": ABOVE, "b": BELOW, "l": ASIDE, "r": ASIDE}, annotations=labels)


def _levels(sums: pd.Series, looks: LevelLooks) -> dict[str, int]:
    """The levels that there are, highest first, each with its number of cities."""
    return {level: int(sums[level]) for level in looks if level in sums.index}


def _middles(levels: dict[str, int], per_city: float) -> list[float]:
    """How far below the top the middle of each level is, in pixels; the levels stand under each other with a gap between."""
    middles, top = [], 0.0
    for count in levels.values():
        middles.append(top + count * per_city / 2)
        top += count * per_city + GAP
    return middles


def _nodes(firsts: list[str], latest: list[str], places: list[float], looks: LevelLooks) -> Trace:
    return {
        "label": [*firsts, *latest],
        "color": [looks[level].color for level in [*firsts, *latest]],
        "x": [*(AT_LEFT for _ in firsts), *(AT_RIGHT for _ in latest)],
        "y": places,
        "pad": GAP,
        "thickness": 14,
        "line": {"width": 0},
        "hovertemplate": "%{label}: %{value}<extra></extra>",
    }


def _links(counts: pd.DataFrame, firsts: list[str], latest: list[str], looks: LevelLooks) -> Part:
    return {
        "source": [firsts.index(level) for level in counts["first_level"]],
        "target": [len(firsts) + latest.index(level) for level in counts["level"]],
        "value": counts["city_count"].tolist(),
        "color": [see_through(looks[level].color, SEE_THROUGH) for level in counts["level"]],
        "hovertemplate": "%{value} cities: %{source.label} → %{target.label}<extra></extra>",
    }


def _labels(side: int, title: str, levels: dict[str, int], heights: list[float], looks: LevelLooks) -> list[Part]:
    """Text beside the flows and not on them, where its contrast would be poor."""
    texts = [f"{marked(level, looks)}: {count}" for level, count in levels.items()]
    return [_text(side, 1, f"<i>{title}</i>", 20), *(_text(side, y, text) for y, text in zip(heights, texts, strict=True))]


def _text(side: int, y: float, text: str, above: int = 0) -> Part:
    return {
        "x": side, "y": y, "xref": "paper", "yref": "paper", "text": text, "showarrow": False, "font": {"size": 13},
        "xanchor": ("right", "left")[side], "xshift": (-6, 6)[side], "yanchor": "middle", "yshift": above,
    }  # fmt: skip
