"""A part of a page in one message: its heading, its answer, how that is counted. Each message costs a page time."""

from __future__ import annotations

import streamlit as st

from ui import small_text


def said(title: str, sentence: str, *remarks: str) -> None:
    """Draws `title` as a heading of the second level, `sentence` under it, and each of `remarks` small; all are markdown."""
    answered(f"## {title}", sentence, remarks=remarks)


def answered(*paragraphs: str, remarks: tuple[str, ...]) -> None:
    """Draws the paragraphs, and each of `remarks` small under them; all are markdown."""
    st.markdown("\n\n".join([*paragraphs, *small_text.small(*remarks)]))
