"""A view: a part of a page that takes no input, drawn once per snapshot and filter and played back from then on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import streamlit as st

from queries.filters import Filters
from ui import data

Draw = Callable[[Filters], None]


def view(draw: Draw) -> Draw:
    """The same view, played back where it was drawn before. Nothing in it may take input: no button, widget or selection."""

    @wraps(draw)
    def shown(filters: Filters) -> None:
        _drawn(f"{draw.__module__}.{draw.__qualname__}", data.snapshot().name, filters, draw)

    return shown


@st.cache_data(max_entries=600, show_spinner=False)
def _drawn(name: str, snapshot_name: str, filters: Filters, _draw: Draw) -> None:
    _draw(filters)
