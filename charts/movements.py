"""The four kinds of awards per year, each on its own row, so that nobody adds them up."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts.breaks import with_break_between
from charts.theme import ACCENT, QUIET, calm

KINDS = {"certified": "New", "leveled_up": "Leveled up", "recertified": "Recertified", "honor_roll": "Honor Roll"}
FILL = {"Earlier": "rgba(0, 0, 0, 0)", "Present": ACCENT}
ROW_HEIGHT = 92


def by_year(counts: pd.DataFrame, years: range, changes: pd.DataFrame) -> go.Figure:
    """`counts`: year, award, standard, award_count. Bars are hollow under earlier standards and filled under the present one.

    `changes`: edition_id, changed_on; the break stands after the column of that year.
    """
    figure = make_subplots(rows=len(KINDS), cols=1, shared_xaxes=True, vertical_spacing=0.09)
    tallest = counts.groupby(["year", "award"])["award_count"].sum().max()
    for row, (award, title) in enumerate(KINDS.items(), start=1):
        _bars(figure, row, counts[counts["award"] == award])
        figure.add_annotation(
            text=f"<b>{title}</b>",
            x=0,
            xref="paper",
            xanchor="left",
            y=tallest * 1.25,
            yref=f"y{row}",
            showarrow=False,
            font={"size": 13},
        )
    figure = calm(figure, ROW_HEIGHT * len(KINDS) + 40)
    figure.update_yaxes(visible=False, range=[0, tallest * 1.45], fixedrange=True)
    figure.update_xaxes(showgrid=False, fixedrange=True, tickvals=list(years), range=[years[0] - 0.6, years[-1] + 0.6])
    figure.update_layout(barmode="stack", bargap=0.3, showlegend=False)
    for change in changes.to_dict("records"):
        figure = with_break_between(figure, change["changed_on"].year + 0.5, change["edition_id"])
    return figure


def _bars(figure: go.Figure, row: int, counts: pd.DataFrame) -> None:
    for standard, fill in FILL.items():
        some = counts[counts["standard"] == standard]
        figure.add_bar(
            x=some["year"],
            y=some["award_count"],
            text=some["award_count"],
            textposition="outside",
            cliponaxis=False,
            marker={"color": fill, "line": {"color": ACCENT if standard == "Present" else QUIET, "width": 1.5}},
            hovertemplate=f"%{{y}} in %{{x}}, {standard.lower()} standard<extra></extra>",
            row=row,
            col=1,
        )
