"""The frame of every page: menu, one line to ask, what is asked, notices, the page itself and the footer."""

import streamlit as st

from queries import words
from queries.snapshot import NoSnapshot
from ui import ask, data, filter_bar, footer, icon, links, menu, quote_and_embed
from ui.escaping import escaped

page = st.navigation(links.pages(), position="hidden")
here = menu.shown(page)
st.set_page_config(f"{here.title} · {menu.PORTAL}", icon.ICON, layout="wide")
top = menu.begin()
try:
    snapshot = data.begin_run()
except NoSnapshot:
    menu.draw_without_a_record(top, here)
    st.error("The record cannot be shown yet: no data has been loaded. Please come back in a few minutes.")
    st.stop()
footer.label(snapshot)
ask.resolve()
problems = filter_bar.asked(snapshot.words)
if not here.has_search:
    ask.box()
chosen = filter_bar.draw(snapshot.words, here)
menu.draw(top, here, chosen, filter_bar.kinds())
for problem in problems:
    st.warning(f"Left out of the filter: {escaped(problem.message)}", icon=":material/filter_alt_off:")
if contradiction := words.contradiction(chosen):
    st.warning(contradiction, icon=":material/rule:")
if not here.has_search:
    ask.answer(chosen)
page.run()
quote_and_embed.draw(here, chosen)
footer.draw(snapshot)
