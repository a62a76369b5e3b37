"""A quiet remark that holds a link: a caption would fade the link below the contrast that a reader needs."""

from __future__ import annotations

import streamlit as st


def remark(*paragraphs: str) -> None:
    """Draws each paragraph (markdown) small and gray, its links in full color."""
    st.markdown("\n\n".join(f":gray[:small[{paragraph}]]" for paragraph in paragraphs))
