"""A quiet remark that holds a link: a caption would fade the link below the contrast that a reader needs."""

from __future__ import annotations

import streamlit as st


def remark(text: str) -> None:
    """Draws `text` (markdown) small and gray, its links in full color."""
    st.markdown(f":gray[:small[{text}]]")
