"""How often one websocket may ask for a page, and how many websockets one address may hold: bounds that no human meets."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from server.visitor_address import is_of_this_machine

# A whole office behind one address; more visitors of it are told to come back.
SOCKETS_PER_ADDRESS = 150
# A click every 200 milliseconds for as long as one likes, and forty at once before that.
RERUNS_AT_ONCE = 40
RERUNS_PER_S = 5.0


class TooManySockets(Exception):
    """An address that holds as many websockets as one address may."""


class Sockets:
    """Counts the open websockets of each address."""

    def __init__(self, at_most: int = SOCKETS_PER_ADDRESS) -> None:
        self.at_most = at_most
        self._open: Counter[str] = Counter()

    @contextmanager
    def one_of(self, address: str) -> Iterator[None]:
        """Holds one socket. Raises TooManySockets."""
        if self._open[address] >= self.at_most and not is_of_this_machine(address):
            raise TooManySockets
        self._open[address] += 1
        try:
            yield
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]


class Bucket:
    """Tokens for the reruns of one socket: full at first, filled by so many a second."""

    def __init__(self, size: int = RERUNS_AT_ONCE, per_s: float = RERUNS_PER_S) -> None:
        self.size, self.per_s = size, per_s
        self._tokens, self._at = float(size), time.monotonic()

    async def take(self) -> None:
        """Takes one, after waiting for it where there is none; what the socket says next waits in the line meanwhile."""
        now = time.monotonic()
        self._tokens = min(self.size, self._tokens + (now - self._at) * self.per_s) - 1
        self._at = now
        if self._tokens < 0:
            await asyncio.sleep(-self._tokens / self.per_s)


SOCKETS = Sockets()
