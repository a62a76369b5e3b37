"""Do our numbers match the program's, and what is missing?"""

from functools import partial

import streamlit as st

from ui import data, filters, report, tracking, tracking_awards, tracking_builds, tracking_gaps, tracking_places, tracking_totals

chosen = filters.current()
st.title("Tracking the count", anchor=False)
tracking.opening(chosen)
st.download_button(
    "Report of this page for Excel",
    partial(report.workbook, data.snapshot(), chosen, tracking.permalink(chosen)),
    report.file_name(data.snapshot(), chosen),
    report.MIME,
    on_click="ignore",
    icon=":material/download:",
)
tracking.numbers(chosen)
tracking.rows_behind(chosen)
tracking_totals.reconciliation(chosen)
tracking_places.coverage(chosen)
tracking_awards.last_awards(chosen)
tracking_gaps.wanted()
tracking_gaps.findings()
tracking_builds.changes()
tracking_builds.editions()
