"""A chart as Streamlit takes it: plain data handed over as a figure of plotly's, without its check of every property."""

from __future__ import annotations

from functools import cache
from typing import Any

import orjson
import plotly.io
from plotly.basedatatypes import BaseFigure

from charts.figure_data import Figure, Part


class PlotlyFigure(BaseFigure):
    """A finished figure that nobody changes any more, written as JSON once for all who see it.

    Given plain data, `st.plotly_chart` would have plotly build and check it anew for every reader; a figure it only takes apart.
    What is checked here for readers is checked by the tests, chart by chart.
    """

    def __init__(self, figure: Figure) -> None:  # not BaseFigure's own, which builds and checks
        layout: Part = {"template": _template(), **figure["layout"]}
        self._parts: dict[str, Any] = {
            "data": [_written(trace) for trace in figure["data"]],
            # Streamlit reads the height.
            "layout": _written(layout) | {"height": figure["layout"]["height"]},
        }
        if "frames" in figure:
            self._parts["frames"] = orjson.Fragment(orjson.dumps(figure["frames"]))

    def to_dict(self) -> dict[str, Any]:
        """The parts of the figure; shared, so not to be changed."""
        return self._parts


def _written(part: Part) -> Part:
    """The part with each of its values as finished JSON, over which plotly does not go again value by value."""
    return {name: orjson.Fragment(orjson.dumps(value)) for name, value in part.items()}


@cache
def _template() -> Part:
    """Streamlit's own look of plotly's charts, which its page fills with the colors of the theme."""
    return plotly.io.templates[plotly.io.templates.default].to_plotly_json()
