"""The portal's server: the pages, and the HTTP routes and middleware beside them."""

from pathlib import Path

import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from api import addresses, errors, readiness, security, static, upkeep, websocket
from api.middleware import MIDDLEWARE
from api.routes import ROUTES
from ui import failure, loading

routes = [*readiness.ROUTES, *ROUTES]
guards = [*security.MIDDLEWARE, *static.MIDDLEWARE, *addresses.middleware(routes), *websocket.middleware(BackMsg, ForwardMsg)]
app = st.App(
    Path(__file__).parent / "ui" / "frame.py",
    lifespan=upkeep.lifespan(loading.load, BackMsg, ForwardMsg),
    routes=routes,
    middleware=[*guards, *MIDDLEWARE],
    on_script_error=failure.show,
    exception_handlers=errors.HANDLERS,
)
