"""One bad neighbor: an address that does its worst within the limits, and what it does to the pages of others, in one run."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from statistics import quantiles

from websockets.exceptions import WebSocketException

from benchmarks.served import at_rest, serve
from benchmarks.visitor import Visitor
from etl.publishing.build import Order, build

BAD, GOOD = "203.0.113.66", "198.51.100."
PAGES = ("", "map", "growth", "records", "tracking")
SLOWER_AT_MOST = 2.0


class Neighbor:
    """So many sockets of one address, each asking for the next page as soon as one is drawn, with a filter never seen."""

    def __init__(self, site: str, socket_count: int) -> None:
        self.site, self.stop = site, threading.Event()
        self.drawn = 0
        self._threads = [threading.Thread(target=self._ask, args=(n,), daemon=True) for n in range(socket_count)]

    def _ask(self, number: int) -> None:
        turn = number * 10_000
        while not self.stop.is_set():
            try:
                with Visitor(self.site, address=BAD, seconds=120) as visitor:
                    while not self.stop.is_set():
                        turn += 1
                        visitor.open(PAGES[turn % len(PAGES)], _never_seen(turn))
                        self.drawn += 1
            except (OSError, TimeoutError, WebSocketException):
                time.sleep(0.5)

    def __enter__(self) -> Neighbor:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop.set()
        for thread in self._threads:
            thread.join(130)


def _never_seen(number: int) -> str:
    """A filter that nobody asked for before: a day of its own."""
    year, rest = 2018 + number % 8, number // 8
    return f"as_of={year}-{rest % 12 + 1:02}-{rest // 12 % 28 + 1:02}&since={2017 + number % 3}"


def p95_ms(site: str, count: int, start: int) -> float:
    """The 95th percentile of `count` pages of three readers, each of an address of its own, who look at one now and then."""
    took: list[float] = []

    def read(reader: int) -> None:
        with Visitor(site, address=f"{GOOD}{reader + 1}", seconds=120) as visitor:
            for turn in range(count // 3):
                began = time.monotonic()
                visitor.open(PAGES[(turn + reader) % len(PAGES)], _never_seen(start + reader * 1_000 + turn))
                took.append((time.monotonic() - began) * 1_000)
                time.sleep(0.3)

    threads = [threading.Thread(target=read, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return quantiles(took, n=20)[18]


def run(folder: Path, count: int = 150) -> dict[str, tuple[object, bool]]:
    """Each promise with its figure and whether it was kept."""
    build(Order(out=folder / "snapshots"))
    found: dict[str, tuple[object, bool]] = {}
    with at_rest(serve(folder / "snapshots")) as portal:
        p95_ms(portal.site, 45, 1_000_000)
        for number, socket_count in enumerate((20, 60)):
            alone = p95_ms(portal.site, count, 2_000_000 + number * 100_000)
            with Neighbor(portal.site, socket_count) as neighbor:
                time.sleep(5)
                beside = p95_ms(portal.site, count, 3_000_000 + number * 100_000)
            said = f"{alone:.0f} → {beside:.0f} ms, {beside / alone:.2f} times; the neighbor got {neighbor.drawn}"
            found[f"p95 of others beside {socket_count} sockets of one address"] = (said, beside <= SLOWER_AT_MOST * alone)
        portal.end()
    return found
