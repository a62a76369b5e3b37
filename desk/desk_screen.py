"""What does this file change in the record, and shall it be published?"""

from dataclasses import replace

import streamlit as st

from desk import chosen_file, difference, file_problems, foreseen_step, publication, step_history, work_place
from desk.foreseen_step import Wanted
from etl.loading import steps
from queries import terms
from ui.escaping import escaped
from ui.icon import ICON

st.set_page_config("Desk · Certified cities", ICON, layout="wide")
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    st.badge(terms.STAFF.name, icon=":material/lock:", color="red")
    if mail := work_place.person():
        st.markdown(f"Signed in as {escaped(mail)}", width="content")
        st.button("Sign out", on_click=st.logout, type="tertiary", key="sign-out")
if "mended" not in st.session_state:
    with work_place.ONE_AT_A_TIME:
        mended = steps.mend(work_place.directories())
    for done in mended:
        st.warning(escaped(done))
    st.session_state["mended"] = True
asked = st.session_state.get(publication.ASKED)
st.title("Load an announcement" if asked is None else f"{asked.action.capitalize()}: what would change", anchor=False)
publication.notices()
chosen = None if asked else chosen_file.choose()
wanted = asked or (Wanted("load", chosen) if chosen else None)
if wanted:
    if st.session_state.get(publication.MEANT):
        wanted = replace(wanted, accepts_loss=True)
    found = foreseen_step.foresee(wanted)
    if chosen:
        file_problems.draw(chosen, found)
    if found.refusal:
        st.error(escaped(found.refusal), icon=":material/block:")
    if found.may_lose or wanted.accepts_loss:
        st.checkbox("Take it out: this is meant", key=publication.MEANT)
    if found.results:
        difference.draw(found)
        publication.draw(wanted, found)
    else:
        st.button("Not now", key="give-up", on_click=publication.put_away)
step_history.draw()
