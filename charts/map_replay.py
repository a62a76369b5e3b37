"""How the map filled, announcement by announcement, as an animation that the reader starts and stops."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from charts import player
from charts.figure_data import Figure, Part, Trace, legend_only, rows_of, scatter
from charts.level_looks import LevelLooks
from charts.map import LAND, area, framed, look_of
from charts.theme import UNSEEN

NOT_YET: Part = {"symbol": "circle", "color": UNSEEN, "line": {}}
# Pixels over the map for slider and buttons, so that both are seen with it; those under either; those of the legend.
OVER, SLIDER, BUTTONS, UNDER = 84, 4, 44, 40
COLUMNS = ("moment", "city_id", "place", "level", "standard", "map_x", "map_y")
City = tuple[str, float, float]  # its name and where it stands


def replayed(outlines: pd.DataFrame, cities: pd.DataFrame, box: dict, looks: LevelLooks) -> Figure:
    """One frame per moment; nothing moves before the reader presses the button, and the newest moment is shown.

    `cities`: moment (text, in order), city_id, place, level, standard, map_x, map_y; one row per city certified by then.
    """
    everyone: dict[str, City] = {}
    standings: dict[str, dict[str, tuple[str, str]]] = {}
    for moment, city, place, level, standard, x, y in rows_of(cities, *COLUMNS):
        everyone.pop(city, None)  # those of the newest moment in its order
        everyone[city] = place, x, y
        standings.setdefault(moment, {})[city] = level, standard
    states = {moment: _points(everyone, known, looks) for moment, known in standings.items()}
    legend = [legend_only(level, {"size": 12, **look_of(look, "Present")}, hoverinfo="skip") for level, look in looks.items()]
    figure = framed(
        [area(outlines["outline"], LAND), list(states.values())[-1], *legend],
        box,
        margin={"l": 0, "r": 0, "t": OVER, "b": UNDER},
        sliders=[player.slider(list(states), SLIDER, redraw=True, prefix="By ", on_top=True)],
        updatemenus=[player.buttons(BUTTONS, redraw=True, on_top=True)],
    )
    return figure | {"frames": [{"name": moment, "data": [points], "traces": [1]} for moment, points in states.items()]}


def _points(everyone: Mapping[str, City], known: Mapping[str, tuple[str, str]], looks: LevelLooks) -> Trace:
    """Every city where it stands, those not yet certified unseen: a frame then only changes the looks."""
    seen = [look_of(looks[known[city][0]], known[city][1]) if city in known else NOT_YET for city in everyone]
    return scatter(
        [x for _, x, _ in everyone.values()],
        [y for _, _, y in everyone.values()],
        "markers",
        showlegend=False,
        hovertext=[f"{escape(place)}: {known[city][0]}" if city in known else "" for city, (place, _, _) in everyone.items()],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "size": 11,
            "symbol": [look["symbol"] for look in seen],
            "color": [look["color"] for look in seen],
            "line": {"width": 1.5, "color": [look["line"].get("color", look["color"]) for look in seen]},
        },
    )
