"""What the practices page compares, and what it cannot."""

from __future__ import annotations

import streamlit as st

from queries.opening_words import PRACTICES


def draw() -> None:
    """Draws the text under the title."""
    st.markdown(PRACTICES)
