"""How the number of certified cities grew place by place: a row per place, a column per announcement, the count in the cell."""

from __future__ import annotations

from html import escape

import pandas as pd

from charts.breaks import with_breaks_between
from charts.figure_data import Figure, Trace, rows_of, scatter
from charts.theme import TEXT_ON_TINT, TINTS, calm

ROW_HEIGHT = 24


def by_place(counts: pd.DataFrame, changes: pd.DataFrame) -> Figure:
    """`counts`: announced_on, place, city_count (one row per place and day); `changes`: edition_id, changed_on."""
    days = sorted(set(counts["announced_on"]))
    cells: dict[str, dict[pd.Timestamp, int]] = {}
    for day, place, count in rows_of(counts, "announced_on", "place", "city_count"):
        cells.setdefault(place, {})[day] = count
    most_first = sorted(cells, key=lambda place: (-cells[place].get(days[-1], 0), place))
    places = [escape(place, quote=False) for place in most_first]
    shown = [[cells[place].get(day) or None for day in days] for place in most_first]
    columns = [_counts(at, places, [row[at] for row in shown]) for at in range(len(days))]
    figure = calm(
        [_shades(shown, places, days), *columns],
        104 + ROW_HEIGHT * len(places),
        xaxis=columns_by_month(days),
        yaxis={"range": [len(places) - 0.5, -0.5], "showgrid": False},
    )
    return with_breaks_between(figure, days, changes)


def columns_by_month(days: list[pd.Timestamp]) -> dict:
    """An x axis with a column for each day, headed by its month over its year."""
    heads = [f"{day:%b}<br>’{day:%y}" for day in days]
    return {"tickvals": list(range(len(days))), "ticktext": heads, "tickangle": 0, "tickfont": {"size": 10}}


def _shades(shown: list[list], places: list[str], days: list[pd.Timestamp]) -> Trace:
    return {
        "type": "heatmap",
        "z": shown,
        "x": list(range(len(days))),
        "y": places,
        "colorscale": TINTS,
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "customdata": [[f"{day:%B %Y}" for day in days]] * len(places),
        "hovertemplate": "%{y}: %{z} by %{customdata}<extra></extra>",
    }


def _counts(column: int, places: list[str], counts: list) -> Trace:
    known = [(place, str(count)) for place, count in zip(places, counts, strict=True) if count]
    return scatter(
        [column] * len(known),
        [place for place, _ in known],
        "text",
        text=[count for _, count in known],
        hoverinfo="skip",
        showlegend=False,
        textfont={"size": 12, "color": TEXT_ON_TINT},
    )
