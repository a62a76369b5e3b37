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
    content_coding,
    errors,
    known_addresses,
    lifespan,
    page_requests,
    page_scripts,
    readiness,
    request_bounds,
    security_headers,
    static_files,
    websocket_filter,
)
from ui import failure, loading

settings.at_start()
routes = [*readiness.ROUTES, *page_scripts.ROUTES, *ROUTES]
app = st.App(
    Path(__file__).parent / "ui" / "frame.py",
    lifespan=lifespan.lifespan(loading.load, BackMsg, ForwardMsg),
    routes=routes,
    middleware=[
        *security_headers.middleware(),
        *errors.middleware(),
        *request_bounds.middleware(),
        *content_coding.middleware(),
        *static_files.middleware(),
        *known_addresses.middleware(routes),
        *answer_turns.middleware(),
        *websocket_filter.middleware(BackMsg, ForwardMsg),
        *page_requests.middleware(first_answer.kept, first_answer.written),
    ],
    on_script_error=failure.show,
    exception_handlers=errors.HANDLERS,
)
