"""Practice scores of one edition: all cities at a glance, and the order of the cities within one practice."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from charts.matrix import LONGEST_NAME, marks, over_practices, tinted
from charts.theme import LEVEL_COLORS, LEVEL_SYMBOLS, QUIET, calm

NOT_ASSESSED = "not assessed"


def score_map(scores: pd.DataFrame, practices: Sequence[str]) -> go.Figure:
    """`scores` of one edition: place (as its row is called), practice_name, score_pct (blank = not assessed: a cross)."""
    scored = scores.dropna(subset=["score_pct"])
    figure = go.Figure(
        tinted(
            pd.DataFrame(
                {
                    "row": scored["place"],
                    "column": scored["practice_name"],
                    "shown": scored["score_pct"].round().astype(int).astype(str),
                    "tint": scored["score_pct"],
                    "words": scored["place"] + ", " + scored["practice_name"] + ": " + scored["score_pct"].map("{:g}%".format),
                }
            ),
            11,
        )
    )
    blank = scores[scores["score_pct"].isna()].rename(columns={"place": "row", "practice_name": "column"})
    blank = blank.assign(words=blank["row"] + ", " + blank["column"] + f": {NOT_ASSESSED}")
    if len(blank):
        figure.add_trace(marks(blank, NOT_ASSESSED, "x-thin-open", 9, QUIET))
    rows = list(dict.fromkeys(scores["place"]))
    figure = figure.update_layout(showlegend=len(blank) > 0)
    return over_practices(figure, rows, dict.fromkeys(practices, ""), longest=LONGEST_NAME).update_yaxes(showgrid=False)


def ranking(scores: pd.DataFrame) -> go.Figure:
    """`scores` of one practice of one edition, best first: rank, place, level, score_pct; those not assessed are left out."""
    ranked = scores.dropna(subset=["score_pct"])
    labels = [f"{int(rank)}. {place}" for rank, place in zip(ranked["rank"], ranked["place"], strict=True)]
    figure = go.Figure()
    for level in dict.fromkeys(ranked["level"]):
        at = (ranked["level"] == level).to_numpy()
        figure.add_scatter(
            x=ranked.loc[at, "score_pct"],
            y=[label for label, mine in zip(labels, at, strict=True) if mine],
            name=level,
            mode="markers+text",
            text=[f" {value:g}" for value in ranked.loc[at, "score_pct"]],
            textposition="middle right",
            cliponaxis=False,
            marker={"symbol": LEVEL_SYMBOLS[level], "color": LEVEL_COLORS[level], "size": 11},
            hovertemplate="%{y}: %{x:g}%<extra></extra>",
        )
    return _in_percent(figure, labels, 22)


def spread(scores: pd.DataFrame) -> go.Figure:
    """`scores` of one edition by practice: quartiles, lowest and highest as a box, with the number of cities beside the name."""
    labels = [f"{row['practice_name']} (n {row['assessed_count']})" for row in scores.to_dict("records")]
    figure = go.Figure(
        go.Box(
            y=labels,
            q1=scores["lower_quartile_pct"],
            median=scores["median_pct"],
            q3=scores["upper_quartile_pct"],
            lowerfence=scores["lowest_pct"],
            upperfence=scores["highest_pct"],
            orientation="h",
            fillcolor="rgba(43, 134, 173, 0.2)",
            line={"color": "#2b86ad", "width": 2},
            showlegend=False,
        )
    )
    return _in_percent(figure, labels, 38).update_layout(margin={"b": 28})


def _in_percent(figure: go.Figure, labels: Sequence[str], row_height: int) -> go.Figure:
    figure = calm(figure, 84 + row_height * len(labels)).update_layout(margin={"b": 64, "r": 28})
    figure.update_xaxes(
        range=[-3, 106],
        tickvals=[0, 50, 100],
        ticktext=["0%", "50%", "100%"],
        showgrid=True,
        gridcolor="rgba(138,143,148,0.25)",
    )
    return figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=list(labels),
        range=[len(labels) - 0.5, -0.5],
        showgrid=False,
        tickmode="array",
        tickvals=list(labels),
    )
