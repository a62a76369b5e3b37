"""Everything that pages import, loaded before the first visitor comes."""

from __future__ import annotations

import importlib
import pkgutil

import plotly.graph_objects as go

import charts
import queries
import ui
from charts import theme

SCRIPTS = {"frame"}  # run by Streamlit for every visitor, not imported


def load() -> None:
    """Imports the modules of pages, queries and charts, and draws one figure: Plotly loads most of itself with the first."""
    for package in (queries, charts, ui):
        for module in pkgutil.iter_modules(package.__path__):
            if module.name not in SCRIPTS:
                importlib.import_module(f"{package.__name__}.{module.name}")
    theme.calm(go.Figure([go.Scatter(x=[0], y=[0]), go.Bar(x=[0], y=[0])]), height=300).to_json()
