"""Any order of loads, withdrawals, undos and redos gives what an independent count gives."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from etl.loading import plans, steps
from etl.loading.plans import Directories, Given
from etl.publishing.build import Order, build
from tests.kit.load_steps import HEADER, content
from tests.kit.record_files import csv_file
from tests.kit.small_record import certified
from tests.kit.tiers import long


@pytest.mark.usefixtures("without_downloads")
@pytest.mark.parametrize(("seed", "count"), [(0, 3), *(long(seed, 10) for seed in range(10))])
def test_random_steps_agree_with_an_independent_count_and_with_what_was_shown_before(
    places: Directories, tmp_path: Path, seed: int, count: int
) -> None:
    dice = random.Random(seed)
    cities = dice.sample(["Toledo,OH", "Anchorage,AK", "Aurora,IL", "Fresno,CA", "Sacramento,CA", "Reno,NV", "Omaha,NE"], 7)
    files: dict[int, Path] = {}
    past: list[tuple[int, ...]] = [()]
    future: list[tuple[int, ...]] = []
    seen = {(): content(places)}
    for _ in range(count):
        able = (
            ["load"] * (2 if cities else 0) + ["withdraw"] * bool(past[-1]) + ["undo"] * (len(past) > 1) + ["redo"] * bool(future)
        )
        action = dice.choice(able)
        if action == "load":
            number = max(files, default=0) + 1
            line = f"{cities.pop()},,{dice.choice(['Silver', 'Gold'])},2026-0{dice.randint(2, 9)}-10"
            files[number] = csv_file(tmp_path / f"{number}.csv", HEADER, line)
            plan, past, future = plans.load(places, [Given(files[number])]), [*past, (*past[-1], number)], []
        elif action == "withdraw":
            number = dice.choice(past[-1])
            plan, future = plans.withdraw(places, number), []
            past = [*past, tuple(n for n in past[-1] if n != number)]
        elif action == "undo":
            plan, future, past = plans.undo(places), [*future, past[-1]], past[:-1]
        else:
            plan, past, future = plans.redo(places), [*past, future[-1]], future[:-1]
        done = steps.carry_out(places, plan)
        assert places.ledger.active == done.step.active == past[-1]
        assert done.results["public"].after.named == certified([files[n] for n in past[-1]])
        assert seen.setdefault(past[-1], content(places)) == content(places)
    fresh = Order([files[n] for n in past[-1]], out=tmp_path / "fresh", data=places.data, loads=tmp_path / "none")
    assert build(fresh).manifest["content_sha256"] == content(places)
    assert json.loads((places.out["public"] / "current.json").read_text())["step"] == places.ledger.last
