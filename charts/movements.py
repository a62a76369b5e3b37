"""The kinds of awards per year, each on its own row, so that nobody adds them up."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from charts import rows
from charts.breaks import with_breaks_after_years
from charts.figure_data import Figure, Part, Trace
from charts.theme import ACCENT, QUIET, UNSEEN, calm

LOOKS = {
    "Earlier": {"color": UNSEEN, "line": {"color": QUIET, "width": 1.5}},
    "Present": {"color": ACCENT, "line": {"color": ACCENT, "width": 1.5}},
}
ROW_HEIGHT, GAP = 92, 0.09


def by_year(counts: pd.DataFrame, kinds: Mapping[str, str], years: range, changes: pd.DataFrame) -> Figure:
    """`counts`: year, award, standard, award_count. Bars are hollow under earlier standards and filled under the present one.

    `kinds`: the title of each row by its kind of award, in order. `changes`: edition_id, changed_on; the break stands after the
    column of that year.
    """
    tallest = int(counts.groupby(["year", "award"])["award_count"].sum().max())
    some = {(str(award), str(standard)): mine for (award, standard), mine in counts.groupby(["award", "standard"])}
    none = counts.head(0)
    traces = [
        rows.in_row(row, _bars(some.get((award, standard), none), standard))
        for row, award in enumerate(kinds, start=1)
        for standard in LOOKS
    ]
    figure = calm(
        traces,
        ROW_HEIGHT * len(kinds) + 40,
        barmode="stack",
        bargap=0.3,
        showlegend=False,
        annotations=[_head(row, title, tallest * 1.25) for row, title in enumerate(kinds.values(), start=1)],
        **_axes(len(kinds), years, tallest * 1.45),
    )
    return with_breaks_after_years(figure, changes)


def _axes(count: int, years: range, highest: float) -> Part:
    """One axis of years for all rows, whose numbers stand under the last one."""
    axis = {"showgrid": False, "fixedrange": True, "tickvals": list(years), "range": [years[0] - 0.6, years[-1] + 0.6]}
    as_below = {**axis, "matches": f"x{rows.number(count)}", "showticklabels": False}
    x_looks = [as_below] * (count - 1) + [axis]
    return rows.axes(rows.stacked(count, GAP), x_looks, {"visible": False, "range": [0, highest], "fixedrange": True})


def _head(row: int, title: str, height: float) -> Part:
    return {
        "text": f"<b>{title}</b>", "x": 0, "xref": "paper", "xanchor": "left", "y": height, "yref": f"y{rows.number(row)}",
        "showarrow": False, "font": {"size": 13},
    }  # fmt: skip


def _bars(counts: pd.DataFrame, standard: str) -> Trace:
    numbers = counts["award_count"].tolist()
    return {
        "type": "bar",
        "x": counts["year"].tolist(),
        "y": numbers,
        "text": numbers,
        "textposition": "outside",
        "cliponaxis": False,
        "marker": LOOKS[standard],
        "hovertemplate": f"%{{y}} in %{{x}}, {standard.lower()} standard<extra></extra>",
    }
