"""How long a question may run: one watching thread interrupts whatever takes longer."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

import duckdb

LONGEST_S = 10.0
LOOK_EVERY_S = 0.25


class Watch:
    """Interrupts questions at their end of time; one thread for all, because a timer for each costs as much as a question."""

    def __init__(self, longest_s: float = LONGEST_S) -> None:
        self.longest_s = longest_s
        self._ends: dict[duckdb.DuckDBPyConnection, float] = {}
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    @contextlib.contextmanager
    def over(self, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Watches what `cursor` does; after the time it raises duckdb.InterruptException there."""
        self._start()
        self._ends[cursor] = time.monotonic() + self.longest_s
        try:
            yield
        finally:
            del self._ends[cursor]

    def _start(self) -> None:
        if self._thread is None:
            with self._starting:
                if self._thread is None:
                    self._thread = threading.Thread(target=self._look, name="watch over questions", daemon=True)
                    self._thread.start()

    def _look(self) -> None:
        while True:
            time.sleep(LOOK_EVERY_S)
            late = [cursor for cursor, end in self._ends.copy().items() if time.monotonic() > end]
            for cursor in late:
                # It may have come to its end meanwhile and be closed.
                with contextlib.suppress(duckdb.Error):
                    cursor.interrupt()


WATCH = Watch()
