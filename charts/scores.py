"""Practice scores of one edition: all cities at a glance, and the order of the cities within one practice."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from charts.figure_data import Figure, Trace, scatter, values
from charts.level_looks import LevelLook, LevelLooks
from charts.matrix import LONGEST_NAME, across, level_heads, marks, tinted
from charts.theme import ACCENT, PERCENT_AXIS, QUIET, calm, in_order, mixed, see_through

NOT_ASSESSED = "not assessed"
MEDIAN = "Median"
# Five steps that can be told apart, the same on the light and on the dark page, and letters that can be read on each.
DARK, LIGHT = "#111111", "#ffffff"
STEPS = (
    (mixed(ACCENT, LIGHT, 0.1), DARK),
    (mixed(ACCENT, LIGHT, 0.36), DARK),
    (mixed(ACCENT, LIGHT, 0.66), DARK),
    (mixed(ACCENT, DARK, 0.8), LIGHT),
    (mixed(ACCENT, DARK, 0.45), LIGHT),
)
STEP_PCT = 100 / len(STEPS)
SCALE = [[edge / len(STEPS), color] for step, (color, _) in enumerate(STEPS) for edge in (step, step + 1)]


def score_map(scores: pd.DataFrame, practices: Sequence[str]) -> Figure:
    """`scores` of one edition: place (as its row is called), practice_name, score_pct (blank = not assessed: a cross).

    The first row holds the median of each practice.
    """
    medians = (
        scores.groupby("practice_name", sort=False)["score_pct"].median().rename("score_pct").reset_index().assign(place=MEDIAN)
    )
    scores = pd.concat([medians.dropna(subset=["score_pct"]), scores], ignore_index=True)
    cells = scores.rename(columns={"place": "row", "practice_name": "column"})
    scored, blank = cells[cells["score_pct"].notna()], cells[cells["score_pct"].isna()]
    tints, letters = tinted(
        scored.assign(
            shown=[f"{score:.0f}" for score in scored["score_pct"]],
            tint=scored["score_pct"],
            words=_words(scored, [f"{score:g}%" for score in scored["score_pct"]]),
        ),
        11,
        SCALE,
    )
    letters["textfont"] = {"size": 11, "color": [STEPS[step_of(score)][1] for score in scored["score_pct"]]}
    traces = [tints, letters]
    if len(blank):
        words = _words(blank, [NOT_ASSESSED] * len(blank))
        traces.append(marks(blank.assign(words=words), NOT_ASSESSED, "x-thin-open", 9, QUIET))
    rows = list(dict.fromkeys(scores["place"]))
    heads = level_heads({practice: (practice, "") for practice in practices})
    return across(traces, rows, heads, LONGEST_NAME, has_legend=len(blank) > 0)


def step_of(score_pct: float) -> int:
    """The step, 0 to 4, of a score from 0 to 100 percent."""
    return min(int(score_pct // STEP_PCT), len(STEPS) - 1)


def _words(cells: pd.DataFrame, scores: list[str]) -> list[str]:
    every = zip(cells["row"], cells["column"], scores, strict=True)
    return [f"{place}, {practice}: {score}" for place, practice, score in every]


def ranking(scores: pd.DataFrame, looks: LevelLooks) -> Figure:
    """`scores` of one practice of one edition, best first: rank, place, level, score_pct; those not assessed are left out."""
    ranked = scores.dropna(subset=["score_pct"])
    labels = [f"{int(rank)}. {place}" for rank, place in zip(ranked["rank"], ranked["place"], strict=True)]
    by_level = ranked.assign(label=labels).groupby("level", sort=False)
    return _in_percent([_ranked(str(level), looks[str(level)], mine) for level, mine in by_level], labels, 22)


def _ranked(level: str, look: LevelLook, cities: pd.DataFrame) -> Trace:
    return scatter(
        values(cities["score_pct"]),
        values(cities["label"]),
        "markers+text",
        name=level,
        text=[f" {value:g}" for value in cities["score_pct"]],
        textposition="middle right",
        cliponaxis=False,
        marker={"symbol": look.symbol, "color": look.color, "size": 11},
        hovertemplate="%{y}: %{x:g}%<extra></extra>",
    )


def spread(scores: pd.DataFrame) -> Figure:
    """`scores` of one edition by practice: quartiles, lowest and highest as a box, with the number of cities beside the name."""
    labels = [f"{row['practice_name']} (n {row['assessed_count']})" for row in scores.to_dict("records")]
    boxes = {
        "type": "box",
        "y": labels,
        "q1": values(scores["lower_quartile_pct"]),
        "median": values(scores["median_pct"]),
        "q3": values(scores["upper_quartile_pct"]),
        "lowerfence": values(scores["lowest_pct"]),
        "upperfence": values(scores["highest_pct"]),
        "orientation": "h",
        "fillcolor": see_through(ACCENT, 0.2),
        "line": {"color": ACCENT, "width": 2},
        "showlegend": False,
    }
    return _in_percent([boxes], labels, 38, below=28)


def _in_percent(data: list[Trace], labels: list[str], row_height: int, below: int = 64) -> Figure:
    return calm(
        data,
        84 + row_height * len(labels),
        margin={"b": below, "r": 28},
        xaxis={"range": [-3, 106], **PERCENT_AXIS},
        yaxis={**in_order(labels), "tickmode": "array", "tickvals": labels},
    )
