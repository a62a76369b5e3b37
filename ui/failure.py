"""What a visitor sees when a page fails: a friendly sentence with a number that is also in the log, and nothing of the error."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

log = logging.getLogger(__name__)


def show(error: Exception) -> bool:
    """Draws the message and logs the error under the same number; True = Streamlit shows nothing of its own."""
    reference = secrets.token_hex(4)
    log.error("a page failed, reference %s", reference, exc_info=error)
    st.error(
        f"This page could not be drawn. Please reload it; if it happens again, tell us the reference number **{reference}**.",
        icon=":material/error:",
    )
    return True
