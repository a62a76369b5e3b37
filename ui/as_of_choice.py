"""The as-of date: the announcements with their totals, or any date, written and sent by Enter."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from queries import words as said_in_words
from queries.address_parser import parse
from queries.one_line import day_of
from queries.vocabulary import Vocabulary
from ui import data
from ui.element_cache import kept

KEY, CHOICE, REFUSED = "as_of", "as-of-announcement", "date that was not understood"
NEWEST = "Newest"


def draw(words: Vocabulary) -> str:
    """The button that says the date, and behind it the choices; the date as the address has it, empty = the newest."""
    text = st.session_state[KEY] if KEY in st.session_state else st.query_params.get(KEY, "")
    chosen = parse([(KEY, text or "")], words)[0].as_of
    with st.popover(f"As of {_short(chosen or words.newest)}", icon=":material/event:", key="as-of-choice"):
        totals = announcements()
        st.session_state[CHOICE] = next((label for label, day in totals.items() if day == chosen), None)
        st.radio("Announcement", list(totals), key=CHOICE, on_change=_choose)
        written = st.text_input(
            "Another date", key=KEY, bind="query-params", placeholder="December 2021, or 2021-12-15", max_chars=40,
            on_change=_write, help="Counts use only awards announced by this date. Empty = the newest date on record.",
        )  # fmt: skip
        refused = st.session_state.pop(REFUSED, None)
        if refused:
            st.error(f"“{refused}” is not a date from {said_in_words.day(words.start)} on. Write it like December 15, 2021.")
    return written


@kept
def announcements() -> dict[str, date | None]:
    """Each announcement as a reader says it (`December 15, 2021: 50 cities`), newest first, with its day."""
    rows = data.ask("announcements").sort_values("announced_on", ascending=False).to_dict("records")
    return {NEWEST: None} | {_label(row): pd.Timestamp(row["announced_on"]).date() for row in rows}


def _label(row: dict) -> str:
    total = "" if pd.isna(row["announced_total"]) else f": {said_in_words.of(row['announced_total'], 'city', 'cities')}"
    return f"{said_in_words.day(row['announced_on'])}{total}"


def _choose() -> None:
    day = announcements().get(st.session_state[CHOICE])
    st.session_state[KEY] = day.isoformat() if day else ""


def _write() -> None:
    """What was written as a date becomes that date; anything else is named, and the date stays the newest."""
    text = st.session_state[KEY] or ""
    day = day_of(text, data.snapshot())
    if text.strip() and (day is None or parse([(KEY, day.isoformat())], data.snapshot().words)[1]):
        st.session_state[REFUSED] = text
        day = None
    st.session_state[KEY] = day.isoformat() if day else ""


def _short(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
