"""What a visitor sees when a page fails: a friendly sentence with a number that is also in the log, and nothing of the error."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

log = logging.getLogger(__name__)


def show(error: Exception) -> bool:
    """Draws the message and logs its number with the kind of the error; True = Streamlit shows nothing of its own.

    Where it was raised stands in the log just above: Streamlit writes that itself, `server/log_privacy.py` without its words.
    """
    reference = secrets.token_hex(4)
    log.error("a page failed, reference %s: %s", reference, type(error).__name__)
    st.error(
        f"This page could not be drawn. Please reload it; if it happens again, tell us the reference number **{reference}**.",
        icon=":material/error:",
    )
    return True
