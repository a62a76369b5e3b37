"""A quiet remark that holds a link: a caption would fade the link below the contrast that a reader needs."""

from __future__ import annotations

import streamlit as st


def remark(*paragraphs: str) -> None:
    """Draws each paragraph (markdown) small and gray, its links in full color."""
    st.markdown("\n\n".join(small(*paragraphs)))


def small(*paragraphs: str) -> list[str]:
    """The same as markdown, to stand in one message with other text."""
    return [f":gray[:small[{paragraph}]]" for paragraph in paragraphs]
