"""The look of every chart: level colors and shapes, the same on every page, in light and in dark."""

from __future__ import annotations

import plotly.graph_objects as go

# Relative luminance 0.13 to 0.30: each stands out from the light and from the dark page; shapes carry the level too.
LEVELS = ("Platinum", "Gold", "Silver", "Not stated")
LEVEL_COLORS = {"Platinum": "#7d5bd0", "Gold": "#b97f0b", "Silver": "#7388a5", "Not stated": "#868686"}
LEVEL_SYMBOLS = {"Platinum": "star", "Gold": "diamond", "Silver": "circle", "Not stated": "x"}
LEVEL_MARKS = {"Platinum": "★", "Gold": "◆", "Silver": "●", "Not stated": "✕"}
ACCENT = "#2b86ad"
QUIET = "#8a8f94"
# No gray can be read on the light and on the dark page. Streamlit puts the fourth chart color of .streamlit/config.toml in place
# of this one, and that has one for each.
QUIET_TEXT = "#000004"
BAND = "rgba(43, 134, 173, 0.18)"
NOT_NEEDED = ["zoom2d", "pan2d", "select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d", "resetScale2d", "resetViewSankey"]


def mark(level: str) -> str:
    """The level with its shape, for text and tables: `◆ Gold`."""
    return f"{LEVEL_MARKS[level]} {level}" if level in LEVEL_MARKS else level


def calm(figure: go.Figure, height: int) -> go.Figure:
    """The figure with the portal's quiet layout: no frame, thin grid, legend below, margins that fit a phone."""
    return figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": 0, "yref": "container", "yanchor": "bottom", "x": 0, "xanchor": "left", "title": None},
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": QUIET, "activecolor": ACCENT},
        hovermode="closest",
        dragmode=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        xaxis={"showgrid": False, "automargin": True, "fixedrange": True},
        yaxis={"gridcolor": "rgba(138,143,148,0.25)", "zeroline": False, "automargin": True, "fixedrange": True},
    )


def config(name: str) -> dict[str, object]:
    """plotly settings: the only button saves the picture as SVG under `name`."""
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtonsToRemove": NOT_NEEDED,
        "toImageButtonOptions": {"format": "svg", "filename": name},
        "scrollZoom": False,
    }
