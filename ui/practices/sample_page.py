"""The score views on fictional cities, at an address of their own."""

from __future__ import annotations

import streamlit as st

from queries import sample_snapshot as fictional
from queries.filters import Filters
from queries.snapshot import NoSnapshot
from ui.practices import sample_link, score_views
from ui.practices.score_source import Sample


def draw(filters: Filters) -> None:
    """The whole page of the sample."""
    st.title("Practice scores: a sample", anchor=False)
    sample_link.way_out()
    try:
        snapshot = fictional.current()
    except NoSnapshot:
        st.info("The sample cannot be shown: it has not been built for this portal.")
        return
    st.warning(
        f"**{fictional.NOTE.capitalize()}.** About forty invented cities with invented scores, to try the score views on. "
        "None of them is in the record, and nothing here says anything about a real city.",
        icon=":material/science:",
    )
    if filters.state or filters.country:
        st.caption("The filters for place are of real places and do not apply to the sample; the others do.")
    score_views.views(Sample(filters, snapshot))
