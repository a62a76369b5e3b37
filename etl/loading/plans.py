"""A step before it is made: which files it loads, which loads are active after it, and whose record it touches."""

from __future__ import annotations

import getpass
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from etl.loading.ledger import AUDIENCES, Ledger, Load, Step, directory_beside, read
from etl.publishing.order import SNAPSHOTS
from etl.publishing.snapshot_files import POINTER, sha256_of
from etl.reading.mends import Mend
from etl.reading.reference import DATA

LONGEST_NAME = 120
_UNSAFE = re.compile(r"[^\w.() -]")


class Refused(Exception):
    """A step that cannot be made; the text says why and what to do."""


@dataclass(frozen=True)
class Directories:
    """Where things are. `out`: the snapshots by audience; an audience that is not named is published where it was last time."""

    data: Path = DATA
    loads: Path | None = None
    out: dict[str, Path] = field(default_factory=dict)

    @property
    def ledger(self) -> Ledger:
        """Raises DamagedLedger."""
        return read(self.loads or directory_beside(self.data))

    def of(self, audience: str) -> Path | None:
        """The directory that the audience's record is published in; None where the audience has none."""
        last = next((step.out[audience] for step in reversed(self.ledger.steps) if audience in step.out), None)
        default = SNAPSHOTS[audience]
        is_in_use = audience == "public" or (not self.out and self.data == DATA and (default / POINTER).exists())
        return self.out.get(audience) or (Path(last) if last else default if is_in_use else None)


@dataclass(frozen=True)
class Given:
    """A file that a person wants to load: where it is, what they call it, and what they say of its announcement beside it.

    `mends`: what they accepted to be read in place of what stands in it.
    `announcement` holds text by `announcement` (its date, ISO) and the names of `schema.ANNOUNCEMENT_COLUMNS`.
    """

    path: Path
    name: str = ""
    announcement: dict[str, str] = field(default_factory=dict)
    mends: tuple[Mend, ...] = ()

    @property
    def file(self) -> str:
        """Its name without what a terminal or a page could run or hide."""
        plain = unicodedata.normalize("NFC", Path(self.name or self.path.name).name)
        shown = "".join(c if c.isprintable() else "_" for c in plain)
        suffix = Path(shown).suffix
        return shown if len(shown) <= LONGEST_NAME else shown[: LONGEST_NAME - len(suffix)] + suffix


@dataclass(frozen=True)
class Plan:
    """A step to make after step `seen`. `loads` are new; their `kept` says where they will stand, `paths` where they are now."""

    action: str
    seen: int
    active: tuple[int, ...]
    audiences: tuple[str, ...]
    by: str
    known_on: date
    loads: tuple[Load, ...] = ()
    paths: tuple[Path, ...] = ()
    of: int | None = None
    accept_loss: frozenset[str] = frozenset()

    def step(self, at: datetime, out: dict[str, str], counted: dict[str, tuple[int, int, str]]) -> Step:
        """The step as the ledger keeps it. `counted`: awards, scores and public name by the kept path of each new load."""
        sizes = [(one, *counted[one.kept]) for one in self.loads]
        loads = tuple(replace(one, awards=awards, scores=scores, public_name=name) for one, awards, scores, name in sizes)
        when = at.isoformat(timespec="seconds")
        return Step(self.seen + 1, self.action, when, self.by, self.active, self.audiences, out, loads, self.of)


def load(
    directories: Directories,
    files: Sequence[Given],
    audience: str = "public",
    by: str = "",
    known_on: date | None = None,
    accept_loss: Sequence[str] = (),
) -> Plan:
    """The plan to load `files` for `audience`. Raises Refused where one is loaded already or given twice."""
    book = directories.ledger
    today = known_on or datetime.now(UTC).date()
    first = max(book.loads, default=0) + 1
    loads = tuple(_new(number, one, audience, today) for number, one in enumerate(files, start=first))
    _refuse_twice(book, loads)
    active = (*book.active, *(one.number for one in loads))
    touched = _published(directories, ("staff",) if audience == "staff" else AUDIENCES, audience)
    paths = tuple(one.path for one in files)
    return Plan("load", book.last, active, touched, by or _user(), today, loads, paths, None, frozenset(accept_loss))


def _new(number: int, given: Given, audience: str, known_on: date) -> Load:
    kept = f"{audience}/{number}-{_UNSAFE.sub('_', given.file)}"
    sha256, day = sha256_of(given.path), known_on.isoformat()
    return Load(number, audience, given.file, kept, sha256, day, announcement=given.announcement, mends=given.mends)


def _refuse_twice(book: Ledger, loads: tuple[Load, ...]) -> None:
    known = {one.sha256: one for one in (book.loads[number] for number in book.active)}
    for one in loads:
        if one.sha256 in known:
            raise Refused(f"{one.file} is loaded already: it is load {known[one.sha256].number} ({known[one.sha256].file})")
        known[one.sha256] = one


def withdraw(directories: Directories, number: int, by: str = "", accept_loss: Sequence[str] = ()) -> Plan:
    """The plan to take load `number` out. Raises Refused where there is no such load, or it is not active."""
    book = directories.ledger
    if number not in book.loads:
        raise Refused(f"there is no load {number}; etl history lists them")
    if number not in book.active:
        raise Refused(f"load {number} ({book.loads[number].file}) is withdrawn already")
    return _between(directories, "withdraw", tuple(n for n in book.active if n != number), number, by, accept_loss)


def undo(directories: Directories, by: str = "", accept_loss: Sequence[str] = ()) -> Plan:
    """The plan to reverse the last step that is not undone. Raises Refused where there is none."""
    book = directories.ledger
    step = book.undoable()
    if step is None:
        raise Refused("there is no step to undo")
    return _between(directories, "undo", book.active_after(step.number - 1), step.number, by, accept_loss)


def redo(directories: Directories, by: str = "", accept_loss: Sequence[str] = ()) -> Plan:
    """The plan to make the step again that was undone last. Raises Refused where none was, or another step was made since."""
    book = directories.ledger
    step = book.redoable()
    if step is None:
        raise Refused("there is no undone step to make again")
    return _between(directories, "redo", step.active, step.number, by, accept_loss)


def _between(
    directories: Directories, action: str, active: tuple[int, ...], of: int, by: str, accept_loss: Sequence[str]
) -> Plan:
    book = directories.ledger
    moved = {book.loads[number].audience for number in set(active) ^ set(book.active)}
    touched = _published(directories, AUDIENCES if "public" in moved else ("staff",))
    today = datetime.now(UTC).date()
    return Plan(action, book.last, active, touched, by or _user(), today, of=of, accept_loss=frozenset(accept_loss))


def _published(directories: Directories, audiences: Sequence[str], needed: str = "") -> tuple[str, ...]:
    """Those of `audiences` that have a record of their own, and the one that is `needed` now."""
    return tuple(one for one in audiences if one == needed or directories.of(one) is not None)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return "unknown"
