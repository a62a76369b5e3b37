"""New snapshots under readers: 40 swaps while 20 sessions read pages; no page fails, mixes two records or stays behind."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from benchmarks.served import Portal, publish_copy, serve, two_records
from benchmarks.visitor import Visitor

OF_FIRST, OF_SECOND = "As of January 14, 2026", "As of March 1, 2026"


class Reader(threading.Thread):
    """One session that reads the overview again and again."""

    def __init__(self, site: str, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.site, self.stop = site, stop
        self.read, self.failed, self.mixed, self.last = 0, 0, 0, ""

    def run(self) -> None:
        with Visitor(self.site, seconds=120) as visitor:
            while not self.stop.is_set():
                drawn = visitor.open()
                is_first, is_second = OF_FIRST in drawn.text, OF_SECOND in drawn.text
                self.read += 1
                self.failed += drawn.failed
                self.mixed += is_first and is_second
                self.last = OF_SECOND if is_second else OF_FIRST


def run(folder: Path, swap_count: int = 40, session_count: int = 20, every_s: float = 0.5) -> dict[str, tuple[object, bool]]:
    """Each promise with its figure and whether it was kept."""
    records = two_records(folder)
    out = folder / "served"
    out.mkdir()
    publish_copy(records[0], out, 0)
    portal, stop = serve(out), threading.Event()
    readers = [Reader(portal.site, stop) for _ in range(session_count)]
    for reader in readers:
        reader.start()
    for number in range(1, swap_count + 1):
        publish_copy(records[number % 2], out, number)
        time.sleep(every_s)
    publish_copy(records[1], out, swap_count + 1)
    time.sleep(5)
    # The page that is being drawn now may have begun before; the one after it may not show the old record any more.
    before = {reader: reader.read for reader in readers}
    while any(reader.is_alive() and reader.read < before[reader] + 2 for reader in readers):
        time.sleep(0.2)
    behind = sum(reader.last != OF_SECOND for reader in readers)
    stop.set()
    for reader in readers:
        reader.join(120)
    # An ended session is kept for a minute, so that a browser whose connection broke can take it up again.
    held = _held_after(portal, seconds=90)
    portal.end()
    totals = {name: sum(getattr(reader, name) for reader in readers) for name in ("read", "failed", "mixed")}
    return {
        f"pages read by {session_count} sessions during {swap_count + 1} swaps": (totals["read"], totals["read"] > session_count),
        "pages that failed": (totals["failed"], totals["failed"] == 0),
        "pages that mixed two records": (totals["mixed"], totals["mixed"] == 0),
        "sessions behind 5 s after the last swap": (behind, behind == 0),
        "snapshot files in the directory": (len(list(out.glob("*.duckdb"))), len(list(out.glob("*.duckdb"))) == 3),
        "snapshots held open at the end": (held, held == 1),
    }


def _held_after(portal: Portal, seconds: float) -> int:
    end = time.monotonic() + seconds
    while True:
        with Visitor(portal.site, seconds=60) as visitor:
            visitor.open()
        held = len(set(portal.open_files(".duckdb")))
        if held <= 1 or time.monotonic() > end:
            return held
        time.sleep(3)
