"""The kinds of awards per year, each on its own row, so that nobody adds them up; what is announced and not named is hatched."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from charts import rows, unnamed
from charts.breaks import with_breaks_after_years
from charts.figure_data import Figure, Part, Trace, rows_of
from charts.theme import ACCENT, UNSEEN, calm

PARTS: dict[str, tuple[str, Part]] = {
    "award_count": ("named here", {"color": ACCENT, "line": {"color": ACCENT, "width": 1}}),
    "uncertain_count": ("named, year known only within an interval", unnamed.UNCERTAIN),
    "unnamed_count": (unnamed.NAME, unnamed.BAR),
}
ROW_HEIGHT, GAP, BELOW = 92, 0.09, 64
# Of a year, said to each bar: a row whose years lie two apart would have bars of two years.
WIDTH = 0.7
# The counts of one kind of award by their part, year by year.
Years = dict[int, dict[str, int]]


def by_year(counts: pd.DataFrame, kinds: Mapping[str, str], years: range, changes: pd.DataFrame) -> Figure:
    """`counts`: year, award, award_count, uncertain_count, unnamed_count.

    `kinds`: the title of each row by its kind of award, in order. `changes`: edition_id, changed_on; the break stands after the
    column of that year.
    """
    of_kind: dict[str, Years] = {award: {} for award in kinds}
    for award, year, *parts in rows_of(counts, "award", "year", *PARTS):
        if award in of_kind:
            of_kind[award][year] = dict(zip(PARTS, parts, strict=True))
    every = [parts for mine in of_kind.values() for parts in mine.values()]
    tallest, shown = max(sum(parts.values()) for parts in every), [part for part in PARTS if any(parts[part] for parts in every)]
    traces = []
    for row, mine in enumerate(of_kind.values(), start=1):
        drawn = [_bars(mine, part, showlegend=row == 1 and len(shown) > 1) for part in shown]
        traces += [rows.in_row(row, trace) for trace in (*drawn, _sums(mine))]
    has_legend = len(shown) > 1
    figure = calm(
        traces,
        ROW_HEIGHT * len(kinds) + 40 + BELOW * has_legend,
        barmode="stack",
        showlegend=has_legend,
        margin={"b": BELOW if has_legend else 8},
        annotations=[_head(row, title, tallest * 1.25) for row, title in enumerate(kinds.values(), start=1)],
        **_axes(len(kinds), years, tallest * 1.45),
    )
    return with_breaks_after_years(figure, changes)


def _axes(count: int, years: range, highest: float) -> Part:
    """One axis of years for all rows, whose numbers stand under the last one."""
    axis = {
        "showgrid": False, "fixedrange": True, "tickvals": list(years), "ticktext": [f"’{year % 100:02}" for year in years],
        "range": [years[0] - 0.6, years[-1] + 0.6], "tickangle": 0,
    }  # fmt: skip
    as_below = {**axis, "matches": f"x{rows.number(count)}", "showticklabels": False}
    x_looks = [as_below] * (count - 1) + [axis]
    return rows.axes(rows.stacked(count, GAP), x_looks, {"visible": False, "range": [0, highest], "fixedrange": True})


def _head(row: int, title: str, height: float) -> Part:
    return {
        "text": f"<b>{title}</b>", "x": 0, "xref": "paper", "xanchor": "left", "y": height, "yref": f"y{rows.number(row)}",
        "showarrow": False, "font": {"size": 13},
    }  # fmt: skip


def _bars(mine: Years, part: str, showlegend: bool) -> Trace:
    name, look = PARTS[part]
    return {
        "type": "bar",
        "x": list(mine),
        "y": [parts[part] for parts in mine.values()],
        "width": WIDTH,
        "name": name,
        "showlegend": showlegend,
        "marker": look,
        "hovertemplate": f"%{{y}} in %{{x}}, {name}<extra></extra>",
    }


def _sums(mine: Years) -> Trace:
    """The number over each column: all that was announced, named or not."""
    sums = [sum(parts.values()) for parts in mine.values()]
    return {
        "type": "scatter", "mode": "text", "x": list(mine), "y": sums, "text": [str(each) for each in sums],
        "textposition": "top center", "textfont": {"size": 12}, "cliponaxis": False, "hoverinfo": "skip", "showlegend": False,
        "marker": {"color": UNSEEN},
    }  # fmt: skip
