"""What public evidence is there of each practice, city by city?"""

import streamlit as st

from ui import filter_bar, section
from ui.practices import (
    evidence,
    evidence_numbers,
    introduction,
    practice_comparison,
    sample_link,
    sample_page,
    score_views,
    standard,
)

PARTS = {
    "City by city": evidence.city_by_city,
    "In numbers": evidence_numbers.in_numbers,
    "One practice": practice_comparison.one_practice,
    "Side by side": practice_comparison.side_by_side,
    "The standard": standard.editions,
    "Scores": score_views.loaded,
}

chosen = filter_bar.current()
if sample_link.is_asked():
    sample_page.draw(chosen)
else:
    section.heading("practices")
    introduction.draw()
    for tab, draw in zip(st.tabs(list(PARTS), key="part", bind="query-params"), PARTS.values(), strict=True):
        if tab.open:
            with tab:
                draw(chosen)
