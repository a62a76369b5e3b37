"""The portal's server: the pages, and the HTTP routes and middleware beside them."""

from pathlib import Path

import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

import settings
from api import first_answer
from api.routes import ROUTES
from server import (
    answer_turns,
    closed_answers,
    closed_record,
    content_coding,
    errors,
    known_addresses,
    lifespan,
    page_requests,
    page_scripts,
    readiness,
    request_bounds,
    security_headers,
    sign_in_gate,
    sign_in_settings,
    static_files,
    websocket_filter,
)
from ui import failure, loading, signed_in

settings.at_start()
routes = [*readiness.ROUTES, *page_scripts.ROUTES, *ROUTES]
is_for_staff = closed_record.keep_to_it()
gate = [*closed_answers.middleware(), *sign_in_gate.middleware(signed_in.person, signed_in.login_address)]
app = st.App(
    Path(__file__).parent / "ui" / "frame.py",
    lifespan=lifespan.lifespan(loading.load, BackMsg, ForwardMsg),
    routes=routes,
    secrets=sign_in_settings.at_start() if is_for_staff else None,
    middleware=[
        *security_headers.middleware(),
        *errors.middleware(),
        *(gate if is_for_staff else []),
        *request_bounds.middleware(),
        *content_coding.middleware(),
        *static_files.middleware(),
        *known_addresses.middleware(routes, sign_in_gate.OF_THE_SIGN_IN if is_for_staff else frozenset()),
        *answer_turns.middleware(),
        *websocket_filter.middleware(BackMsg, ForwardMsg),
        *page_requests.middleware(first_answer.kept, first_answer.written),
    ],
    on_script_error=failure.show,
    exception_handlers=errors.HANDLERS,
)
