"""A finished figure: signed with what it shows, as of when and from which source, and taken apart once for all who see it."""

from __future__ import annotations

import textwrap
from html import escape

import plotly.graph_objects as go

from charts.theme import QUIET_TEXT

TITLE_HEIGHT, LINE_HEIGHT, LONGEST_LINE = 44, 18, 34


class Finished(go.Figure):
    """A figure that nobody changes any more, given as its parts; plotly does not check and copy them each time it is drawn."""

    def __init__(self, parts: dict) -> None:
        super().__init__()
        self._parts = parts

    def to_dict(self) -> dict:
        """The parts of the figure; shared, so not to be changed."""
        return self._parts


def signed(figure: go.Figure, title: str, source: str) -> Finished:
    """The figure that says by itself what it shows, as of when and from which source: a saved picture keeps it."""
    parts = figure.to_dict()
    layout, lines = parts["layout"], textwrap.wrap(escape(title, quote=False), LONGEST_LINE)
    height = LINE_HEIGHT * (len(lines) - 1)
    margin = layout.get("margin", {})
    layout["title"] = {
        "text": "<br>".join(lines), "font": {"size": 15}, "x": 0, "xref": "container", "y": 1, "yref": "container",
        "yanchor": "top", "pad": {"t": 4 + height, "l": 4},
        "subtitle": {"text": source, "font": {"size": 11, "color": QUIET_TEXT}},
    }  # fmt: skip
    layout["margin"] = margin | {"t": margin.get("t", 8) + TITLE_HEIGHT + height}
    layout["height"] = layout.get("height", 300) + TITLE_HEIGHT + height
    return Finished(readable(parts))


def readable(parts: dict) -> dict:
    """The parts with the axes written in a color that can be read: Streamlit's own gray is too pale on a light page."""
    layout, color = parts["layout"], {"color": QUIET_TEXT}
    layout["font"] = layout.get("font", {}) | color
    for name in {"xaxis", "yaxis", *(name for name in layout if name.startswith(("xaxis", "yaxis")))}:
        axis = layout.setdefault(name, {})
        axis["tickfont"] = axis.get("tickfont", {}) | color
        title = axis.get("title", {})
        axis["title"] = title | {"font": title.get("font", {}) | color}
    return parts
