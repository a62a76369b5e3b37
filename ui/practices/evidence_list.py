"""The grid of evidence as a list, for phones: practice by practice the cities, each with the marks of its items."""

from __future__ import annotations

import streamlit as st

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
    found = evidence_items.items(filters, classified)
    parts = []
    for practice, count in found.groupby("practice")["city_id"].nunique().sort_values(ascending=False, kind="stable").items():
        present, before = practice_counts.names()[str(practice)]
        mine = found[found["practice"] == practice].assign(mark=lambda rows: rows["basis"].map(evidence_items.MARKS))
        cities = [f"{escaped(str(place))}\xa0{''.join(dict.fromkeys(marks))}" for place, marks in mine.groupby("place")["mark"]]
        under = f" · :small[{escaped(before)}]" if before else ""
        parts.append(f"**{escaped(present)}**{under}  \n{words.of(int(count), 'city', 'cities')}: {', '.join(cities)}")
    with st.container(key=ON_A_PHONE):
        st.markdown("\n\n".join(parts))
        st.caption(KEY_TO_THE_MARKS)
