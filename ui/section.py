"""The heading of a part of a page and the sentence that answers it, in one message: each message costs a page time."""

from __future__ import annotations

import streamlit as st


def said(title: str, sentence: str) -> None:
    """Draws `title` as a heading of the second level and `sentence` (both markdown) under it."""
    st.markdown(f"## {title}\n\n{sentence}")
