"""A step before it is made: what it would change, kept until something that it depends on is another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from desk import difference_pictures
from desk.chosen_file import Chosen, folder
from desk.difference_pictures import Pictures
from desk.work_place import ONE_AT_A_TIME, directories, person
from etl.findings import Blocked, Finding
from etl.loading import plans, steps
from etl.loading.ledger import AUDIENCES, DamagedLedger
from etl.loading.plans import Directories, Plan, Refused
from etl.publishing import snapshot_files
from etl.publishing.build import Result
from etl.publishing.loss_guard import ALL
from etl.publishing.snapshot_files import DamagedSnapshot, LossOfRecords

KEPT, SEEN = "foreseen step", "last step that was seen"
Planned = Callable[[Directories, tuple[str, ...]], Plan]


@dataclass(frozen=True)
class Wanted:
    """What a person wants to do: load the file, or `action` (undo, redo, withdraw) on step or load `of`."""

    action: str
    chosen: Chosen | None = None
    of: int | None = None
    accepts_loss: bool = False

    @property
    def audience(self) -> str:
        return self.chosen.audience if self.chosen else "public"

    def plan(self, places: Directories, at: Path, by: str) -> Plan:
        """The plan of it on the ledger as it is now. Raises Refused."""
        loss = (ALL,) if self.accepts_loss else ()
        if self.chosen:
            return plans.load(places, [self.chosen.given(at)], self.audience, by, accept_loss=loss)
        if self.action == "withdraw":
            return plans.withdraw(places, self.of or 0, by, loss)
        return (plans.undo if self.action == "undo" else plans.redo)(places, by, loss)


@dataclass(frozen=True)
class Foreseen:
    """What would come of it: `results` and `pictures` by audience, or what stands in the way.

    `seen`: number of the ledger's last step when it was looked at; `mark` tells that state of the records from any other.
    `may_lose`: a person may say that the loss is meant.
    """

    seen: int
    results: dict[str, Result]
    pictures: dict[str, Pictures]
    readings: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    refusal: str = ""
    may_lose: bool = False
    mark: str = ""


def foresee(wanted: Wanted) -> Foreseen:
    """Looks at it, or gives what was seen where nothing has changed since: neither the file nor the ledger."""
    places = directories(wanted.audience)
    key = (wanted, mark_of(places))
    kept = st.session_state.get(KEPT)
    if kept and kept[0] == key:
        return kept[1]
    with st.spinner("Reading, checking and comparing …"), ONE_AT_A_TIME, folder() as at:
        found = replace(_looked(wanted, places, Path(at)), mark=key[1])
    st.session_state[KEPT] = (key, found)
    return found


def mark_of(places: Directories) -> str:
    """The last step of the ledger and the snapshots that are shown: what a difference is a difference to."""
    shown = [snapshot_files.pointed(out) for out in map(places.of, AUDIENCES) if out]
    return "-".join([str(places.ledger.last), *(str((pointer or {}).get("snapshot", "")) for pointer in shown)])


def _looked(wanted: Wanted, places: Directories, at: Path) -> Foreseen:
    seen = places.ledger.last
    try:
        plan = wanted.plan(places, at, person())
        databases = {one: at / f"{one}.duckdb" for one in plan.audiences}
        results = steps.foresee(places, plan, databases=databases)
    except Blocked as blocked:
        return Foreseen(seen, {}, {}, tuple(blocked.readings), tuple(blocked.findings))
    except (Refused, DamagedLedger, DamagedSnapshot) as refused:
        return Foreseen(seen, {}, {}, refusal=str(refused), may_lose=isinstance(refused, LossOfRecords))
    drawn = {one: difference_pictures.drawn(databases[one], places.of(one), result) for one, result in results.items()}
    first = next(iter(results.values()))
    remarks = [finding for finding in first.findings if wanted.chosen and Path(finding.file).name == wanted.chosen.name]
    return Foreseen(seen, results, drawn, tuple(first.intake.readings), tuple(remarks))


def carry_out(wanted: Wanted, seen: int, by: str, progress: Callable[[str], None]) -> steps.Done:
    """Makes the step that was looked at. Raises Moved where somebody made another one since, and what `carry_out` raises."""
    places = directories(wanted.audience)
    with ONE_AT_A_TIME, folder() as at:
        plan = wanted.plan(places, Path(at), by)
        if plan.seen != seen:
            raise steps.Moved(f"step {plan.seen} was made meanwhile")
        return steps.carry_out(places, plan, progress)
