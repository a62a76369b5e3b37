"""Do our numbers match the program's, and what is missing?"""

import streamlit as st

from ui import address, filters, tracking, tracking_awards, tracking_builds, tracking_gaps, tracking_places, tracking_totals

SECTIONS = {
    "Five numbers": tracking.five_numbers,
    "Totals": tracking_totals.reconciliation,
    "States": tracking_places.coverage,
    "Last awards": tracking_awards.last_awards,
    "Wanted": tracking_gaps.wanted,
    "Data quality": tracking_gaps.findings,
    "Changes": tracking_builds.changes,
    "Editions": tracking_builds.editions,
}

chosen = filters.current()
st.title("Tracking the count", anchor=False)
tracking.opening(chosen)
address.read("section", list(SECTIONS), next(iter(SECTIONS)))
tabs = st.tabs(list(SECTIONS), key="section", on_change=address.write, args=("section",))
for tab, draw in zip(tabs, SECTIONS.values(), strict=True):
    if tab.open:
        with tab:
            draw(chosen)
