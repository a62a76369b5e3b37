"""How many criteria each level stands for: one bar per edition, on an axis of its own, with the holes left open."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from charts import rows
from charts.figure_data import Figure, Part, Trace, scatter
from charts.level_looks import LevelLooks, marked
from charts.theme import QUIET, QUIET_TEXT, UNSEEN, calm, see_through

NO_LEVEL = {"color": see_through(QUIET, 0.15)}
HOLE = {
    "color": UNSEEN, "line": {"color": QUIET, "width": 1.5}, "pattern": {"shape": "x", "fgcolor": QUIET, "size": 5},
}  # fmt: skip


def level_bands(bands: pd.DataFrame, looks: LevelLooks) -> Figure:
    """`bands`: edition_id, level, criteria_count, criteria_least, criteria_most, hole_least, hole_most.

    The newest edition stands on top. Below the lowest level there is none. A band whose end is not published is hatched up to
    the number of criteria.
    """
    editions = sorted(bands.groupby("edition_id"), reverse=True, key=lambda edition: str(edition[0]))
    places = rows.stacked(len(editions), 0.32 / max(len(editions) - 1, 1))
    traces = [
        rows.in_row(row, trace)
        for row, (_, mine) in enumerate(editions, start=1)
        for trace in (_no_level(mine), *_traces(mine, looks))
    ]
    heads = [_head(str(edition), _count(mine), place) for (edition, mine), place in zip(editions, places, strict=True)]
    return calm(
        traces,
        150 * len(editions) + 20,
        showlegend=False,
        barmode="overlay",
        margin={"t": 44, "b": 28, "l": 8, "r": 24},
        annotations=heads,
        **rows.axes(places, [_ends(mine) for _, mine in editions], {"visible": False, "range": [-0.6, 2.1], "fixedrange": True}),
    )


def _count(bands: pd.DataFrame) -> int:
    return int(bands["criteria_count"].max())


def _head(edition: str, count: int, place: list[float]) -> Part:
    return {
        "text": f"{edition} edition: {count} criteria", "x": 0, "xanchor": "left", "xref": "paper", "y": place[1],
        "yanchor": "bottom", "yref": "paper", "showarrow": False, "font": {"size": 13},
    }  # fmt: skip


def _ends(bands: pd.DataFrame) -> Part:
    """An axis of criteria with a number where each level begins."""
    count = _count(bands)
    ends = sorted({0, count, *bands["criteria_least"].astype(int).tolist()})
    return {"range": [-0.7, count + 0.7], "tickvals": ends, "showgrid": False, "fixedrange": True, "zeroline": False}


def _traces(bands: pd.DataFrame, looks: LevelLooks) -> Iterator[Trace]:
    count = _count(bands)
    for band in bands.to_dict("records"):
        yield _band(band, count, looks)
        yield _label(band, count, looks)
        if pd.notna(band["hole_least"]):
            least, most = int(band["hole_least"]), int(band["hole_most"])
            yield _stretch(least, most, HOLE, f"{least}: in no published band")


def _no_level(bands: pd.DataFrame) -> Trace:
    least = int(bands["criteria_least"].min())
    return {
        **_stretch(0, least - 1, NO_LEVEL, f"0 to {least - 1}: no level"),
        "text": ["no level"],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textfont": {"size": 12, "color": QUIET_TEXT},
    }


def _last(band: dict, count: int) -> int:
    return count if pd.isna(band["criteria_most"]) else int(band["criteria_most"])


def _in_words(band: dict) -> str:
    least = int(band["criteria_least"])
    return f"{least} or more" if pd.isna(band["criteria_most"]) else f"{least} to {int(band['criteria_most'])}"


def _band(band: dict, count: int, looks: LevelLooks) -> Trace:
    hatch = {"shape": "/" if pd.isna(band["criteria_most"]) else "", "size": 8}
    said = f"{band['level']}: {_in_words(band)} of {count} criteria"
    return _stretch(
        int(band["criteria_least"]), _last(band, count), {"color": looks[band["level"]].color, "pattern": hatch}, said
    )


def _stretch(least: int, most: int, look: Part, said: str) -> Trace:
    """The whole criteria from `least` to `most`, both included, as one piece of the bar."""
    return {
        "type": "bar",
        "y": [0],
        "base": [least - 0.5],
        "x": [most - least + 1],
        "width": 1,
        "orientation": "h",
        "marker": look,
        "hovertemplate": f"{said}<extra></extra>",
    }


def _label(band: dict, count: int, looks: LevelLooks) -> Trace:
    middle = (int(band["criteria_least"]) + _last(band, count)) / 2
    return scatter(
        [middle],
        [0.6],
        "text",
        text=[f"{marked(band['level'], looks)}<br>{_in_words(band)}"],
        textposition="top center",
        cliponaxis=False,
        textfont={"size": 12},
        hoverinfo="skip",
    )
