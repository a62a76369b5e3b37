"""Everything that pages import, loaded before the first visitor comes."""

from __future__ import annotations

import importlib
from pathlib import Path

import plotly.io
import plotly.tools

import charts
import queries
import ui
from charts.theme import calm
from ui.address_keeping import keep_filters_of_the_frame
from ui.plotly_figure import PlotlyFigure

SCRIPTS = {"__init__", "frame"}  # the frame is run by Streamlit for every visitor, not imported


def load() -> None:
    """Imports the modules of pages, queries and charts, and draws one figure: Plotly loads most of itself with the first."""
    keep_filters_of_the_frame()
    for package in (queries, charts, ui):
        home = Path(package.__path__[0])
        for path in sorted(home.rglob("*.py")):
            if path.stem not in SCRIPTS:
                importlib.import_module(".".join((package.__name__, *path.relative_to(home).with_suffix("").parts)))
    plotly.io.to_json(plotly.tools.return_figure_from_figure_or_data(PlotlyFigure(calm([], height=300)), False), validate=False)
