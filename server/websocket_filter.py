"""What a visitor's websocket may say and hear: the few kinds of messages that a page needs, small, and nothing about the server.

Streamlit itself would also take an operator's messages from anybody: clear every visitor's caches, read the state of git.
"""

from __future__ import annotations

import hashlib
import logging
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from queries.query_bounds import excess
from server.rerun_limits import SOCKETS, Bucket, TooManySockets
from server.turns import TURNS, Turn
from server.visitor_address import is_of_this_machine, visitor

PASSED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "backend_operation_request"})
PASSED_OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})
# What the server computes for; the others only keep a session alive or end a run.
COUNTED = frozenset({"rerun_script", "backend_operation_request"})
REFUSED = frozenset(
    {
        "clear_cache",
        "set_run_on_save",
        "load_git_info",
        "debug_disconnect_websocket",
        "debug_shutdown_runtime",
        "file_urls_request",
    }
)
REFUSED_OPERATIONS = frozenset({"install_skills", "dismiss_skills_nudge"})
STREAM = "/_stcore/stream"
LARGEST_BYTES = 64 * 1024
# The message that describes the server is below 1 KB; a picture is not worth reading for it.
LARGEST_DESCRIPTION_BYTES = 16 * 1024
# What says that a page is drawn is a few bytes.
LARGEST_END_BYTES = 200
# It always names the script; the others are passed on unread.
SCRIPT = b".py"
TOO_BIG, NOT_A_MESSAGE, NOT_FOR_YOU = 1009, 1002, 1008

log = logging.getLogger(__name__)


class Fault(Exception):
    """A frame after which the connection is closed, with the code of the closing."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class VisitorMessages:
    """Filters one websocket both ways.

    `back` and `forward` are Streamlit's message classes, so that a frame is read here exactly as it is read there.
    """

    def __init__(self, app: ASGIApp, back: type[Any], forward: type[Any]) -> None:
        self.app, self.back, self.forward = app, back, forward

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
        elif scope["path"] != STREAM or not is_from_here(scope):
            await send({"type": "websocket.close", "code": NOT_FOR_YOU})
        else:
            await self._passed(scope, receive, send)

    async def _passed(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = visitor(scope)
        try:
            with SOCKETS.one_of(address):
                wire = _Wire(self, receive, send, address)
                try:
                    await self.app(scope, wire.receive, wire.send)
                finally:
                    wire.leave()
        except TooManySockets:
            await send({"type": "websocket.close", "code": NOT_FOR_YOU})

    def read(self, frame: bytes | None) -> Any:
        """The message in the frame. Raises Fault where there is none, or one too big."""
        if frame is not None and len(frame) > LARGEST_BYTES:
            raise Fault(TOO_BIG, "a frame too big")
        message = self.back()
        try:
            message.ParseFromString(frame)
        except Exception as error:  # The parser's exception classes belong to a package that the portal does not import.
            raise Fault(NOT_A_MESSAGE, "not a message") from error
        # Every message has the field; it is empty in all but a request for a page.
        if excess(message.rerun_script.query_string) is not None:
            raise Fault(NOT_FOR_YOU, "a question too long")
        return message

    def is_the_end(self, frame: bytes) -> bool:
        """Whether the frame says that a page is drawn, not that it is begun anew."""
        message = self.forward()
        message.ParseFromString(frame)
        again = message.FINISHED_EARLY_FOR_RERUN
        return message.WhichOneof("type") == "script_finished" and message.script_finished != again

    def discreet(self, frame: bytes) -> bytes:
        """The frame without the path of the script, the versions and the marks of the machine."""
        if len(frame) > LARGEST_DESCRIPTION_BYTES or SCRIPT not in frame:
            return frame
        message = self.forward()
        message.ParseFromString(frame)
        if message.WhichOneof("type") != "new_session":
            return frame
        session = message.new_session
        session.main_script_path = session.name
        about = session.initialize.environment_info
        # The browser compares this word over reconnections, to load its scripts anew after an upgrade.
        about.streamlit_version = hashlib.sha256(about.streamlit_version.encode()).hexdigest()[:8]
        for part in (about, session.initialize.user_info):
            for field in part.DESCRIPTOR.fields:
                if field.name != "streamlit_version":
                    part.ClearField(field.name)
        return message.SerializeToString()


def is_from_here(scope: Scope) -> bool:
    """Whether the websocket was opened by a page of this portal, or by a program, which names no origin."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def passes(message: Any) -> bool:
    """Whether a message of the browser is of a kind that a visitor needs."""
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in PASSED_OPERATIONS
    return kind in PASSED


class _Wire:
    """One connection: what comes in and goes out, and nothing any more once it was closed for a fault."""

    def __init__(self, rules: VisitorMessages, receive: Receive, send: Send, address: str) -> None:
        self.rules, self._receive, self._send, self.closed = rules, receive, send, False
        self.address, self.bucket = address, Bucket()
        self.turn: Turn | None = None

    async def receive(self) -> Message:
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            try:
                asked = self.rules.read(message.get("bytes"))
            except Fault as fault:
                return await self._close(fault)
            if passes(asked):
                await self._wait(asked.WhichOneof("type"))
                return message

    async def _wait(self, kind: str) -> None:
        """For a token of this socket, and for its address to have a turn; who asks again during a turn goes on in it."""
        if kind in COUNTED and not is_of_this_machine(self.address):
            await self.bucket.take()
        if kind == "rerun_script" and (self.turn is None or self.turn.ended):
            self.turn = await TURNS.take(self.address)

    def leave(self) -> None:
        """Ends the turn, if there is one."""
        if self.turn is not None:
            TURNS.end(self.turn)

    async def _close(self, fault: Fault) -> Message:
        log.warning("closed a websocket: %s", fault)
        self.closed = True
        await self._send({"type": "websocket.close", "code": fault.code})
        return {"type": "websocket.disconnect", "code": fault.code}

    async def send(self, message: Message) -> None:
        if self.closed:
            return
        if message["type"] == "websocket.send" and message.get("bytes"):
            frame = message["bytes"]
            if len(frame) <= LARGEST_END_BYTES and self.turn is not None and self.rules.is_the_end(frame):
                self.leave()
            message = {**message, "bytes": self.rules.discreet(frame)}
        await self._send(message)


def middleware(back: type[Any], forward: type[Any]) -> list[Middleware]:
    """The filter as middleware; app.py hands over Streamlit's message classes, since this layer does not know Streamlit."""
    return [Middleware(VisitorMessages, back=back, forward=forward)]
