"""The frame of every page: title, menu, shared filters, notices, the page itself and the footer."""

import streamlit as st

from queries.snapshot import NoSnapshot
from ui import data, filter_bar, footer, icon, links, search
from ui.escaping import escaped

st.set_page_config("Certified cities: the independent record", icon.ICON, layout="wide")
page = st.navigation(links.pages(), position="top")
try:
    snapshot = data.begin_run()
except NoSnapshot:
    st.error("The record cannot be shown yet: no data has been loaded. Please come back in a few minutes.")
    st.stop()
problems = filter_bar.asked(snapshot.words)
chosen = filter_bar.draw(snapshot.words)
for problem in problems:
    said = escaped(problem.value)
    st.warning(f"Left out of the filter: {problem.message} (the address said “{said}”).", icon=":material/filter_alt_off:")
if not links.has_search(page):
    search.popover(chosen)
page.run()
footer.draw(snapshot)
