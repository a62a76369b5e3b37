"""The grid of evidence as a list, for phones: practice by practice the cities, each with the marks of its items."""

from __future__ import annotations

import streamlit as st

from charts.figure_data import rows_of
from queries import words
from queries.filters import Filters
from ui.element_cache import view
from ui.escaping import escaped
from ui.practices import evidence_items, practice_counts
from ui.practices.phone_lists import ON_A_PHONE

KEY_TO_THE_MARKS = "■ the source names the practice · ◇ classified by us, from what the page describes"


@view
def by_practice(filters: Filters, classified: bool) -> None:
    """The grid as a list: practice by practice the cities, each with the marks of its items."""
    cities: dict[str, dict[str, dict[str, None]]] = {}
    for practice, place, basis in rows_of(evidence_items.items(filters, classified), "practice", "place", "basis"):
        cities.setdefault(practice, {}).setdefault(place, {})[evidence_items.MARKS[basis]] = None
    parts = []
    for practice, mine in sorted(cities.items(), key=lambda item: (-len(item[1]), item[0])):
        present, before = practice_counts.names()[practice]
        listed = [f"{escaped(place)}\xa0{''.join(marks)}" for place, marks in mine.items()]
        under = f" · :small[{escaped(before)}]" if before else ""
        parts.append(f"**{escaped(present)}**{under}  \n{words.of(len(mine), 'city', 'cities')}: {', '.join(listed)}")
    with st.container(key=ON_A_PHONE):
        st.markdown("\n\n".join(parts))
        st.caption(KEY_TO_THE_MARKS)
