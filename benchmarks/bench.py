"""`make bench`: how fast the portal is, as ratios and counts of one run on this machine; prints one page, writes one JSON.

A missed bar is only said; exit code 1 where something could not be measured or an answer was wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
import traceback
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import report
from benchmarks.report import Figures
from benchmarks.rounds import QUICK, Effort
from benchmarks.rows import api, browser, building, crowds, hooks, own_code, pages, replicas, stock
from etl.publishing.build import Order, build

ROWS: dict[str, Callable[[Path, Effort], Coroutine[Any, Any, Figures]]] = {
    "seen": pages.seen,
    "own": own_code.own,
    "unseen": pages.unseen,
    "empty": stock.empty,
    "stock": stock.overview,
    "many": crowds.many,
    "crowd": crowds.crowd,
    "neighbor": crowds.neighbor,
    "memory": crowds.memory,
    "bytes": browser.visits,
    "browser": browser.speed,
    "map": pages.on_the_map,
    "api": api.awards,
    "build": building.build,
    "everyday": building.everyday,
    "hooks": hooks.hooks,
    "replicas": replicas.replicas,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", choices=[*ROWS, []], help=f"any of {', '.join(ROWS)}; without one, all")
    parser.add_argument("--quick", action="store_true", help="show that everything runs; the figures mean little")
    parser.add_argument("--out", type=Path, default=Path("build/bench.json"), help="the JSON to write")
    parser.add_argument("--awards", type=int, default=0, help="how many awards the row build has, 100,000 unless told")
    asked = parser.parse_args()
    effort = QUICK if asked.quick else Effort()
    effort = replace(effort, awards=asked.awards or effort.awards)
    measured, failures = measure(asked.rows or list(ROWS), effort)
    report.write(asked.out, measured, failures, asked.quick, effort.awards)
    page = report.page(measured, failures, effort.awards)
    asked.out.with_suffix(".md").write_text(page + "\n", encoding="utf-8")
    print(f"\n{page}\n\nEvery sample is in {asked.out}, this page in {asked.out.with_suffix('.md')}.")
    return 1 if failures else 0


def measure(rows: list[str], effort: Effort) -> tuple[dict[str, Figures], dict[str, str]]:
    """The figures of each row, printed as they come, and why a row could not be measured."""
    measured: dict[str, Figures] = {}
    failures: dict[str, str] = {}
    print(report.heading(), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        snapshots = Path(folder) / "snapshots"
        build(Order(out=snapshots))
        for row in rows:
            began = time.monotonic()
            try:
                measured[row] = asyncio.run(ROWS[row](snapshots, effort))
            except Exception as fault:  # The other rows still say something.
                failures[row] = f"{type(fault).__name__}: {fault}"
                traceback.print_exc()
                print(report.line(row, "FAILED", "", "", failures[row]), flush=True)
            else:
                print("\n".join(report.lines(row, measured[row], effort.awards)), flush=True)
            print(report.line("", "", "", "", f"  ({time.monotonic() - began:.0f} s)"), flush=True)
    return measured, failures


if __name__ == "__main__":
    raise SystemExit(main())
