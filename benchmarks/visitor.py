"""A visitor without a browser: one session that speaks Streamlit's websocket protocol and reads what a page would show."""

from __future__ import annotations

import ssl
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks.gateway import any_certificate

DRAWN_TO_THE_END = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass
class Drawn:
    """What one run of a page sent: its elements in order, and whether the run came to its end."""

    elements: list[Any] = field(default_factory=list)
    session_id: str = ""
    finished: bool = False
    raw: bytes = b""

    @property
    def text(self) -> str:
        """All that the elements say, widgets and data too, as protobuf text."""
        return "\n".join(str(element) for element in self.elements)

    def of(self, kind: str) -> list[Any]:
        """The elements of one kind: `metric`, `markdown`, `alert`, `text_input`, `exception` …"""
        return [getattr(e, kind) for e in self.elements if e.WhichOneof("type") == kind]

    @property
    def failed(self) -> bool:
        """Whether the visitor saw a failure instead of a page."""
        return not self.finished or bool(self.of("exception")) or any("could not be drawn" in a.body for a in self.of("alert"))


class Visitor:
    """One browser tab on the portal at `site`; a context manager that leaves at the end."""

    def __init__(
        self,
        site: str,
        cookie: str = "",
        session_id: str = "",
        origin: str | None = None,
        seconds: float = 30,
        address: str = "",
    ) -> None:
        """`address` is what a proxy on this machine would say of the visitor."""
        # The third word is the session that a browser takes up again after its connection broke.
        words = [Subprotocol(word) for word in ("streamlit", *(("-", session_id) if session_id else ()))]
        told = {"Cookie": cookie, "X-Forwarded-For": address}
        self.seconds = seconds
        self._leaving = ExitStack()
        self.socket: ClientConnection = self._leaving.enter_context(
            connect(
                site.replace("http", "ws", 1) + "/_stcore/stream",
                subprotocols=words,
                additional_headers={name: value for name, value in told.items() if value},
                origin=Origin(origin or site),
                max_size=None,
                ssl=_to_read_and_write_at_once() if site.startswith("https") else None,
                open_timeout=seconds,
            )
        )
        self.widgets: dict[str, Any] = {}

    def __enter__(self) -> Visitor:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._leaving.close()

    def open(self, page: str = "", query: str = "", values: dict[str, object] | None = None) -> Drawn:
        """Asks for a page (`records`, "" = overview) with a query and, by label, values of its widgets; reads it to the end."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        for label, value in (values or {}).items():
            message.rerun_script.widget_states.widgets.append(widget_state(self.widgets[label], value))
        self.say(message)
        return self.read()

    def say(self, message: BackMsg | bytes) -> None:
        """Sends one message, or bytes that only claim to be one."""
        self.socket.send(message if isinstance(message, bytes) else message.SerializeToString())

    def read(self) -> Drawn:
        """Everything up to the end of the next run."""
        drawn = Drawn()
        while True:
            frame = self.socket.recv(self.seconds, decode=False)
            message = ForwardMsg()
            message.ParseFromString(frame)
            drawn.raw += frame
            kind = message.WhichOneof("type")
            if kind == "new_session":
                drawn = Drawn(session_id=message.new_session.initialize.session_id, raw=drawn.raw)
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._remember(message.delta.new_element)
                drawn.elements.append(message.delta.new_element)
            elif kind == "script_finished":
                drawn.finished = message.script_finished in DRAWN_TO_THE_END
                return drawn

    def _remember(self, element: Any) -> None:
        inner = getattr(element, element.WhichOneof("type"))
        if hasattr(inner, "label") and hasattr(inner, "id"):
            self.widgets[inner.label] = inner


def _to_read_and_write_at_once() -> ssl.SSLContext:
    """The client reads in a thread of its own: with TLS 1.3 a ticket that comes while it writes can swallow the request."""
    context = any_certificate()
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    return context


def widget_state(widget: Any, value: object) -> WidgetState:
    """The state that a browser would send for a value of that widget; lists are texts, True presses a button."""
    state = WidgetState(id=widget.id)
    if value is True:
        state.trigger_value = True
    elif isinstance(value, list):
        state.string_array_value.data.extend(value)
    else:
        state.string_value = str(value)
    return state
