"""Do our numbers match the program's, and what is missing?"""

import streamlit as st

from ui import filter_bar, page_address
from ui.tracking import build_log, gaps, headline_numbers, reconciliation, state_coverage, years_since_award

SECTIONS = {
    "Five numbers": headline_numbers.five_numbers,
    "Totals": reconciliation.reconciliation,
    "States": state_coverage.coverage,
    "Last awards": years_since_award.last_awards,
    "Wanted": gaps.wanted,
    "Data quality": gaps.findings,
    "Changes": build_log.changes,
    "Editions": build_log.editions,
}

chosen = filter_bar.current()
st.title("Tracking the count", anchor=False)
headline_numbers.opening(chosen)
page_address.read("section", list(SECTIONS), next(iter(SECTIONS)))
tabs = st.tabs(list(SECTIONS), key="section", on_change=page_address.write, args=("section",))
for tab, draw in zip(tabs, SECTIONS.values(), strict=True):
    if tab.open:
        with tab:
            draw(chosen)
