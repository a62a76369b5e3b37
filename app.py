"""The portal's server: the pages, and the HTTP routes and middleware beside them."""

from pathlib import Path

import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from api.routes import ROUTES
from server import errors, known_addresses, lifespan, readiness, security_headers, static_files, websocket_filter
from server.page_requests import MIDDLEWARE
from ui import failure, loading

routes = [*readiness.ROUTES, *ROUTES]
guards = [
    *security_headers.MIDDLEWARE,
    *static_files.MIDDLEWARE,
    *known_addresses.middleware(routes),
    *websocket_filter.middleware(BackMsg, ForwardMsg),
]
app = st.App(
    Path(__file__).parent / "ui" / "frame.py",
    lifespan=lifespan.lifespan(loading.load, BackMsg, ForwardMsg),
    routes=routes,
    middleware=[*guards, *MIDDLEWARE],
    on_script_error=failure.show,
    exception_handlers=errors.HANDLERS,
)
