"""Builds killed at random moments: what is published stays whole, and the next build cleans up and publishes."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.served import LATER, ROOT
from etl.publishing import snapshot_files
from etl.publishing.build import Order, build
from queries.snapshot import open_snapshot


def command(out: Path, later: Path) -> list[str]:
    """The build of a record that differs from the published one."""
    return [sys.executable, "-m", "etl", "build", "--out", str(out), "--records", str(later)]


def run(folder: Path, kill_count: int = 50) -> dict[str, tuple[object, bool]]:
    """Each promise with its figure and whether it was kept."""
    later, out = folder / "later.csv", folder / "snapshots"
    later.write_text(LATER, encoding="utf-8")
    first = build(Order(out=out)).manifest
    began = time.monotonic()
    subprocess.run(command(folder / "timed", later), cwd=ROOT, check=True, capture_output=True)
    longest = time.monotonic() - began
    dice, bad, in_time = random.Random(8), 0, 0
    for _ in range(kill_count):
        with subprocess.Popen(command(out, later), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(dice.uniform(0.3, 1.0) * longest)
            in_time += process.poll() is None
            process.kill()
        bad += not is_good(out)
        if snapshot_files.pointed(out) != first:
            snapshot_files.rollback(out)
    build(Order([later], out=out))
    leftovers = [p.name for p in out.iterdir() if p.name.startswith(".building")]
    return {
        f"bad snapshots published by {kill_count} killed builds": (bad, bad == 0),
        "kills that came before the build had ended": (in_time, in_time > kill_count / 2),
        "leftovers after the next build": (len(leftovers), not leftovers),
        "the next build is published whole": (is_good(out), is_good(out)),
    }


def is_good(out: Path) -> bool:
    """Whether the published snapshot is whole and answers."""
    manifest = snapshot_files.current(out)
    if manifest is None:
        return False
    found = open_snapshot(out / manifest["snapshot"])
    answered = not found.ask("cities").empty
    found.con.close()
    return answered
