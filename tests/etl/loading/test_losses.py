"""No build takes out what a file brought, and the public never learns of a private one."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.loading import plans, steps
from etl.loading.plans import Directories
from etl.publishing.build import Order, build
from etl.publishing.snapshot_files import LossOfRecords
from tests.kit.load_steps import HEADER, asked, fall, load, scores, spring
from tests.kit.record_files import csv_file


@pytest.mark.proof
def test_the_public_snapshot_never_names_a_staff_file_or_a_file_with_private_scores(places: Directories, tmp_path: Path) -> None:
    load(places, scores(tmp_path, "very-secret-staff.csv", "Sacramento,CA", 37, 41), audience="staff")
    load(places, scores(tmp_path, "half-secret-public.csv", "Fresno,CA", 43, 47))
    steps.carry_out(places, plans.withdraw(places, 2))
    steps.carry_out(places, plans.undo(places))
    everything = b"".join(path.read_bytes() for path in places.out["public"].rglob("*") if path.is_file())
    assert b"secret" not in everything
    assert asked(places, "select count(*) from practice_scores") == [(0,)]
    tables = [name for (name,) in asked(places, "select table_name from duckdb_tables()")]
    assert not [t for t in tables if asked(places, f"select * from \"{t}\" as t where t::varchar like '%secret%'")]
    assert ("half-secret-public.csv",) in asked(places, "select record_file from build_inputs", "staff")
    assert asked(places, "select count(*) from practice_scores", "staff") == [(4,)]


@pytest.mark.proof
def test_a_tried_out_file_is_never_lost_in_silence(places: Directories, tmp_path: Path) -> None:
    order = {"out": places.out["public"], "data": places.data, "loads": places.loads}
    load(places, fall(tmp_path))
    tried = csv_file(tmp_path / "tried.csv", HEADER, "Anchorage,AK,,Gold,2026-05-12")
    build(Order([tried], **order))
    with pytest.raises(LossOfRecords, match="1 award of tried.csv .Anchorage, AK.; .*--accept-loss tried.csv"):
        build(Order(**order))
    with pytest.raises(LossOfRecords, match="tried.csv"):
        steps.carry_out(places, plans.undo(places))
    assert asked(places, "select count(*) from awards where city in ('Anchorage', 'Aurora')") == [(2,)]
    steps.carry_out(places, plans.undo(places, accept_loss=["tried.csv"]))
    assert asked(places, "select count(*) from awards where city in ('Anchorage', 'Aurora')") == [(0,)]


@pytest.mark.proof
def test_a_build_from_the_given_files_alone_asks_before_it_takes_out_what_was_loaded(places: Directories, tmp_path: Path) -> None:
    load(places, spring(tmp_path))
    with pytest.raises(LossOfRecords, match="1 award of spring.csv .Anchorage, AK.; .*--accept-loss"):
        build(Order([fall(tmp_path)], only=True, out=places.out["public"], data=places.data, loads=places.loads))


def test_losing_scores_is_refused_with_the_cities_that_would_lose_theirs(places: Directories, tmp_path: Path) -> None:
    order = {"audience": "staff", "out": places.out["staff"], "data": places.data, "loads": places.loads}
    build(Order([scores(tmp_path, "first.csv", "Sacramento,CA", 50, 60)], **order))
    with pytest.raises(LossOfRecords, match="2 practice scores of Sacramento, CA that came with first.csv"):
        build(Order([scores(tmp_path, "second.csv", "Fresno,CA", 70, 80)], **order))
