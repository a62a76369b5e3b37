"""The states as tiles of one size: small states can be read, and the picture prints well."""

from __future__ import annotations

from html import escape

import pandas as pd

from charts.figure_data import Figure, Part, Trace, legend_only, scatter
from charts.shares import COUNTS, FILLS, INK, INKS, SHARES, WHITE, count_class, share_class
from charts.theme import QUIET, calm, see_through

# Rows from north to south, columns from west to east.
GRID = (
    "AK                            ME",
    "                           VT NH",
    "WA ID MT ND MN IL WI MI NY RI MA",
    "OR NV WY SD IA IN OH PA NJ CT   ",
    "CA UT CO NE MO KY WV VA MD DE   ",
    "   AZ NM KS AR TN NC SC DC      ",
    "         OK LA MS AL GA         ",
    "HI       TX             FL    PR",
)
PLACES = {
    row[at : at + 2]: (at // 3, -y) for y, row in enumerate(GRID) for at in range(0, len(row), 3) if row[at : at + 2].strip()
}
NO_LIST, HALF = WHITE, 0.47
HIDDEN = {"visible": False, "showgrid": False}


MEASURES = ("Share of cities of 30,000+", "Certified cities")


def by_state(states: pd.DataFrame, measure: str) -> Figure:
    """Number and tint of each tile say the one measure of MEASURES; all states are drawn.

    `states`: state, state_name, city_count, certified_count, eligible_count, share_pct (blank = not known).
    """
    rows = states.set_index("state").loc[list(PLACES)]
    is_share = measure == MEASURES[0]
    classes = share_class(rows["share_pct"]) if is_share else count_class(rows["city_count"])
    said = [_share_said(share) for share in rows["share_pct"]] if is_share else [f"{n or '·'}" for n in rows["city_count"]]
    fills = [NO_LIST if at is None else FILLS[at] for at in classes]
    legend = [
        legend_only(words, {"symbol": "square", "size": 14, "color": fill, "line": {"width": 1, "color": INK}}, hoverinfo="skip")
        for (_, words, _), fill in zip(SHARES if is_share else COUNTS, FILLS, strict=True)
    ]
    return calm(
        [_counts(rows, said, [INKS[at or 0] for at in classes]), *legend],
        470,
        shapes=[_tile(x, y, fill) for (x, y), fill in zip(PLACES.values(), fills, strict=True)],
        margin={"b": 56},
        legend={"title": {"text": f"{measure}  "}, "itemclick": False, "itemdoubleclick": False},
        xaxis={**HIDDEN, "range": [-0.6, 10.6]},
        yaxis={**HIDDEN, "range": [-7.6, 0.6]},
    )


def _share_said(share: float) -> str:
    return "·" if pd.isna(share) or not share else f"{share:.0f}%" if share >= 1 else "<1%"


def _counts(rows: pd.DataFrame, said: list[str], inks: list[str]) -> Trace:
    """The code of each state over its measure."""
    return scatter(
        [x for x, _ in PLACES.values()],
        [y for _, y in PLACES.values()],
        "text",
        showlegend=False,
        text=[f"{code}<br><b>{escape(value)}</b>" for code, value in zip(rows.index, said, strict=True)],
        textfont={"size": 13, "color": inks},
        hovertext=[_hover(row) for row in rows.to_dict("records")],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _tile(x: float, y: float, fill: str) -> Part:
    return {
        "type": "rect", "x0": x - HALF, "x1": x + HALF, "y0": y - HALF, "y1": y + HALF, "layer": "below", "fillcolor": fill,
        "line": {"width": 1, "color": see_through(QUIET, 0.55)},
    }  # fmt: skip


def _hover(row: dict) -> str:
    """`Texas: 7 in this selection; 7 of 80 cities of 30,000+ certified at least once (9%)`."""
    share = "no list of its cities of 30,000+"
    if pd.notna(row["share_pct"]):
        share = f"{row['certified_count']} of {row['eligible_count']} cities of 30,000+ certified at least once"
    return f"<b>{escape(row['state_name'])}</b><br>{row['city_count']} in this selection<br>{share}"
