"""A finished figure: signed with what it shows, as of when and from which source, its letters in a color that can be read."""

from __future__ import annotations

import textwrap
from html import escape

from charts.figure_data import Figure, changed
from charts.theme import QUIET_TEXT

TITLE_HEIGHT, LINE_HEIGHT, SMALL_LINE_HEIGHT = 44, 18, 15
# plotly draws a title of several lines, however many, so much higher than one of a single line.
DRAWN_HIGHER = 11
# Letters that fit on a phone; a title stands beside the buttons.
LONGEST_LINE, LONGEST_SMALL_LINE = 30, 62


def signed(figure: Figure, title: str, *source: str) -> Figure:
    """The figure that says by itself what it shows, as of when and from which source: a saved picture keeps it.

    `source`: date, filter and source, each as text that begins a line.
    """
    layout, lines = figure["layout"], textwrap.wrap(escape(title, quote=False), LONGEST_LINE)
    small = [line for text in source for line in textwrap.wrap(escape(text, quote=False), LONGEST_SMALL_LINE)]
    height = LINE_HEIGHT * (len(lines) - 1)
    under = SMALL_LINE_HEIGHT * (len(small) - 1)
    heading = {
        "text": "<br>".join(lines), "font": {"size": 15}, "x": 0, "xref": "container", "y": 1, "yref": "container",
        "yanchor": "top", "pad": {"t": 4 + DRAWN_HIGHER * (len(lines) > 1), "l": 4},
        "subtitle": {"text": "<br>".join(small), "font": {"size": 11, "color": QUIET_TEXT}},
    }  # fmt: skip
    return readable(
        changed(
            figure,
            title=heading,
            margin={"t": layout["margin"]["t"] + TITLE_HEIGHT + height + under},
            height=layout["height"] + TITLE_HEIGHT + height + under,
        )
    )


def readable(figure: Figure) -> Figure:
    """The figure with axes and legend written in a color that can be read: Streamlit's own gray is too pale on a light page."""
    color = {"color": QUIET_TEXT}
    axes = {name for name in figure["layout"] if name.startswith(("xaxis", "yaxis"))}
    return changed(
        figure,
        font=color,
        legend={"title": {"font": color}},
        **{name: {"tickfont": color, "title": {"font": color}} for name in axes},
    )
