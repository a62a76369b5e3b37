"""Every step of the ledger in words, and the ways back: undo, redo, withdraw."""

from __future__ import annotations

import streamlit as st

from desk.foreseen_step import Wanted
from desk.publication import ASKED
from desk.work_place import directories
from etl.loading import step_words
from etl.loading.ledger import Ledger
from ui.escaping import escaped

MOST_SHOWN = 20


def draw() -> None:
    """The steps, newest first, under the buttons that reverse them."""
    book = directories().ledger
    st.subheader("History", anchor=False)
    if not book.steps:
        st.markdown("Nothing was loaded yet.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _button("Undo the last step", "undo", ":material/undo:", book.undoable() is None)
        _button("Redo", "redo", ":material/redo:", book.redoable() is None)
        if book.active:
            _withdraw(book)
    told = [f"- {escaped(step_words.in_words(book, step))}" for step in reversed(book.steps)]
    st.markdown("\n".join(told[:MOST_SHOWN]))
    if len(told) > MOST_SHOWN:
        with st.expander(f"{len(told) - MOST_SHOWN} earlier steps"):
            st.markdown("\n".join(told[MOST_SHOWN:]))


def _button(words: str, action: str, icon: str, disabled: bool) -> None:
    st.button(words, key=action, icon=icon, disabled=disabled, on_click=_ask, args=(Wanted(action),))


def _withdraw(book: Ledger) -> None:
    with st.popover("Withdraw a load", icon=":material/remove_circle:"):
        number = st.selectbox(
            "Which load", book.active, format_func=lambda n: f"{n}: {book.loads[n].file}", key="load-to-withdraw"
        )
        st.button("See what would change", key="withdraw", on_click=_ask, args=(Wanted("withdraw", of=number),))


def _ask(wanted: Wanted) -> None:
    st.session_state[ASKED] = wanted
