"""One bad neighbor: an address that does its worst within the limits, and what it does to the pages of others, in one run."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import median, quantiles

from benchmarks.bad_neighbor import PAGES, never_seen
from benchmarks.served import ROOT, at_rest, serve
from benchmarks.visitor import Visitor
from etl.publishing.build import Order, build

GOOD = "198.51.100."
READERS = 3
SLOWER_AT_MOST = 2.0
# Alone and beside the neighbor in turn, so that whatever else the machine does slows both alike.
ROUNDS = 5


def pages_ms(site: str, count: int, start: int) -> list[float]:
    """Milliseconds of each of `count` pages of three readers, each of an address of its own, who look at one now and then."""
    took: list[float] = []

    def read(reader: int) -> None:
        with Visitor(site, address=f"{GOOD}{reader + 1}", seconds=120) as visitor:
            for turn in range(count // READERS):
                began = time.monotonic()
                visitor.open(PAGES[(turn + reader) % len(PAGES)], never_seen(start + reader * 1_000 + turn))
                took.append((time.monotonic() - began) * 1_000)
                time.sleep(0.3)

    threads = [threading.Thread(target=read, args=(n,)) for n in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took


def against_one(site: str, socket_count: int, count: int, start: int) -> tuple[list[float], list[float], int]:
    """Pages alone and pages beside a neighbor of so many sockets, in milliseconds, and how many pages the neighbor got."""
    command = [sys.executable, "-m", "benchmarks.bad_neighbor", site, str(socket_count)]
    alone, beside = list[float](), list[float]()
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as neighbor:
        assert neighbor.stdin and neighbor.stdout
        time.sleep(3)
        for number in range(ROUNDS):
            for found in (alone, beside):
                found += pages_ms(site, count // ROUNDS, start + (number * 2 + (found is beside)) * 10_000)
                neighbor.stdin.write("\n")
                neighbor.stdin.flush()
                # Both to begin, so that its sockets wait in line, and to pause, so that what it asked last is drawn.
                time.sleep(4)
        neighbor.stdin.close()
        return alone, beside, int(neighbor.stdout.read())


def run(folder: Path, count: int = 150) -> dict[str, tuple[object, bool]]:
    """Each promise with its figure and whether it was kept."""
    build(Order(out=folder / "snapshots"))
    found: dict[str, tuple[object, bool]] = {}
    with at_rest(serve(folder / "snapshots")) as portal:
        pages_ms(portal.site, 45, 1_000_000)
        for number, socket_count in enumerate((20, 60)):
            alone, beside, drawn = against_one(portal.site, socket_count, count, 2_000_000 + number * 500_000)
            low, high = (quantiles(times, n=20)[18] for times in (alone, beside))
            said = f"{low:.0f} → {high:.0f} ms, {high / low:.2f} times (median {median(alone):.0f} → {median(beside):.0f} ms)"
            promise = f"p95 of others beside {socket_count} sockets of one address"
            found[promise] = (f"{said}; the neighbor got {drawn} pages", high <= SLOWER_AT_MOST * low)
        portal.end()
    return found
