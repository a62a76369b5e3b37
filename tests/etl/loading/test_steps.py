"""Loaded files stay: nothing of an earlier load is gone, and every step can be reversed to the content before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from etl.findings import Blocked
from etl.loading import plans, step_words, steps
from etl.loading.ledger import DamagedLedger
from etl.loading.plans import Directories, Given, Refused
from etl.publishing import snapshot_files
from etl.publishing.build import Order, build
from tests.kit.load_steps import HEADER, asked, content, fall, load, scores, spring
from tests.kit.record import rows
from tests.kit.record_files import csv_file
from tests.kit.small_record import CITIES, LARGE_PLACE, certified

pytestmark = pytest.mark.usefixtures("without_downloads")


@pytest.mark.proof
def test_spring_then_fall_then_scores_then_more_scores_lose_nothing(places: Directories, tmp_path: Path) -> None:
    files = [spring(tmp_path), fall(tmp_path)]
    for number, file in enumerate(files, start=1):
        done = load(places, file)
        after = done.results["public"].after
        assert done.results["public"].before.named == certified(files[: number - 1])
        assert after.named == sum(after.levels.values()) == certified(files[:number])
    load(places, scores(tmp_path, "first.csv", "Sacramento,CA", 50, 60), audience="staff")
    load(places, scores(tmp_path, "second.csv", "Fresno,CA", 70, 80), audience="staff")
    found = asked(places, "select city_id, score_pct from practice_scores order by all", "staff")
    assert found == [("fresno-ca", 70), ("fresno-ca", 80), ("sacramento-ca", 50), ("sacramento-ca", 60)]
    for audience in ("public", "staff"):
        cities = {city for (city,) in asked(places, "select city from awards", audience)}
        assert {"Toledo", "Anchorage", "Aurora"} <= cities
    assert asked(places, "select count(*) from awards where city = 'Toledo'") == [(2,)]


def test_fifty_awards_stay_when_the_next_file_is_loaded(places: Directories, tmp_path: Path) -> None:
    large = [row for row in rows("eligible_places") if int(row["population"]) >= LARGE_PLACE]
    named = [f"{row['city']},{row['state']},,Silver,2026-05-12" for row in large if (row["city"], row["state"]) not in CITIES]
    files = [csv_file(tmp_path / "fifty.csv", HEADER, *named[:50]), csv_file(tmp_path / "next.csv", HEADER, named[50])]
    load(places, files[0])
    result = load(places, files[1]).results["public"]
    assert (result.before.named, result.after.named) == (certified(files[:1]), certified(files))
    assert result.changes["change"].tolist() == ["added"]


@pytest.mark.proof
def test_a_later_build_lays_every_active_load_over_the_record_again(places: Directories, tmp_path: Path) -> None:
    load(places, spring(tmp_path))
    again = build(Order(out=places.out["public"], data=places.data, loads=places.loads))
    assert again.published is None
    elsewhere = build(Order(out=tmp_path / "elsewhere", data=places.data, loads=places.loads))
    assert elsewhere.manifest["content_sha256"] == content(places)


@pytest.mark.proof
def test_a_row_with_only_a_year_stays_as_it_was_read_on_the_day_of_its_load(places: Directories, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "year.csv", "city,state,population,level,year", "Toledo,OH,,Silver,2026")
    plan = plans.load(places, [Given(file)], known_on=date.fromisoformat("2026-06-01"))
    steps.carry_out(places, plan)
    first = content(places)
    assert asked(places, "select max(announced_on)::text from awards where city = 'Toledo'") == [("2026-06-01",)]
    later = Order(out=places.out["public"], data=places.data, loads=places.loads, known_on=date.fromisoformat("2026-11-20"))
    assert build(later).published is None
    assert content(places) == first


@pytest.mark.proof
def test_undo_and_withdrawing_the_last_load_give_exactly_the_content_before(places: Directories, tmp_path: Path) -> None:
    states = [{audience: content(places, audience) for audience in places.out}]
    for file in (spring(tmp_path), fall(tmp_path)):
        load(places, file)
        states.append({audience: content(places, audience) for audience in places.out})
    steps.carry_out(places, plans.withdraw(places, 2))
    assert {audience: content(places, audience) for audience in places.out} == states[1]
    for expected in (states[2], states[1], states[0]):  # the withdrawal, fall, spring
        steps.carry_out(places, plans.undo(places))
        assert {audience: content(places, audience) for audience in places.out} == expected
    with pytest.raises(Refused, match="no step to undo"):
        plans.undo(places)
    for expected in (states[1], states[2], states[1]):
        steps.carry_out(places, plans.redo(places))
        assert {audience: content(places, audience) for audience in places.out} == expected
    with pytest.raises(Refused, match="no undone step"):
        plans.redo(places)


@pytest.mark.proof
def test_a_withdrawal_in_the_middle_gives_what_was_never_loaded(places: Directories, tmp_path: Path) -> None:
    first, second, third = spring(tmp_path), scores(tmp_path, "odd.csv", "Sacramento,CA", 41, 42), fall(tmp_path)
    for file in (first, second, third):
        load(places, file)
    steps.carry_out(places, plans.withdraw(places, 2))
    never = Order([first, third], out=tmp_path / "never", data=places.data, loads=tmp_path / "no-loads")
    assert build(never).manifest["content_sha256"] == content(places)


@pytest.mark.proof
def test_two_files_of_one_name_are_told_apart_and_the_same_file_is_not_loaded_twice(places: Directories, tmp_path: Path) -> None:
    for folder, text in (("a", "Toledo,OH,,Silver,2026-05-12"), ("b", "Aurora,IL,,Silver,2026-10-20")):
        (tmp_path / folder).mkdir()
        load(places, csv_file(tmp_path / folder / "records.csv", HEADER, text))
    files = asked(places, "select record_file from build_inputs where record_file not like 'data/%' order by all")
    assert files == [("records.csv",), ("records.csv (2)",)]
    with pytest.raises(Refused, match="loaded already: it is load 1"):
        plans.load(places, [Given(tmp_path / "a" / "records.csv")])


def test_a_bad_file_is_not_kept_and_leaves_no_step(places: Directories, tmp_path: Path) -> None:
    before = content(places)
    with pytest.raises(Blocked):
        load(places, csv_file(tmp_path / "bad.csv", HEADER, "Toledo,OH,,Bronze,2026-05-12"))
    assert content(places) == before
    assert places.ledger.steps == ()
    assert not list(places.loads.rglob("*.csv"))


@pytest.mark.proof
def test_the_file_is_kept_to_the_byte_and_the_ledger_says_who_loaded_what(places: Directories, tmp_path: Path) -> None:
    file = spring(tmp_path)
    load(places, file)
    kept = places.ledger.loads[1]
    assert (places.loads / kept.kept).read_bytes() == file.read_bytes()
    assert (kept.awards, kept.scores, kept.sha256) == (2, 0, snapshot_files.sha256_of(file))
    steps.carry_out(places, plans.withdraw(places, 1, "ben"))
    steps.carry_out(places, plans.undo(places, "ana"))
    said = [step_words.in_words(places.ledger, step).split("UTC  ")[1] for step in places.ledger.steps]
    assert said == [
        "ana  Loaded: spring.csv (load 1: 2 awards, public)",
        "ben  Withdrawn: spring.csv (load 1)",
        "ana  Undone: the withdrawal of spring.csv (load 1)",
    ]
    log = [sentence for (sentence,) in asked(places, "select in_words from change_log order by logged_at, change_id")]
    assert [s for s in log if s.startswith(("Loaded", "Withdrawn", "Undone"))] == [
        "Loaded: spring.csv", "Withdrawn: spring.csv", "Undone: the withdrawal of spring.csv",
    ]  # fmt: skip


@pytest.mark.proof
def test_a_kept_file_that_was_changed_is_named_and_can_be_withdrawn(places: Directories, tmp_path: Path) -> None:
    before = content(places)
    load(places, spring(tmp_path))
    (places.loads / places.ledger.loads[1].kept).write_text("city\n", encoding="utf-8")
    with pytest.raises(DamagedLedger, match="etl withdraw 1"):
        load(places, fall(tmp_path))
    steps.carry_out(places, plans.withdraw(places, 1))
    assert content(places) == before


@pytest.mark.proof
def test_the_second_of_two_people_is_told_that_the_first_has_published(places: Directories, tmp_path: Path) -> None:
    mine = plans.load(places, [Given(fall(tmp_path))], by="ben")
    load(places, spring(tmp_path))
    with pytest.raises(steps.Moved, match="step 1 was made meanwhile"):
        steps.carry_out(places, mine)
    anew = plans.load(places, [Given(fall(tmp_path))], by="ben")
    assert "Toledo, OH: Silver → Gold, October 20, 2026" in steps.foresee(places, anew)["public"].changes["in_words"].tolist()
