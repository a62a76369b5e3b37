"""The cities of the filter on the tracking page: the rows behind each number, and the years since each city's last award."""

from __future__ import annotations

import streamlit as st

from queries.filters import Filters
from ui.tracking import headline_numbers, scope, years_since_award

ROWS, YEARS = "Rows behind each number", "Years since the last award"
FORMER_SECTION_OF_YEARS = "Last awards"


def cities(filters: Filters) -> None:
    """Both, one at a time."""
    st.caption(scope.FILTER)
    first = YEARS if st.query_params.get("section") == FORMER_SECTION_OF_YEARS else ROWS
    rows, years = st.tabs([ROWS, YEARS], default=first, key="cities-by", on_change="rerun")
    if rows.open:
        with rows:
            headline_numbers.rows_behind(filters)
    if years.open:
        with years:
            years_since_award.last_awards(filters)
