"""Steps made: each sets which loads are active and publishes every record it touches anew.

Everything that can fail comes first: the files are kept and every record is built and checked beside the published one. Then the
step is written to the ledger, which is the moment it counts, and the pointers move. What is killed before it is swept away;
what is killed after it is published by `mend`, which every command runs first.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from etl.loading import ledger
from etl.loading.ledger import AUDIENCES, DamagedLedger, Ledger, Load, Step, directory_beside
from etl.loading.plans import Directories, Plan, Refused
from etl.loading.step_words import told
from etl.publishing import snapshot_files
from etl.publishing.build import Order, Prepared, Progress, Result, foreseen, prepared
from etl.publishing.loss_guard import ALL, Permission
from etl.publishing.order import SNAPSHOTS
from etl.reading.record_rows import Source, named_once

UNFINISHED = ".unfinished-"


class Moved(Refused):
    """Somebody made another step since this one was planned; plan again, and look at what it would change now."""


@dataclass(frozen=True)
class Done:
    """A step that was made, and what it published, by audience."""

    step: Step
    results: dict[str, Result]


def foresee(
    directories: Directories, plan: Plan, progress: Progress = lambda step: None, databases: dict[str, Path] | None = None
) -> dict[str, Result]:
    """What the plan would do to each record it touches: `before`, `after`, `changes`, `findings`. Changes nothing.

    `databases`: by audience, a new file for the record as it would be. Raises Blocked, LossOfRecords, DamagedLedger.
    """
    files = databases or {}
    book = directories.ledger
    sources = dict(zip((one.number for one in plan.loads), plan.paths, strict=True))
    return {one: foreseen(_order(directories, book, plan, one, sources), progress, files.get(one)) for one in plan.audiences}


def carry_out(directories: Directories, plan: Plan, progress: Progress = lambda step: None) -> Done:
    """Makes the step. Raises Moved, Blocked, LossOfRecords, DamagedLedger or OSError, and then nothing has changed."""
    loads = _directory(directories)
    loads.mkdir(parents=True, exist_ok=True)
    with ledger.locked(loads):
        book = ledger.read(loads)
        if book.last != plan.seen:
            raise Moved(f"step {book.last} was made meanwhile; look at what this would change now, and ask again")
        _sweep(book)
        with _kept(loads, plan) as paths, contextlib.ExitStack() as stack:
            orders = {one: _order(directories, book, plan, one, paths) for one in plan.audiences}
            new = {one: stack.enter_context(prepared(order, progress)) for one, order in orders.items()}
            step = plan.step(datetime.now(UTC), _outs(orders), _counted(loads, plan, new))
            ledger.append(loads, step)
            return Done(step, {one: ready.publish() for one, ready in new.items()})


def mend(directories: Directories, progress: Progress = lambda step: None) -> list[str]:
    """Finishes what a killed step left: sweeps files that no step names, publishes what the ledger says. Says what it did."""
    loads = _directory(directories)
    with ledger.locked(loads):
        book = ledger.read(loads)
        said = [f"Removed {name}, which no step names" for name in _sweep(book)]
        for audience in AUDIENCES:
            out = directories.of(audience)
            pointer = snapshot_files.pointed(out) if out else None
            if out and (pointer or {}).get("step", 0) < book.last_for(audience):
                last = book.steps[book.last_for(audience) - 1]
                with prepared(_order_of(directories, book, audience, last), progress) as new:
                    new.publish()
                said.append(f"Published step {last.number} for {audience}, which was interrupted")
    return said


def _directory(directories: Directories) -> Path:
    return directories.loads or directory_beside(directories.data)


def _order(directories: Directories, book: Ledger, plan: Plan, audience: str, paths: dict[int, Path]) -> Order:
    """The record of `audience` as it is after the plan; `paths`: where its new files are."""
    known = book.loads | {one.number: one for one in plan.loads}
    chosen = [known[number] for number in plan.active]
    sources = [_source(book, one, paths) for one in chosen if audience in ("staff", one.audience)]
    leaving = frozenset(book.loads[number].sha256 for number in set(book.active) - set(plan.active))
    order = _bare(directories, audience)
    order.known_on, order.kept, order.step = plan.known_on, named_once(sources), plan.seen + 1
    order.may = Permission(plan.accept_loss, leaving)
    order.told = lambda files: told(book, plan, _called(audience, {file.path: file.name for file in files}, paths))
    return order


def _source(book: Ledger, load: Load, paths: dict[int, Path]) -> Source:
    """A load as it is laid over the record; of a new one the remarks are still to be read."""
    if load.number in paths:
        return Source(paths[load.number], load.file, load.file, False, load.known_on, load.announcement, mends=load.mends)
    return load.source(book.directory)


def _order_of(directories: Directories, book: Ledger, audience: str, step: Step) -> Order:
    """The record of `audience` as the ledger says it is now, `step` being the last that touches it."""
    order = _bare(directories, audience)
    order.kept, order.step = book.sources(audience), step.number
    order.may = Permission(frozenset({ALL}))  # it was asked when the step was made
    order.told = lambda files: told(book, step, _called(audience, {}, {}))
    return order


def _bare(directories: Directories, audience: str) -> Order:
    out = directories.of(audience) or SNAPSHOTS[audience]
    return Order(audience=audience, out=out, data=directories.data, loads=_directory(directories))


def _called(audience: str, names: dict[Path, str], paths: dict[int, Path]) -> Callable[[Load], str]:
    """What a file may be called in the record of `audience`."""
    return lambda load: load.file if audience == "staff" else names.get(paths.get(load.number, Path()), load.public_name)


def _outs(orders: dict[str, Order]) -> dict[str, str]:
    return {audience: str(order.directory.resolve()) for audience, order in orders.items()}


def _counted(loads: Path, plan: Plan, new: dict[str, Prepared]) -> dict[str, tuple[int, int, str]]:
    """Awards, scores and public name of each new load, by where it is kept."""
    counted = {}
    for audience in sorted(new, reverse=True):  # staff, and then public, which knows the name that the public may see
        read = {file.path: file for file in new[audience].result.intake.files}
        for one in plan.loads:
            if (file := read.get(loads / one.kept)) is not None:
                counted[one.kept] = (file.awards, file.scores, file.name if audience == "public" else "")
    return counted


@contextlib.contextmanager
def _kept(loads: Path, plan: Plan) -> Iterator[dict[int, Path]]:
    """The new files as they came, on the disk; they go again where the step does not come to its end."""
    kept = {one.number: loads / one.kept for one in plan.loads}
    try:
        for one, path in zip(plan.loads, plan.paths, strict=True):
            _keep(path, loads / one.kept, one)
        yield kept
    except Exception:
        if ledger.read(loads).last == plan.seen:
            for path in kept.values():
                path.unlink(missing_ok=True)
        raise


def _keep(path: Path, kept: Path, load: Load) -> None:
    kept.parent.mkdir(exist_ok=True)
    unfinished = kept.with_name(UNFINISHED + str(load.number))
    shutil.copyfile(path, unfinished)
    if snapshot_files.sha256_of(unfinished) != load.sha256:
        raise DamagedLedger(f"{load.file} was changed since it was looked at; look at it again")
    snapshot_files.sync(unfinished)
    unfinished.replace(kept)
    snapshot_files.sync(kept.parent)


def _sweep(book: Ledger) -> list[str]:
    """Removes files that no step names: a load was killed before it counted."""
    named = {book.directory / load.kept for load in book.loads.values()}
    strays = [path for one in AUDIENCES for path in sorted((book.directory / one).glob("*")) if path not in named]
    for path in strays:
        path.unlink()
    return [path.name for path in strays]
