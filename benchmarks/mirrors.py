"""A mirror of hostile sources: each kind of hostile_source.py is refused, in time, and nothing of it is left behind."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.hostile_source import KINDS, MANNERS, Hostile, hostile
from etl.publishing.build import Order, build
from etl.publishing.mirror import FAULTS, mirror

SECONDS = 5.0


def refused(source: str, here: Path) -> bool:
    """Whether nothing is published of the source, for a reason that is said."""
    try:
        mirror(source, here, seconds=SECONDS)
    except FAULTS:
        return [path.name for path in here.rglob("*") if path.name != ".lock"] == []
    return False


def run(folder: Path) -> dict[str, tuple[object, bool]]:
    """Each promise with its figure and whether it was kept."""
    good = folder / "good"
    build(Order(out=good))
    left, longest = [], 0.0
    for number, kind in enumerate(KINDS):
        source = hostile(good, folder / f"source-{number}", kind)
        left += [] if refused(str(source), folder / f"here-{number}") else [kind]
    for number, manner in enumerate(MANNERS):
        began = time.monotonic()
        with Hostile(manner) as server:
            left += [] if refused(server.site, folder / f"there-{number}") else [manner]
        longest = max(longest, time.monotonic() - began)
    count = len(KINDS) + len(MANNERS)
    return {
        f"hostile sources of {count} that were refused": (f"{count - len(left)} {left}", not left),
        "seconds until the slowest was left": (f"{longest:.1f}", longest < SECONDS + 5),
    }
