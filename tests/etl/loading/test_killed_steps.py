"""A step that was killed shows the old record or the new one, the ledger agrees, and the next command mends it."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from etl.loading import ledger, plans, steps
from etl.loading.ledger import DamagedLedger
from etl.loading.plans import Directories, Given
from etl.publishing import snapshot_files
from tests.kit.load_steps import asked, content, fall, load, spring
from tests.kit.repository import ROOT
from tests.kit.tiers import long

pytestmark = pytest.mark.usefixtures("without_downloads")


class Killed(BaseException):
    """Ends a step in the middle, as a kill would; nothing catches it."""


MOMENTS = ("steps._keep", "building.sealed", "ledger.append", "snapshot_files.show", "snapshot_files.write_json", "staff show")
CASES = list(product(("load", "withdraw", "undo"), MOMENTS))


@pytest.mark.parametrize(("action", "moment"), [case if case == ("load", "ledger.append") else long(*case) for case in CASES])
def test_a_step_killed_at_any_moment_shows_the_old_or_the_new_and_the_next_command_mends_it(
    places: Directories, tmp_path: Path, action: str, moment: str
) -> None:
    load(places, spring(tmp_path))
    if action == "load" or moment != "steps._keep":
        old = content(places)
        planned = {
            "load": lambda: plans.load(places, [Given(fall(tmp_path))]),
            "withdraw": lambda: plans.withdraw(places, 1),
            "undo": lambda: plans.undo(places),
        }[action]()
        new = steps.foresee(places, planned)["public"].manifest["content_sha256"]
        with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed):
            kill_at(patch, moment)
            steps.carry_out(places, planned)
        assert content(places) in (old, new)
        steps.mend(places)
        made = places.ledger.last == planned.seen + 1
        assert content(places) == (new if made else old)
        assert content(places, "staff") == steps.foresee(places, nothing(places))["staff"].manifest["content_sha256"]
        kept = set(places.loads.rglob("*.csv"))
        assert kept == {places.loads / one.kept for one in places.ledger.loads.values()}
        assert steps.mend(places) == []


def nothing(places: Directories) -> plans.Plan:
    """A plan that leaves every load as the ledger says."""
    book = places.ledger
    return plans.Plan("undo", book.last, book.active, ("public", "staff"), "test", date.fromisoformat("2026-11-22"), of=1)


def kill_at(patch: pytest.MonkeyPatch, moment: str) -> None:
    """Ends the step where that function would be called; `staff show`: once the public sees the new record and staff does not."""
    left = 1 if moment == "staff show" else 0
    where = {"steps": steps, "ledger": ledger, "building": snapshot_files, "snapshot_files": snapshot_files}
    module, name = ("snapshot_files", "show") if moment == "staff show" else moment.split(".")
    real, calls = getattr(where[module], name), iter(range(100))

    def until(*arguments: object) -> object:
        if next(calls) == left:
            raise Killed
        return real(*arguments)

    patch.setattr(where[module], name, until)


@pytest.mark.proof
def test_a_torn_line_of_the_ledger_never_counts_and_is_written_over(places: Directories, tmp_path: Path) -> None:
    load(places, spring(tmp_path))
    with (places.loads / ledger.LEDGER).open("ab") as file:
        file.write(b'{"number": 2, "action": "lo')
    assert places.ledger.last == 1
    load(places, fall(tmp_path))
    assert [step.number for step in places.ledger.steps] == [1, 2]
    (places.loads / ledger.LEDGER).write_text("{}\n", encoding="utf-8")
    with pytest.raises(DamagedLedger, match="line 1"):
        _ = places.ledger.steps


@pytest.mark.proof
def test_a_load_ended_by_sigkill_is_whole_or_not_there_after_the_next_command(places: Directories, tmp_path: Path) -> None:
    file, moments = fall(tmp_path), random.Random(3)
    where = ["--data", places.data, "--loads", places.loads, "--out", places.out["public"], "--staff-out", places.out["staff"]]
    command = [sys.executable, "-m", "etl", "load", str(file), "--yes", *map(str, where)]
    history = [sys.executable, "-m", "etl", "history", *map(str, where)]
    for _ in range(3):
        if places.ledger.active:
            break
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(1, 8))
        process.send_signal(signal.SIGKILL)
        process.wait()
        said = subprocess.run(history, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        shown = asked(places, "select count(*) from awards where record_file = 'fall.csv'") == [(2,)]
        assert shown == ("Active loads: 1 (fall.csv)." in said) == bool(places.ledger.active)
        assert snapshot_files.current(places.out["public"]) is not None
