"""The way into the sample of fictional cities and out of it: /practices?sample=1."""

from __future__ import annotations

import streamlit as st


def is_asked() -> bool:
    """Whether the address asks for the sample."""
    return st.query_params.get("sample") == "1"


def way_in() -> None:
    """The button that opens the sample; a link from a page to itself would not write its parameter into the address."""
    st.button("Try the score views with sample data", on_click=_enter, icon=":material/science:")


def way_out() -> None:
    """The button that leads back to the record."""
    st.button("Back to the real record", on_click=_leave, icon=":material/arrow_back:")


def _enter() -> None:
    st.query_params["sample"] = "1"


def _leave() -> None:
    del st.query_params["sample"]
