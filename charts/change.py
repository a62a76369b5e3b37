"""Two times compared: a hollow mark then, a filled mark now, and the line between them."""

from __future__ import annotations

import pandas as pd

from charts.figure_data import Figure, Trace, scatter, values
from charts.theme import ACCENT, PERCENT_AXIS, QUIET, calm, in_order

ACROSS = {"middle left": "middle right", "middle right": "middle left"}


def then_and_now(rows: pd.DataFrame, then: str, now: str) -> Figure:
    """`rows`: label, before_pct, after_pct (percent; blank = no value); `then` and `now` name the two times."""
    both = rows.dropna(subset=["before_pct", "after_pct"])
    lines = [_line(row) for row in both.to_dict("records")]
    ends = [
        _ends(rows, "before_pct", then, "circle-open", "middle left"),
        _ends(rows, "after_pct", now, "circle", "middle right"),
    ]
    return calm(
        [*lines, *ends],
        84 + 44 * len(rows),
        margin={"t": 16, "b": 64, "r": 16},
        showlegend=True,
        xaxis={"range": [-8, 112], **PERCENT_AXIS},
        yaxis=in_order(list(rows["label"])),
    )


def _line(row: dict) -> Trace:
    look = {"color": QUIET, "width": 2}
    return scatter(
        [row["before_pct"], row["after_pct"]], [row["label"]] * 2, "lines", line=look, showlegend=False, hoverinfo="skip"
    )


def _ends(rows: pd.DataFrame, column: str, name: str, symbol: str, beside: str) -> Trace:
    lower = (rows["before_pct"] <= rows["after_pct"]).to_numpy()
    return scatter(
        values(rows[column]),
        values(rows["label"]),
        "markers+text",
        name=name,
        text=[f" {value:g} " for value in rows[column].fillna(0)],
        textposition=[beside if low else ACROSS[beside] for low in lower],
        textfont={"size": 12},
        cliponaxis=False,
        marker={"symbol": symbol, "size": 11, "color": ACCENT, "line": {"width": 2, "color": ACCENT}},
        hovertemplate="%{y}: %{x:g}%, " + name + "<extra></extra>",
    )
