"""Do our numbers match the program's, and what is missing?"""

import streamlit as st

from ui import filter_bar, page_address, section
from ui.tracking import build_log, data_quality, filtered_cities, gaps, headline_numbers, reconciliation, state_coverage

SECTIONS = {
    "Announcements": reconciliation.reconciliation,
    headline_numbers.CITIES: filtered_cities.cities,
    "States": state_coverage.coverage,
    "Wanted": gaps.wanted,
    "Data quality": data_quality.report,
    "Changes": build_log.changes,
}
FORMER = {"Five numbers": headline_numbers.CITIES, "Totals": "Announcements", "Last awards": headline_numbers.CITIES}
# A link to the rows behind a number may not name their section.
FIRST = headline_numbers.CITIES if "rows" in st.query_params else next(iter(SECTIONS))

chosen = filter_bar.current()
section.heading("tracking")
headline_numbers.opening(chosen)
page_address.read("section", list(SECTIONS), FIRST, FORMER)
tabs = st.tabs(list(SECTIONS), key="section", on_change=page_address.write, args=("section",))
for tab, draw in zip(tabs, SECTIONS.values(), strict=True):
    if tab.open:
        with tab:
            draw(chosen)
