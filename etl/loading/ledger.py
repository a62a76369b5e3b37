"""The ledger of loads: an append-only file of steps, each of which says which loads are active from then on.

It stands in the directory of the loads as `ledger.jsonl`, one step per line; the files stand beside it as they came, one folder
per audience. A line without its end was never written whole, so it does not count.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from etl.publishing.snapshot_files import sha256_of, sync
from etl.reading.mends import Mend
from etl.reading.record_rows import Source, named_once

LEDGER = "ledger.jsonl"
AUDIENCES = ("public", "staff")
SETTING = "PORTAL_LOADS"


class DamagedLedger(Exception):
    """A line of the ledger that is no step, or a kept file that is not the one that was loaded."""


@dataclass(frozen=True)
class Load:
    """One file that was loaded. `awards`: rows of it that name an award; `scores`: scores it states; `kept`: where it stands.

    `audience` public: part of every record. staff: of the staff's alone. `public_name`: what the public record calls it.
    `known_on`: the latest day that an award of it can have. `announcement`: what was said of its announcement beside the file.
    `mends`: what was accepted to be read in place of what stands in it.
    """

    number: int
    audience: str
    file: str
    kept: str
    sha256: str
    known_on: str
    awards: int = 0
    scores: int = 0
    public_name: str = ""
    announcement: dict[str, str] = field(default_factory=dict)
    mends: tuple[Mend, ...] = ()

    def source(self, directory: Path) -> Source:
        """The kept file as a source of the build. Raises DamagedLedger where it is not the one that was loaded."""
        path = directory / self.kept
        if not path.is_file() or sha256_of(path) != self.sha256:
            raise DamagedLedger(
                f"{self.kept}, the file of load {self.number}, is missing or not the one that was loaded; "
                f"bring it back from a backup, or say: etl withdraw {self.number}"
            )
        return Source(path, self.file, self.file, True, self.known_on, self.announcement, mends=self.mends)


@dataclass(frozen=True)
class Step:
    """One step. `active`: the numbers of the loads that count from then on, in order.

    `of`: the load withdrawn, or the step undone or made again. `audiences`: whose record it touches. `out`: the directory that
    each audience is published in.
    """

    number: int
    action: str
    at: str
    by: str
    active: tuple[int, ...]
    audiences: tuple[str, ...]
    out: dict[str, str]
    loads: tuple[Load, ...] = ()
    of: int | None = None


@dataclass(frozen=True)
class Ledger:
    """The steps so far, oldest first, and what follows from them."""

    directory: Path
    steps: tuple[Step, ...] = ()

    @property
    def last(self) -> int:
        """Number of the last step; 0 where there is none."""
        return self.steps[-1].number if self.steps else 0

    @property
    def loads(self) -> dict[int, Load]:
        """Every load ever made, by its number."""
        return {load.number: load for step in self.steps for load in step.loads}

    @property
    def active(self) -> tuple[int, ...]:
        return self.active_after(self.last)

    def active_after(self, number: int) -> tuple[int, ...]:
        """The active loads once step `number` was made."""
        return self.steps[number - 1].active if number else ()

    def of(self, audience: str, active: tuple[int, ...] | None = None) -> list[Load]:
        """The loads that the record of `audience` is built from, in order; staff's is built from every one."""
        chosen = [self.loads[number] for number in (self.active if active is None else active)]
        return [load for load in chosen if audience in ("staff", load.audience)]

    def sources(self, audience: str, active: tuple[int, ...] | None = None) -> list[Source]:
        """Their files, under names that tell them apart. Raises DamagedLedger."""
        return named_once([load.source(self.directory) for load in self.of(audience, active)])

    def last_for(self, audience: str) -> int:
        """Number of the last step that touches the record of `audience`."""
        return max((step.number for step in self.steps if audience in step.audiences), default=0)

    def undoable(self) -> Step | None:
        """The step that `undo` reverses."""
        done, _ = self._done_and_undone()
        return self.steps[done[-1] - 1] if done else None

    def redoable(self) -> Step | None:
        """The step that `redo` makes again."""
        _, undone = self._done_and_undone()
        return self.steps[undone[-1] - 1] if undone else None

    def _done_and_undone(self) -> tuple[list[int], list[int]]:
        done: list[int] = []
        undone: list[int] = []
        for step in self.steps:
            if step.action == "undo":
                undone.append(done.pop())
            elif step.action == "redo":
                done.append(undone.pop())
            else:
                done.append(step.number)
                undone.clear()
        return done, undone


def directory_beside(data: Path) -> Path:
    """The directory of the loads: the setting PORTAL_LOADS, else `loaded/` in the directory of the reference tables."""
    return Path(os.environ.get(SETTING) or data / "loaded")


def read(directory: Path) -> Ledger:
    """The ledger of that directory of loads; without a step where there is none. Raises DamagedLedger."""
    path = directory / LEDGER
    lines = path.read_bytes().split(b"\n")[:-1] if path.is_file() else []
    return Ledger(directory, tuple(_step(number, line) for number, line in enumerate(lines, start=1)))


def _step(number: int, line: bytes) -> Step:
    try:
        said = json.loads(line)
        loads = tuple(_load(load) for load in said.pop("loads"))
        step = Step(**{**said, "active": tuple(said["active"]), "audiences": tuple(said["audiences"])}, loads=loads)
    except (ValueError, TypeError, KeyError):
        raise DamagedLedger(f"line {number} of {LEDGER} is not a step; bring the file back from a backup") from None
    if step.number != number:
        raise DamagedLedger(f"line {number} of {LEDGER} is step {step.number}; a line is missing or stands twice")
    return step


def _load(said: dict[str, Any]) -> Load:
    return Load(**said | {"mends": tuple(Mend(**mend) for mend in said.get("mends", ()))})


def append(directory: Path, step: Step) -> None:
    """Writes the step to the end of the ledger and to the disk; from then on it counts."""
    path = directory / LEDGER
    with path.open("ab+") as file:
        file.seek(0)
        file.truncate(file.read().rfind(b"\n") + 1)
        file.write(json.dumps(asdict(step), ensure_ascii=False).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    sync(directory)


@contextlib.contextmanager
def locked(directory: Path) -> Iterator[None]:
    """One step at a time, and no build while a step is made. Where nothing was ever loaded there is nothing to lock."""
    if not directory.is_dir():
        yield
        return
    with (directory / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
