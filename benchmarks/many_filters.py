"""Five thousand filters that nobody asked for before: what is kept of their answers has a bound, so memory stays level."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

from benchmarks.served import at_rest, serve
from benchmarks.visitor import Visitor
from etl.publishing.build import Order, build

LEVELS = ("Silver", "Gold", "Platinum")
COUNTRIES = ("United+States", "Brazil", "Mexico", "Colombia")
GROWTH_AT_MOST = 1.15


def different() -> Iterator[str]:
    """Queries without end, no two of them equal for the first ten thousand."""
    number = 0
    while True:
        year, month, day = 2018 + number % 8, number // 8 % 12 + 1, number // 96 % 28 + 1
        more = f"&level={LEVELS[number % 3]}&country={COUNTRIES[number // 3 % 4]}" if number >= 2_688 else ""
        yield f"as_of={year}-{month:02}-{day:02}{more}"
        number += 1


def run(folder: Path, count: int = 5_000) -> dict[str, tuple[object, bool]]:
    """Each promise with its figure and whether it was kept."""
    build(Order(out=folder / "snapshots"))
    queries = different()
    with at_rest(serve(folder / "snapshots")) as portal:
        level = {}
        for done in range(count):
            query = next(queries)
            if done % 10:
                urlopen(f"{portal.site}/api/v1/cities.json?{query}").close()
            else:
                with Visitor(portal.site, seconds=60) as visitor:
                    visitor.open("records", query)
            if done + 1 in (count // 2, count):
                level[done + 1] = portal.rss_mb
        portal.end()
    half, end = level.values()
    return {
        f"megabytes after {count // 2} and {count} different filters": (f"{half:.0f} → {end:.0f}", end <= half * GROWTH_AT_MOST)
    }
