"""How the map filled, announcement by announcement, as an animation that the reader starts and stops."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from charts.map import HEIGHT, LAND, area, framed, look_of
from charts.theme import LEVELS, QUIET, QUIET_TEXT

AT_ONCE = {"mode": "immediate", "frame": {"duration": 0, "redraw": True}, "transition": {"duration": 0}}
PLAY = {"mode": "immediate", "frame": {"duration": 1100, "redraw": True}, "transition": {"duration": 0}}
UNSEEN: dict = {"symbol": "circle", "color": "rgba(0,0,0,0)", "line": {}}


def replayed(outlines: pd.DataFrame, cities: pd.DataFrame, box: dict) -> go.Figure:
    """One frame per moment; nothing moves before the reader presses the button, and the newest moment is shown.

    `cities`: moment (text, in order), city_id, place, level, standard, map_x, map_y; one row per city certified by then.
    """
    everyone = cities.drop_duplicates("city_id", keep="last").set_index("city_id")[["place", "map_x", "map_y"]]
    states = {moment: now.set_index("city_id") for moment, now in cities.groupby("moment", sort=False)}
    figure = go.Figure(
        frames=[go.Frame(name=moment, data=[_points(everyone, now)], traces=[1]) for moment, now in states.items()]
    )
    area(figure, outlines, **LAND)
    figure.add_trace(figure.frames[-1].data[0])
    for level in LEVELS:
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="markers",
            name=level,
            hoverinfo="skip",
            marker={"size": 12, **look_of(level, "Present", True)},
        )
    return _with_controls(framed(figure, box, HEIGHT + 110), list(states))


def _points(everyone: pd.DataFrame, now: pd.DataFrame) -> go.Scatter:
    """Every city where it stands, those not yet certified unseen: a frame then only changes the looks."""
    known = now[["level", "standard"]].to_dict("index")
    looks = [look_of(known[city]["level"], known[city]["standard"], True) if city in known else UNSEEN for city in everyone.index]
    words = [f"{escape(place)}: {known[city]['level']}" if city in known else "" for city, place in everyone["place"].items()]
    return go.Scatter(
        x=everyone["map_x"].tolist(),
        y=everyone["map_y"].tolist(),
        mode="markers",
        showlegend=False,
        hovertext=words,
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "size": 11,
            "symbol": [look["symbol"] for look in looks],
            "color": [look["color"] for look in looks],
            "line": {"width": 1.5, "color": [look["line"].get("color", look["color"]) for look in looks]},
        },
    )


def _with_controls(figure: go.Figure, moments: list[str]) -> go.Figure:
    quiet = {"bordercolor": QUIET, "bgcolor": "rgba(138, 143, 148, 0.15)"}
    steps = [{"label": moment, "method": "animate", "args": [[moment], AT_ONCE]} for moment in moments]
    buttons = [
        {"label": "▶ Play", "method": "animate", "args": [None, PLAY]},
        {"label": "❚❚ Pause", "method": "animate", "args": [[None], AT_ONCE]},
    ]
    return figure.update_layout(
        margin={"b": 150},
        sliders=[
            {
                "active": len(moments) - 1,
                "steps": steps,
                "x": 0,
                "len": 1,
                "y": 0,
                "yanchor": "top",
                "pad": {"t": 24, "l": 12, "r": 12},
                "currentvalue": {
                    "font": {"size": 14, "color": QUIET_TEXT},
                    "prefix": "Certified by ",
                    "xanchor": "left",
                    "offset": 12,
                },
                "font": {"size": 1, "color": "rgba(0, 0, 0, 0)"},
                "ticklen": 4,
                "tickcolor": QUIET,
                "activebgcolor": QUIET,
                **quiet,
            }
        ],
        updatemenus=[
            {
                "type": "buttons",
                "direction": "left",
                "buttons": buttons,
                "showactive": False,
                "x": 1,
                "xanchor": "right",
                "y": 0,
                "yanchor": "top",
                "pad": {"t": 82, "r": 4},
                **quiet,
            }
        ],
    )
