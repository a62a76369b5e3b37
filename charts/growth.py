"""How the number of certified cities grew: what is named as a line, what is possible as its band, what is not named hatched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from charts import unnamed
from charts.figure_data import Figure, Part, Trace, changed, scatter, values
from charts.theme import ACCENT, QUIET, calm, see_through

BAND = see_through(ACCENT, 0.3)
BELOW = see_through(ACCENT, 0.1)
# Days behind the newest one: without them its step would be a line without a width.
ROOM_FOR_THE_LAST_STEP = pd.Timedelta(days=110)


def announced_and_named(growth: pd.DataFrame, height: int = 320) -> Figure:
    """`growth`: announced_on, city_count, city_count_most, announced_total (all blank under a filter: nothing is hatched).

    One row per announcement, the first at the launch, in order of time.
    """
    days = stretched(growth["announced_on"])
    named, most = (_held(growth[column]) for column in ("city_count", "city_count_most"))
    line = {"shape": "hv", "width": 3, "color": ACCENT}
    traces = [
        _steps(days, named, "named here", line, fill="tozeroy", fillcolor=BELOW),
        _steps(days, most, "named, date known only within an interval", {**line, "width": 0}, fill="tonexty", fillcolor=BAND),
    ]
    if (growth["city_count"] == growth["city_count_most"]).all():
        traces[1]["showlegend"] = False
    if growth["announced_total"].notna().any():
        total = [most + missing for most, missing in zip(most, _held(unnamed.unnamed_by(growth)), strict=True)]
        traces += [_steps(days, total, unnamed.NAME, unnamed.OUTLINE, fill="tonexty", **unnamed.AREA), _totals(growth)]
    return over_time(traces, height)


def noted(figure: Figure, notes: Sequence[tuple[date, float, str]]) -> Figure:
    """The figure with short notes, each beside the day and the number that it tells of."""
    return changed(figure, annotations=[*figure["layout"].get("annotations", []), *(_note(*note) for note in notes)])


def over_time(data: list[Trace], height: int, **layout: object) -> Figure:
    """Traces over years."""
    years = {"dtick": "M12", "tickformat": "%Y", "hoverformat": "%B %Y", "tickangle": 0}
    own: Part = {"margin": {"b": 64}, "yaxis": {"rangemode": "tozero"}, "xaxis": years}
    return calm(data, height, **{**own, **layout})


def stretched(days: pd.Series) -> list[str]:
    """The days, and one more behind them for the newest step to be seen."""
    return [*values(days), (days.iloc[-1] + ROOM_FOR_THE_LAST_STEP).isoformat()]


def _held(counts: pd.Series) -> list[int]:
    return [int(count) for count in [*counts, counts.iloc[-1]]]


def _steps(days: list[str], counts: list[int], name: str, line: Part, **more: object) -> Trace:
    said = f"%{{y}} {name} by %{{x|%B %Y}}<extra></extra>"
    if name != "named here":  # their height is that of all below them too
        said = f"{name}: up to %{{y}} by %{{x|%B %Y}}<extra></extra>"
    return scatter(days, counts, "lines", name=name, line=line, hovertemplate=said, showlegend=True, **more)


def _totals(growth: pd.DataFrame) -> Trace:
    totals = growth.dropna(subset=["announced_total"])
    return scatter(
        values(totals["announced_on"]),
        values(totals["announced_total"]),
        "markers+text",
        name="announced by the program",
        text=values(totals["announced_total"].astype(str)),
        textposition="top left",
        textfont={"size": 12},
        marker={"symbol": "circle-open", "size": 9, "color": QUIET, "line": {"width": 2}},
        hovertemplate="%{y} announced, %{x|%B %Y}<extra></extra>",
        cliponaxis=False,
    )


def _note(day: date, height: float, letter: str) -> Part:
    return {
        "x": day.isoformat(), "y": height, "text": f"<b>{letter}</b>", "showarrow": True, "arrowhead": 0, "arrowwidth": 1,
        "arrowcolor": QUIET, "ax": 15, "ay": 18, "font": {"size": 12}, "bordercolor": QUIET, "borderwidth": 1, "borderpad": 1,
    }  # fmt: skip
