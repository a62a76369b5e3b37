"""The controls of a picture that moves: a slider with a step for each frame, and buttons that play and pause."""

from __future__ import annotations

from collections.abc import Sequence

from charts.figure_data import Part
from charts.theme import QUIET, QUIET_TEXT, UNSEEN, see_through

MILLISECONDS = 1100
CONTROL = {"bordercolor": QUIET, "bgcolor": see_through(QUIET, 0.15)}


def slider(frames: Sequence[str], above: int, redraw: bool, prefix: str = "", on_top: bool = False) -> Part:
    """One step per frame; its label is shown above the track only, because all of them side by side would not fit.

    `above`: pixels between the picture and the slider, which stands under the picture, or over it where it is `on_top`.
    `redraw`: whether a frame changes what only a new drawing shows.
    """
    return {
        "steps": [{"label": frame, "method": "animate", "args": [[frame], _move(0, redraw)]} for frame in frames],
        "active": len(frames) - 1,
        "x": 0,
        "len": 1,
        "y": 1 if on_top else 0,
        "yanchor": "bottom" if on_top else "top",
        "pad": {"b" if on_top else "t": above, "l": 12, "r": 12},
        "currentvalue": {"font": {"size": 14, "color": QUIET_TEXT}, "prefix": prefix, "xanchor": "left", "offset": 12},
        "font": {"size": 1, "color": UNSEEN},
        "ticklen": 4,
        "tickcolor": QUIET,
        "activebgcolor": QUIET,
        **CONTROL,
    }


def buttons(above: int, redraw: bool, on_top: bool = False) -> Part:
    """Play and pause, so many pixels under the picture, or over it where they are `on_top`."""
    return {
        "type": "buttons",
        "direction": "left",
        "buttons": [
            {"label": "▶ Play", "method": "animate", "args": [None, _move(MILLISECONDS, redraw)]},
            {"label": "❚❚ Pause", "method": "animate", "args": [[None], _move(0, redraw)]},
        ],
        "showactive": False,
        "x": 1,
        "xanchor": "right",
        "y": 1 if on_top else 0,
        "yanchor": "bottom" if on_top else "top",
        "pad": {"b" if on_top else "t": above, "r": 4},
        **CONTROL,
    }


def _move(milliseconds: int, redraw: bool) -> Part:
    return {"mode": "immediate", "frame": {"duration": milliseconds, "redraw": redraw}, "transition": {"duration": 0}}
