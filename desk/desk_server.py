"""The desk's server: one screen, behind the gate that every route and websocket for staff has."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from streamlit import config

import settings
from desk.chosen_file import LARGEST_MB
from server import closed_answers, log_privacy, security_headers, sign_in_gate, sign_in_settings
from ui import failure, signed_in

settings.at_start()


@asynccontextmanager
async def living(app: st.App) -> AsyncIterator[None]:
    """No visitor's address and no code of a sign-in is written down; a file may be larger than the portal's settings say."""
    config.set_option("server.maxUploadSize", LARGEST_MB)
    log_privacy.keep_visitors_out()
    yield


app = st.App(
    Path(__file__).parent / "desk_screen.py",
    lifespan=living,
    secrets=sign_in_settings.at_start(),
    middleware=[
        *security_headers.middleware(),
        *closed_answers.middleware(),
        *sign_in_gate.middleware(signed_in.person, signed_in.login_address),
    ],
    on_script_error=failure.show,
)
