"""The look of every chart: one accent, quiet grays, the tints made of them, and a calm layout; the same in light and in dark."""

from __future__ import annotations

import tomllib
from pathlib import Path

from charts.figure_data import Figure, Trace, merged

SETTINGS = Path(__file__).resolve().parent.parent / ".streamlit" / "config.toml"


def mixed(color: str, other: str, share: float) -> str:
    """The mixture of two colors (hex) that has so much of `color` (0 to 1)."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(share * mine + (1 - share) * its):02x}" for mine, its in pairs)


def see_through(color: str, strength: float) -> str:
    """The color (hex) as a wash through which the page is seen, so that one tint suits the light and the dark page."""
    return f"rgba({', '.join(map(str, _channels(color)))}, {strength})"


def accent_of(settings: str) -> str:
    """The accent of charts, from the portal's settings (TOML): between the first chart color of the light and of the dark theme.

    Each of these is made for one page; what lies between them stands out from both, and a saved picture keeps it.
    """
    theme = tomllib.loads(settings)["theme"]
    light, dark = (theme[page]["chartCategoricalColors"][0] for page in ("light", "dark"))
    return mixed(light, dark, 0.5)


def _channels(color: str) -> tuple[int, ...]:
    return tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))


ACCENT = accent_of(SETTINGS.read_text(encoding="utf-8"))
QUIET = "#8a8f94"
# No gray can be read on the light and on the dark page. Streamlit puts the fourth chart color of .streamlit/config.toml in place
# of this one, and that has one for each.
QUIET_TEXT = "#000004"
# The same for letters on a tint, which need more: the seventh chart color is the text color of the page.
TEXT_ON_TINT = "#000007"
UNSEEN = "rgba(0, 0, 0, 0)"
# See-through, so that letters over them, in TEXT_ON_TINT, are read on the light and on the dark page.
STRONGEST_TINT = 0.5
TINTS = [[0, see_through(ACCENT, 0.07)], [1, see_through(ACCENT, STRONGEST_TINT)]]
GRID_LINE = see_through(QUIET, 0.25)
PERCENT_AXIS = {
    "tickvals": [0, 50, 100], "ticktext": ["0%", "50%", "100%"], "showgrid": True, "gridcolor": GRID_LINE,
}  # fmt: skip
EXPLAINS = {"itemclick": False, "itemdoubleclick": False}
NOT_NEEDED = ["zoom2d", "pan2d", "select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d", "resetScale2d", "resetViewSankey"]


def calm(data: list[Trace], height: int, **layout: object) -> Figure:
    """The traces in the portal's quiet layout: no frame, thin grid, legend below, margins that fit a phone.

    A legend explains and hides nothing, since title, sentence and saved picture would still tell of all. The background is the
    page's, which Streamlit puts in, so that a saved picture has one. `layout` is put into it.
    """
    quiet = {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "legend": {
            "orientation": "h",
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "x": 0,
            "xanchor": "left",
            **EXPLAINS,
        },
        "modebar": {"bgcolor": UNSEEN, "color": QUIET, "activecolor": ACCENT},
        "hovermode": "closest",
        "dragmode": False,
        "xaxis": {"showgrid": False, "automargin": True, "fixedrange": True},
        "yaxis": {"gridcolor": GRID_LINE, "zeroline": False, "automargin": True, "fixedrange": True},
    }
    return {"data": data, "layout": merged(quiet, layout)}


def in_order(labels: list[str]) -> dict:
    """A y axis with the labels from top to bottom, each with a row of its own."""
    return {
        "type": "category", "categoryorder": "array", "categoryarray": labels, "range": [len(labels) - 0.5, -0.5],
        "showgrid": False,
    }  # fmt: skip


def config(name: str) -> dict[str, object]:
    """plotly settings: the only button saves the picture as SVG under `name`."""
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtonsToRemove": NOT_NEEDED,
        "toImageButtonOptions": {"format": "svg", "filename": name},
        "scrollZoom": False,
    }
