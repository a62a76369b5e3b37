"""One browser tab of the load: asks for a page as Streamlit's browser does, and reads no more of the answer than it has to."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash

from benchmarks.wire import Wire, connected

DRAWN_TO_THE_END = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
# Shorter frames are read whole: the end of a run, and references to what the browser keeps.
SHORT_BYTES = 120
# Streamlit's browser keeps messages of this size, until so many runs have not used them.
KEPT_BYTES, KEPT_RUNS = 1_000, 20
FAILURES = (b"could not be drawn", b"Traceback (most recent call last)")
TIMEOUT_S = 60
# How the protocol carries the value of each kind of widget.
FIELDS = {
    "button_group": "string_array_value", "multiselect": "string_array_value", "selectbox": "string_value",
    "text_input": "string_value",
}  # fmt: skip


class WrongAnswer(Exception):
    """A page that is not the one asked for, failed, or did not come to its end."""


@dataclass(frozen=True)
class Target:
    """A page: its name in the address ("" = the first one), its query and a text that stands only on it."""

    page: str
    title: str
    query: str = ""


@dataclass
class Session:
    """One tab on the server at `site`. `seconds`, `size` and `largest` are of the last answer: time, bytes, its largest frame."""

    site: str
    target: Target
    cookie: str = ""
    seconds: float = 0
    size: int = 0
    largest: bytes = b""
    widgets: dict[str, tuple[str, Any]] = field(default_factory=dict)

    async def open(self) -> Session:
        """Connects and draws the page for the first time."""
        self.run_count, self.kept = 0, dict[str, int]()
        self.wire: Wire = await connected(self.site, self._hear, self.cookie)
        await self.rerun()
        return self

    async def rerun(self, values: dict[str, Any] | None = None) -> float:
        """Draws the page once more with values of widgets by label, the other widgets empty; its seconds.

        Raises WrongAnswer, for a label that no widget has too.
        """
        if unknown := set(values or {}) - set(self.widgets):
            raise WrongAnswer(f"{self.target.page or 'the first page'}: no widget is called {', '.join(sorted(unknown))}")
        self.run_count += 1
        self.size, self.largest, self.fault = 0, b"", ""
        self.is_titled, self.finished = False, asyncio.get_running_loop().create_future()
        message = self._message(values or {})
        began = time.perf_counter()
        self.wire.say(message)
        await asyncio.wait((self.finished, self.wire.ended), timeout=TIMEOUT_S, return_when=asyncio.FIRST_COMPLETED)
        self.seconds = time.perf_counter() - began
        self._judge()
        return self.seconds

    async def close(self) -> None:
        """Leaves."""
        if self.wire.transport is not None:
            self.wire.transport.close()
        await asyncio.wait((self.wire.ended,), timeout=5)

    def _judge(self) -> None:
        name = self.target.page or "the first page"
        if not self.finished.done():
            ended = self.wire.ended.done()
            raise WrongAnswer(f"{name}: {self.wire.ended.result() if ended else f'no answer within {TIMEOUT_S} s'}")
        if self.fault or self.finished.result() not in DRAWN_TO_THE_END:
            raise WrongAnswer(f"{name}: {self.fault or 'the run did not come to its end'}")
        if not self.is_titled:
            raise WrongAnswer(f"{name}: “{self.target.title}” is not in the answer")

    def _message(self, values: dict[str, Any]) -> bytes:
        message = BackMsg()
        state = message.rerun_script
        state.page_name, state.query_string = self.target.page, self.target.query
        state.page_script_hash = calc_hash(self.target.page) if self.target.page else ""
        state.widget_states.SetInParent()
        state.widget_states.widgets.extend(self._state(label, values.get(label)) for label in self.widgets)
        state.cached_message_hashes.extend(key for key, run in self.kept.items() if run >= self.run_count - KEPT_RUNS)
        return message.SerializeToString()

    def _state(self, label: str, value: Any) -> WidgetState:
        kind, widget_id = self.widgets[label]
        state = WidgetState(id=widget_id)
        if FIELDS[kind] == "string_array_value":
            state.string_array_value.data.extend(value or [])
        elif value:
            state.string_value = value
        return state

    def _hear(self, frame: bytes) -> None:
        self.size += len(frame)
        if len(frame) > len(self.largest):
            self.largest = frame
        self.is_titled = self.is_titled or self.target.title.encode() in frame
        for failure in FAILURES:
            if failure in frame:
                self.fault = failure.decode()
        if self.run_count == 1 or len(frame) < SHORT_BYTES or len(frame) >= KEPT_BYTES:
            self._read(frame)

    def _read(self, frame: bytes) -> None:
        message = ForwardMsg()
        message.ParseFromString(frame)
        kind = message.WhichOneof("type")
        if kind == "script_finished":
            self.finished.set_result(message.script_finished)
        elif kind == "ref_hash":
            self.kept[message.ref_hash] = self.run_count
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._remember(message.delta.new_element)
        if message.metadata.cacheable:
            self.kept[message.hash] = self.run_count

    def _remember(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.fault = element.exception.message
        elif kind in FIELDS:
            widget = getattr(element, kind)
            if kind == "button_group" and widget.default:
                return  # one of its choices is always chosen
            self.widgets[widget.label] = (kind, widget.id)
