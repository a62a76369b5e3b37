"""Whose page is drawn next: addresses take turns, so that one of them, however much it asks, delays others by one page at most.

A turn is one page drawn for a websocket or one answer computed. Two turns run at once. Who has had much lately runs
alone, rests as long as its turn took, and lets everybody else go first; but no address is without a turn for longer than
two seconds, however many of its questions wait.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from dataclasses import dataclass, field

AT_ONCE = 2
# A share of one processor; what was used is forgotten by half in so many seconds.
MUCH_S = 0.6
HALF_LIFE_S = 3.0
LONGEST_WAIT_S = 2.0
# Who is alone neither rests nor waits; so long after the last question of anybody else one is alone.
ALONE_AFTER_S = 1.0
# A turn that takes longer than this no longer keeps others out: it waits for the database or for a slow line.
LONGEST_TURN_S = 3.0
ADDRESSES_KEPT = 2_000


@dataclass
class _Address:
    used_s: float = 0.0
    at: float = field(default_factory=time.monotonic)
    running: int = 0
    rests_until: float = 0.0
    given_at: float = 0.0

    def used_lately(self, now: float) -> float:
        """Seconds of turns, older ones counted less."""
        self.used_s *= 0.5 ** ((now - self.at) / HALF_LIFE_S)
        self.at = now
        return self.used_s


@dataclass(eq=False)
class Turn:
    """One turn that was given; `end` may be called twice."""

    address: str
    began: float
    over: asyncio.TimerHandle | None = None
    ended: bool = False


class Turns:
    """Gives turns, in the event loop alone."""

    def __init__(self) -> None:
        self._addresses: dict[str, _Address] = defaultdict(_Address)
        self._waiting: list[tuple[float, str, asyncio.Future[None]]] = []
        self._running = 0
        # The last two addresses that asked, the newest last, and when.
        self._latest: dict[str, float] = {}
        self._look_again: asyncio.TimerHandle | None = None

    async def take(self, address: str) -> Turn:
        """Waits for a turn of this address."""
        due = asyncio.get_running_loop().create_future()
        entry = (time.monotonic(), address, due)
        self._remember(*entry[:2])
        self._waiting.append(entry)
        self._give()
        try:
            await due
        except asyncio.CancelledError:
            if entry in self._waiting:
                self._waiting.remove(entry)
            else:
                self._ended(address, 0.0)
            raise
        turn = Turn(address, time.monotonic())
        turn.over = asyncio.get_running_loop().call_later(LONGEST_TURN_S, self.end, turn)
        return turn

    def end(self, turn: Turn) -> None:
        """The page is drawn, or nobody waits for it any more."""
        if not turn.ended:
            turn.ended = True
            if turn.over is not None:
                turn.over.cancel()
            self._ended(turn.address, time.monotonic() - turn.began)

    def _ended(self, address: str, took: float) -> None:
        now, of = time.monotonic(), self._addresses[address]
        of.used_lately(now)
        of.used_s += took
        of.running -= 1
        self._running -= 1
        if of.used_s > MUCH_S:
            of.rests_until = now + took
        self._give()
        self._forget(now)

    def _give(self) -> None:
        while (entry := self._next()) is not None:
            self._waiting.remove(entry)
            _, address, due = entry
            self._addresses[address].running += 1
            self._addresses[address].given_at = time.monotonic()
            self._running += 1
            due.set_result(None)
        if self._waiting and self._look_again is None:
            self._look_again = asyncio.get_running_loop().call_later(0.02, self._again)

    def _again(self) -> None:
        self._look_again = None
        self._give()

    def _next(self) -> tuple[float, str, asyncio.Future[None]] | None:
        """The next to have a turn: of those who may, the address that has had least lately, and there the oldest."""
        now = time.monotonic()
        if not self._waiting or self._running >= AT_ONCE:
            return None
        may = [entry for entry in self._waiting if self._may(entry, now)]
        return min(may, key=lambda entry: (self._addresses[entry[1]].used_lately(now), entry[0]), default=None)

    def _may(self, entry: tuple[float, str, asyncio.Future[None]], now: float) -> bool:
        since, address, _ = entry
        of = self._addresses[address]
        if self._is_alone(address, now):
            return True
        if of.used_lately(now) <= MUCH_S or now - max(since, of.given_at) > LONGEST_WAIT_S:
            return of.running in (0, self._running)
        return self._running == 0 and now >= of.rests_until

    def _remember(self, now: float, address: str) -> None:
        self._latest.pop(address, None)
        self._latest[address] = now
        if len(self._latest) > 2:
            del self._latest[next(iter(self._latest))]

    def _is_alone(self, address: str, now: float) -> bool:
        return all(other == address or now - at > ALONE_AFTER_S for other, at in self._latest.items())

    def _forget(self, now: float) -> None:
        """Addresses that have not asked lately are not remembered."""
        if len(self._addresses) > ADDRESSES_KEPT:
            waiting = {address for _, address, _ in self._waiting}
            idle = [name for name, of in self._addresses.items() if of.running <= 0 and of.used_lately(now) < 0.01]
            for name in idle:
                if name not in waiting:
                    del self._addresses[name]


TURNS = Turns()
