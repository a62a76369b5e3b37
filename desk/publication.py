"""The last step: publish, with progress; who comes second sees that the first has published, and the difference anew."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import streamlit as st

from desk import chosen_file
from desk.foreseen_step import KEPT, Foreseen, Wanted, carry_out
from desk.work_place import directories, person
from etl.findings import Blocked
from etl.loading import step_words
from etl.loading.ledger import DamagedLedger
from etl.loading.plans import Refused
from etl.loading.steps import Moved
from etl.publishing.snapshot_files import DamagedSnapshot
from ui.escaping import escaped

LOOK_EVERY_S = 0.2
SAID, ASKED, SHOWN, MEANT = "what was done", "asked step", "ledger as it was shown", "loss is meant"


def draw(wanted: Wanted, found: Foreseen) -> None:
    """The two buttons."""
    with st.container(horizontal=True):
        # Of this difference alone: a click on the button of an older one, which somebody else overtook, is no click on this one.
        publish = st.button("Publish", type="primary", key=f"publish-{found.mark}", icon=":material/publish:")
        st.button("Not now", key="not-now", on_click=put_away)
    if publish:
        _publish(wanted, found)


def _publish(wanted: Wanted, found: Foreseen) -> None:
    with st.status("Publishing …", expanded=False) as status:
        try:
            # In a thread of its own: a click elsewhere ends this run of the screen, and must not end the step.
            with ThreadPoolExecutor(1) as worker:
                told = ["Starting"]
                step = worker.submit(carry_out, wanted, found.seen, person(), told.append)
                while not step.done():
                    status.update(label=f"{told[-1]} …")
                    time.sleep(LOOK_EVERY_S)
            done = step.result()
        except Moved:
            st.session_state.pop(KEPT, None)
            st.rerun()
        except (Blocked, Refused, DamagedLedger, DamagedSnapshot, OSError) as refused:
            status.update(label=f"Nothing was changed: {refused}", state="error")
            return
        said = step_words.in_words(directories().ledger, done.step)
        status.update(label="Published", state="complete")
    st.session_state[SAID] = f"Published. {said}"
    st.session_state[SHOWN] = done.step.number
    put_away()
    st.rerun()


def put_away() -> None:
    """Back to the beginning: no file, no step asked for."""
    chosen_file.put_away()
    st.session_state.pop(ASKED, None)
    st.session_state.pop(MEANT, None)


def notices() -> None:
    """What was done last, and what somebody else did while this screen was open."""
    if said := st.session_state.pop(SAID, ""):
        st.success(escaped(said), icon=":material/check:")
    book = directories().ledger
    shown = st.session_state.setdefault(SHOWN, book.last)
    for step in book.steps[shown:]:
        st.warning(
            f"Meanwhile: {escaped(step_words.in_words(book, step))}. What you see below is the difference from now on.",
            icon=":material/group:",
        )
    st.session_state[SHOWN] = book.last
