"""Many readers at once and a new record under their hands: every answer is right, and is of one record."""

from __future__ import annotations

import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pandas as pd
import pytest

import queries.snapshot
from benchmarks.served import LATER, publish_copy
from etl.publishing.build import Order, build
from queries.filters import Filters
from queries.snapshot import SHELF, Shelf
from queries.time_limit import Watch
from tests.kit.api_client import client
from tests.kit.record import LEVELS
from tests.kit.snapshot_cache import snapshots_of
from tests.kit.tiers import long

QUESTIONS = ("headline", "cities", "awards", "city_count_by_level", "city_count_by_country", "announcements")
ENDLESS = "select count(*) from range(100000) a, range(100000) b, range(1000) c"


@pytest.mark.slow
@pytest.mark.parametrize("rounds", [5, long(50)])
def test_hundreds_of_questions_from_20_threads_have_no_wrong_answer(portal: Path, rounds: int) -> None:
    snapshot = SHELF.current()
    asked = [(name, Filters(level=(level,))) for name in QUESTIONS for level in LEVELS]
    right = {(name, filters): snapshot.ask(name, filters) for name, filters in asked}
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda one: (one, snapshot.ask(*one)), asked * rounds))
    assert len(answers) == 24 * rounds
    for one, answer in answers:
        pd.testing.assert_frame_equal(answer, right[one])


@pytest.mark.slow
def test_a_question_that_takes_too_long_is_interrupted_and_others_are_not(portal: Path) -> None:
    watch = Watch(longest_s=0.5)
    con = SHELF.current().con
    with pytest.raises(duckdb.InterruptException), con.cursor() as cursor, watch.over(cursor):
        began = time.monotonic()
        with con.cursor() as quick, watch.over(quick):
            assert quick.execute("select 1").fetchone() == (1,)
        cursor.execute(ENDLESS).fetchall()
    assert time.monotonic() - began < 5
    assert not watch._ends


def test_every_question_is_watched(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "WATCH", Watch(longest_s=-1.0))
    endless = queries.Query("endless", "", ENDLESS, frozenset())
    monkeypatch.setattr(queries, "query", lambda name: endless)
    with pytest.raises(duckdb.InterruptException):
        queries.ask(SHELF.current().con, "endless", {})


def test_an_answer_that_takes_too_long_is_a_503_that_says_so(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SHELF.current()
    monkeypatch.setattr(queries, "WATCH", Watch(longest_s=-1.0))
    monkeypatch.setattr(queries, "query", lambda name: queries.Query("endless", "", ENDLESS, frozenset()))
    late = client().get("/api/v1/awards.json?text=asked+by+nobody+before")
    assert (late.status_code, late.headers["retry-after"]) == (503, "5")
    assert "took too long" in late.json()["error"]["message"]


class Reader(threading.Thread):
    """Takes the present snapshot again and again and asks it two questions."""

    def __init__(self, shelf: Shelf, stop: threading.Event) -> None:
        super().__init__()
        self.shelf, self.stop = shelf, stop
        self.seen: set[tuple[int, str]] = set()
        self.errors: list[Exception] = []

    def run(self) -> None:
        while not self.stop.wait(0.01):
            try:
                snapshot = self.shelf.current()
                self.seen.add((len(snapshot.ask("awards")), str(snapshot.ask("headline")["as_of"][0])[:10]))
            except Exception as error:
                self.errors.append(error)


@pytest.mark.slow
def test_who_asks_while_a_new_record_is_opened_waits_and_gets_it(
    snapshots: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_copy(snapshots, tmp_path, 0)
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(tmp_path))
    shelf, began, whole = Shelf(), threading.Event(), queries.snapshot.whole

    def slowly(path: Path, sha256: str) -> Path:
        began.set()
        time.sleep(0.5)
        return whole(path, sha256)

    shelf.current()
    monkeypatch.setattr(queries.snapshot, "whole", slowly)
    newest = publish_copy(snapshots, tmp_path, 1)
    opening = threading.Thread(target=shelf.current)
    opening.start()
    assert began.wait(10)
    assert shelf.current().name == newest
    opening.join()


@pytest.mark.slow
@pytest.mark.parametrize("swaps", [8, long(40)])
def test_swaps_under_8_readers_mix_nothing_and_leave_nothing_open(
    snapshots: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swaps: int
) -> None:
    out = tmp_path / "served"
    (tmp_path / "later.csv").write_text(LATER, encoding="utf-8")
    later = snapshots_of(tmp_path / "later.csv")
    out.mkdir()
    publish_copy(snapshots, out, 0)
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(out))
    shelf, stop = Shelf(), threading.Event()
    award_count = len(shelf.current().ask("awards"))
    readers = [Reader(shelf, stop) for _ in range(8)]
    for reader in readers:
        reader.start()
    for number in range(1, swaps + 1):
        newest = publish_copy((snapshots, later)[number % 2], out, number)
        end = time.monotonic() + 5
        while shelf.current().name != newest and time.monotonic() < end:
            time.sleep(0.02)
        assert shelf.current().name == newest
    stop.set()
    for reader in readers:
        reader.join(30)
    assert [error for reader in readers for error in reader.errors] == []
    assert set.union(*(reader.seen for reader in readers)) == {(award_count, "2026-01-14"), (award_count + 1, "2026-03-01")}
    assert len(list(out.glob("*.duckdb"))) == 3
    assert len({name for name in open_files() if str(out) in name}) == 1


def open_files() -> list[str]:
    """What this process holds open."""
    return [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]


@pytest.mark.slow
def test_two_builds_at_once_publish_one_after_the_other(snapshots: Path, tmp_path: Path) -> None:
    out = Path(shutil.copytree(snapshots, tmp_path / "snapshots"))
    (tmp_path / "later.csv").write_text(LATER, encoding="utf-8")
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda _: build(Order([tmp_path / "later.csv"], out=out)), range(2)))
    assert sorted(result.published is not None for result in results) == [False, True]
