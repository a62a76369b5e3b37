"""What was made for one snapshot and question, kept up to a number of bytes: the oldest goes first, a new snapshot empties it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class BoundedCache(Generic[Made]):
    """Keeps what `size` says is at most `most_bytes` together; safe to use from several threads."""

    def __init__(self, most_bytes: int, size: Callable[[Made], int]) -> None:
        self.most_bytes, self._size = most_bytes, size
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Made] = OrderedDict()
        self._snapshot, self.bytes = "", 0

    def get(self, snapshot: str, key: Hashable) -> Made | None:
        """What was made for this question of this snapshot; None where nothing is kept."""
        with self._lock:
            if snapshot != self._snapshot or key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key]

    def put(self, snapshot: str, key: Hashable, made: Made) -> Made:
        """Keeps it, and returns it."""
        with self._lock:
            if snapshot != self._snapshot:
                self._kept.clear()
                self._snapshot, self.bytes = snapshot, 0
            if key not in self._kept and self._size(made) <= self.most_bytes // 4:
                self._kept[key] = made
                self.bytes += self._size(made)
            while self.bytes > self.most_bytes:
                self.bytes -= self._size(self._kept.popitem(last=False)[1])
        return made
