"""The build of many invented awards with every check, against pandas that writes the same files; and the everyday build."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks import synthetic
from benchmarks.peers import TWINS
from benchmarks.rounds import Effort, Figure, Samples, compared, interleaved, mb, s
from benchmarks.served import ROOT
from benchmarks.session import WrongAnswer

ROUNDS = 2
PANDAS, STACK = "pandas", "our packages without a check"
BUILD = (sys.executable, "-m", "etl", "build")
LOOK_EVERY_S = 0.02
HELD = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)
STEP = re.compile(r"([A-Z][^…\r\n\x1b]+) …")


@dataclass(frozen=True)
class Ended:
    """A command that ended: seconds on the clock and of computing, peak of its memory in MB, what it said on a terminal."""

    seconds: float
    cpu_s: float
    peak_mb: float
    said: str


async def build(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """Time and peak memory of the commands by turns, and the steps that the build names on a terminal."""
    peak: Samples = {"portal": [], PANDAS: [], STACK: []}
    steps: set[str] = set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        records = str(synthetic.write(folder / "awards.csv", effort.awards))
        commands = {
            "portal": lambda out: [*BUILD, "--only", "--records", records, "--out", str(out)],
            PANDAS: lambda out: [sys.executable, str(TWINS / "pandas_build.py"), records, str(out)],
            STACK: lambda out: [sys.executable, str(TWINS / "stack_build.py"), records, str(out)],
        }
        parts = {key: partial(_timed, command, folder, peak[key], steps) for key, command in commands.items()}
        seconds = await interleaved(ROUNDS if effort.rounds > 1 else 1, parts)
    return {
        "time": compared(seconds, "portal", PANDAS, s),
        "memory": compared(peak, "portal", PANDAS, mb),
        "progress": Figure(len(steps), "; ".join(sorted(steps)), portal=f"{len(steps)} steps"),
    }


async def everyday(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """The record in data/ built anew with all its files; the seconds of computing show how busy the machine was."""
    ended: list[Ended] = []
    with tempfile.TemporaryDirectory() as name:
        for number in range(effort.rounds):
            ended.append(run([*BUILD, "--out", str(Path(name) / str(number))]))
    took = median(one.seconds for one in ended)
    said = f"{len(ended)} builds, {min(one.cpu_s for one in ended):.1f} s of computing, {mb(max(one.peak_mb for one in ended))}"
    samples = {"seconds": [one.seconds for one in ended], "computing": [one.cpu_s for one in ended]}
    return {"time": Figure(took, said, samples, s(took))}


async def _timed(command: Callable[[Path], list[str]], folder: Path, peak: list[float], steps: set[str]) -> float:
    with tempfile.TemporaryDirectory(dir=folder) as out:
        ended = run(command(Path(out) / "built"))
    peak.append(ended.peak_mb)
    steps.update(STEP.findall(ended.said))
    return ended.seconds


def run(command: list[str]) -> Ended:
    """Runs a command as on a terminal. Raises WrongAnswer where it fails."""
    ours, theirs = pty.openpty()
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"})
    os.close(theirs)
    said, peak_mb = _heard(ours, process.pid)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise WrongAnswer(f"{' '.join(command[1:4])} ended with {process.returncode}: {said[-300:]}")
    return Ended(time.monotonic() - began, used.ru_utime + used.ru_stime, peak_mb, said)


def _heard(terminal: int, pid: int) -> tuple[str, float]:
    """All that is said until the other end is closed, which a terminal reports as an error; and the peak of memory in MB."""
    parts, peak_mb = [], 0.0
    while True:
        is_said, _, _ = select.select([terminal], [], [], LOOK_EVERY_S)
        peak_mb = max(peak_mb, _peak_mb(pid))
        try:
            parts.extend([os.read(terminal, 65_536)] if is_said else [])
        except OSError:
            break
    os.close(terminal)
    return b"".join(parts).decode("utf-8", "replace"), peak_mb


def _peak_mb(pid: int) -> float:
    """The most that the program has held by now; the rusage of a command begins with what the one who calls it holds."""
    try:
        said = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    held = HELD.search(said)
    return int(held[1]) * 1.024e-3 if held else 0.0
