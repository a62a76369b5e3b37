"""The states as tiles of one size: small states can be read, and the picture prints well."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from charts.map import SHARES, share_class
from charts.theme import calm

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
# Opaque, with a text color for each, so that a tile reads the same on the light page, the dark page and paper.
FILLS = ("#eceff1", "#cfe3ec", "#a3cbdd", "#6aa9c6", "#23607f")
INKS = ("#14232b", "#14232b", "#14232b", "#14232b", "#ffffff")
NO_LIST, HALF = "#ffffff", 0.47


def by_state(states: pd.DataFrame) -> go.Figure:
    """`states`: state, state_name, city_count, certified_count, eligible_count, share_pct (blank = not known); all are drawn."""
    rows = states.assign(share_class=share_class(states["share_pct"])).set_index("state").loc[list(PLACES)]
    classes = [None if pd.isna(at) else int(at) for at in rows["share_class"]]
    figure = go.Figure()
    figure.add_scatter(
        x=[x for x, _ in PLACES.values()], y=[y for _, y in PLACES.values()], mode="text", showlegend=False,
        text=[f"{code}<br><b>{count or '·'}</b>" for code, count in rows["city_count"].items()],
        textfont={"size": 13, "color": [INKS[at or 0] for at in classes]},
        hovertext=[_hover(row) for row in rows.to_dict("records")], hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
    for (_, words, _), fill in zip(SHARES, FILLS, strict=True):
        look = {"symbol": "square", "size": 14, "color": fill, "line": {"width": 1, "color": INKS[0]}}
        figure.add_scatter(x=[None], y=[None], mode="markers", name=words, marker=look, hoverinfo="skip")
    fills = [NO_LIST if at is None else FILLS[at] for at in classes]
    tiles = [_tile(x, y, fill) for (x, y), fill in zip(PLACES.values(), fills, strict=True)]
    figure = calm(figure, 470).update_layout(shapes=tiles, margin={"b": 56})
    figure.update_layout(legend={"title": {"text": "Share of cities of 30,000+  "}, "itemclick": False, "itemdoubleclick": False})
    figure.update_xaxes(visible=False, range=[-0.6, 10.6])
    return figure.update_yaxes(visible=False, showgrid=False, range=[-7.6, 0.6])


def _tile(x: float, y: float, fill: str) -> dict:
    return {
        "type": "rect", "x0": x - HALF, "x1": x + HALF, "y0": y - HALF, "y1": y + HALF, "layer": "below", "fillcolor": fill,
        "line": {"width": 1, "color": "rgba(138,143,148,0.55)"},
    }  # fmt: skip


def _hover(row: dict) -> str:
    """`Texas: 7 in this selection; 7 of 80 cities of 30,000+ certified at least once (9%)`."""
    share = "no list of its cities of 30,000+"
    if pd.notna(row["share_pct"]):
        share = f"{row['certified_count']} of {row['eligible_count']} cities of 30,000+ certified at least once"
    return f"<b>{escape(row['state_name'])}</b><br>{row['city_count']} in this selection<br>{share}"
