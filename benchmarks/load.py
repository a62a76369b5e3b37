"""Many readers for a while: 300 sessions and 2,000 reruns; threads and open files return to the start, memory stays near warm."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.served import Portal, serve
from benchmarks.visitor import Visitor
from etl.publishing.build import Order, build

PAGES = ("", "map", "growth", "practices", "records", "tracking", "about")
QUERIES = ("", "level=Gold", "state=Texas", "country=Brazil", "since=2021", "as_of=2021-12-15", "size=500%2C000%2B")


def visit(site: str, number: int, run_count: int) -> int:
    """One session of `run_count` runs over pages and filters; the runs that failed."""
    failed = 0
    with Visitor(site, seconds=180) as visitor:
        for turn in range(run_count):
            drawn = visitor.open(PAGES[(number + turn) % len(PAGES)], QUERIES[(number * 3 + turn) % len(QUERIES)])
            failed += drawn.failed
    return failed


def settled(portal: Portal) -> tuple[int, int, float]:
    """Threads, open files and megabytes, after the ended sessions are forgotten: the next visitor after a minute does that."""
    time.sleep(65)
    visit(portal.site, 0, 1)
    return portal.thread_count, len(portal.open_files()), round(portal.rss_mb, 1)


def run(folder: Path, session_count: int = 300, run_count: int = 2_000, at_once: int = 12) -> dict[str, tuple[object, bool]]:
    """Each promise with its figure and whether it was kept."""
    build(Order(out=folder / "snapshots"))
    portal = serve(folder / "snapshots")
    each = run_count // session_count + 1
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda number: visit(portal.site, number, len(PAGES) * len(QUERIES)), range(at_once)))
        warm = settled(portal)
        began = time.monotonic()
        failed = sum(pool.map(lambda number: visit(portal.site, number, each), range(session_count)))
        took = time.monotonic() - began
    end = settled(portal)
    seconds = portal.end()
    return {
        f"runs that failed of {each * session_count} in {session_count} sessions ({took:.0f} s)": (failed, failed == 0),
        "threads warm and at the end": (f"{warm[0]} → {end[0]}", end[0] <= warm[0] + 2),
        "open files warm and at the end": (f"{warm[1]} → {end[1]}", end[1] <= warm[1] + 2),
        "megabytes warm and at the end": (f"{warm[2]} → {end[2]}", end[2] <= warm[2] * 1.25),
        "seconds from SIGTERM to the end": (round(seconds, 1), seconds < 5),
    }
