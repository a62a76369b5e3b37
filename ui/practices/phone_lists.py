"""A matrix of practices as a list, for phones: what stands in the column of each practice, one practice under another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import streamlit as st

from ui.escaping import escaped

# Each is shown on a screen of its width alone (see server/page_head.py); several on a page add a name of their own.
ON_A_WIDE_SCREEN, ON_A_PHONE = "on-a-wide-screen", "on-a-phone"


@contextmanager
def in_place_of_the_matrix(name: str, lists: Mapping[str, str]) -> Iterator[None]:
    """What is drawn inside is for wide screens; a phone shows `lists` in its place: practice to its column as markdown."""
    with st.container(key=f"{ON_A_WIDE_SCREEN}-{name}"):
        yield
    with st.container(key=f"{ON_A_PHONE}-{name}"):
        st.markdown("\n\n".join(f"**{escaped(practice)}**  \n{said}" for practice, said in lists.items()))
