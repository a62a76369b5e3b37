"""A first visitor of the server's own: opens every page once, so that what is cached is there before anybody asks."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.types import ASGIApp, Message, Scope

import settings
from queries.page_list import BY_ADDRESS

LONGEST_S, LEAVING_S = 60.0, 5.0
# By this object, which no request of a network can carry, the server knows its own visitor.
OWN_VISITOR = object()


async def open_pages(app: ASGIApp, say: Any, hear: Any) -> int:
    """Opens each page over a websocket inside this process; `say` and `hear` are Streamlit's message types. Pages drawn."""
    heard: asyncio.Queue[Message] = asyncio.Queue()
    said: asyncio.Queue[Message] = asyncio.Queue()
    said.put_nowait({"type": "websocket.connect"})
    session = asyncio.ensure_future(app(_socket(), said.get, heard.put))
    drawn = 0
    try:
        async with asyncio.timeout(LONGEST_S):
            for address in sorted(BY_ADDRESS):
                message = say()
                message.rerun_script.page_name = address.removeprefix("/")
                said.put_nowait({"type": "websocket.receive", "bytes": message.SerializeToString()})
                drawn += await _is_drawn(heard, hear)
    finally:
        said.put_nowait({"type": "websocket.disconnect", "code": 1000})
        await asyncio.wait({session}, timeout=LEAVING_S)
        session.cancel()
    return drawn


def _socket() -> Scope:
    """The scope of a websocket that asks for the portal by a name that it answers to."""
    host = (settings.current().hosts or ("localhost",))[0].replace("*", "www")
    return {
        "type": "websocket",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "scheme": "ws",
        "path": "/_stcore/stream",
        "raw_path": b"/_stcore/stream",
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", host.encode())],
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 0),
        "subprotocols": ["streamlit"],
        "extensions": {},
        "state": {"visitor": OWN_VISITOR},
    }


async def _is_drawn(heard: asyncio.Queue[Message], hear: Any) -> bool:
    """Whether the run that was asked for comes to its end; False where the server closes instead."""
    while True:
        message = await heard.get()
        if message["type"] == "websocket.close":
            return False
        if message["type"] == "websocket.send" and message.get("bytes"):
            found = hear.FromString(message["bytes"])
            if found.WhichOneof("type") == "script_finished":
                return found.script_finished == hear.FINISHED_SUCCESSFULLY
