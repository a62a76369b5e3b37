"""`make soak`: what only time shows: swaps under readers, many sessions, killed builds, two portals behind nginx.

Each line is a promise, its figure and whether it was kept; exit code 1 where one was not.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import kills, load, many_filters, mirrors, neighbor, replicas, swaps

PARTS: dict[str, Callable[[Path], dict[str, tuple[object, bool]]]] = {
    "swaps": swaps.run,
    "load": load.run,
    "kills": kills.run,
    "replicas": replicas.run,
    "neighbor": neighbor.run,
    "mirrors": mirrors.run,
    "filters": many_filters.run,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which parts; without one, all")
    chosen = parser.parse_args().parts or list(PARTS)
    broken = 0
    for part in chosen:
        with tempfile.TemporaryDirectory(prefix=f"soak-{part}-") as folder:
            for promise, (figure, kept) in PARTS[part](Path(folder)).items():
                broken += not kept
                print(f"{'kept  ' if kept else 'BROKEN'}  {part}: {promise}: {figure}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
