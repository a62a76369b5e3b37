"""The server's event loop: it takes in what pages say moment by moment, and does what is ready in one turn.

For uvicorn: `--loop server.event_loop:GatheringLoop`. Streamlit draws each page in a thread, hands each of its dozens of messages
to the loop by itself, and goes once around the loop for each message it sends. Each time, the loop gives up the interpreter
and has to wait for it while a page is drawn: with hundreds of readers that is most of what they wait for.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable
from contextvars import Context
from typing import TypeVarTuple

import uvloop

# How Streamlit names the threads that draw pages. Another name would cost speed and nothing else.
PAGE_THREAD = "ScriptRunner.scriptThread"
MOMENT_S = 0.003
# After so long the loop looks at its sockets and timers, whatever is ready.
TURN_S = 0.005

Given = TypeVarTuple("Given")


class GatheringLoop(uvloop.Loop):
    """uvloop's own loop; what is asked of it by callbacks or by a page's thread is done in the order asked."""

    def __init__(self) -> None:
        super().__init__()
        self._ready: deque[asyncio.Handle] = deque()
        self._said: deque[asyncio.Handle] = deque()
        self._is_turn_due = self._is_moment_due = False

    def call_soon(self, callback: Callable[[*Given], object], *args: *Given, context: Context | None = None) -> asyncio.Handle:
        handle = asyncio.Handle(callback, args, self, context)
        self._ready.append(handle)
        if not self._is_turn_due:
            self._is_turn_due = True
            super().call_soon(self._turn)
        return handle

    def call_soon_threadsafe(
        self, callback: Callable[[*Given], object], *args: *Given, context: Context | None = None
    ) -> asyncio.Handle:
        if threading.current_thread().name != PAGE_THREAD:
            return super().call_soon_threadsafe(callback, *args, context=context)
        handle = asyncio.Handle(callback, args, self, context)
        self._said.append(handle)
        if not self._is_moment_due:
            self._is_moment_due = True
            super().call_soon_threadsafe(self.call_later, MOMENT_S, self._take_in)
        return handle

    def _turn(self) -> None:
        end = time.monotonic() + TURN_S
        while self._ready and time.monotonic() < end:
            _do(self._ready.popleft())
        self._is_turn_due = bool(self._ready)
        if self._is_turn_due:
            super().call_soon(self._turn)

    def _take_in(self) -> None:
        # First: what is said from here on makes the next moment due.
        self._is_moment_due = False
        while self._said:
            _do(self._said.popleft())


def _do(handle: asyncio.Handle) -> None:
    if not handle.cancelled():
        handle._run()
