"""A part of a page in one message: its heading, its answer, how that is counted. Each message costs a page time."""

from __future__ import annotations

from zlib import crc32

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from queries.page_list import PAGES
from ui import small_text


def title(text: str, under: str = "") -> None:
    """Draws the page's title and what stands under it; both are markdown."""
    with renewed(f"{text}\n{under}"):
        st.title(text, anchor=False)
        if under:
            st.markdown(under)


def heading(page: str) -> None:
    """What stands over a page under every filter, by the list of pages."""
    st.title(PAGES[page].heading, anchor=False)


def renewed(text: str) -> DeltaGenerator:
    """A place for a text, another one as soon as the text is another.

    Streamlit writes a changed text into the old element, and in a page that the browser translates that element is no longer
    on the screen: the old number would stay above the new table.
    """
    return st.container(key=f"said-{crc32(text.encode()):x}")


def said(title: str, sentence: str, *remarks: str) -> None:
    """Draws `title` as a heading of the second level, `sentence` under it, and each of `remarks` small; all are markdown."""
    answered(f"## {title}", sentence, remarks=remarks)


def answered(*paragraphs: str, remarks: tuple[str, ...] = ()) -> None:
    """Draws the paragraphs, and each of `remarks` small under them; all are markdown."""
    text = "\n\n".join([*paragraphs, *small_text.small(*remarks)])
    with renewed(text):
        st.markdown(text)
