"""Whatever goes wrong with a build, a file or a disk: no bad snapshot is shown, the last good one stays, the cause is named."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import fsspec
import pytest

import queries.snapshot
from benchmarks.visitor import Visitor
from etl.findings import Blocked
from etl.publishing import loss_guard, snapshot_files
from etl.publishing.build import Order, build
from etl.publishing.mirror import mirror
from queries.smoke_questions import Unanswered, answer_first_questions, overview_sentences
from queries.snapshot import SCHEMA_VERSION, NoSnapshot, Shelf
from tests.kit import local
from tests.kit.tiers import is_proof, long

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
BUILD_WITH_FILES_UP_TO_1_MB = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20))
from etl.cli import app
app(["build", "--out", sys.argv[1]])
"""


@pytest.fixture
def out(snapshots: Path, tmp_path: Path) -> Path:
    """A directory of its own with the public snapshot."""
    return Path(shutil.copytree(snapshots, tmp_path / "snapshots"))


@pytest.fixture
def shelf(out: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A portal's shelf on that directory, which has read the good snapshot and tries a bad one again at once."""
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(out))
    monkeypatch.setattr(queries.snapshot, "RETRY_S", 0.0)
    found = Shelf()
    found.current()
    return found


def harmed(whole: bytes) -> dict[str, bytes]:
    """Lengths that the file can be cut to and bits that can flip, by what was done: 120, of which `make test` takes a sixth."""
    dice, part = random.Random(8), 1 if is_proof() else 6
    cuts = {f"cut to {n} bytes": whole[:n] for n in [0, 1, 4096, len(whole) - 1, *dice.sample(range(len(whole)), 16 // part)]}
    flips = {}
    for at in dice.sample(range(len(whole)), 100 // part):
        changed = bytearray(whole)
        changed[at] ^= 1 << dice.randrange(8)
        flips[f"a bit flipped at {at}"] = bytes(changed)
    return cuts | flips


def point(out: Path, **changes: object) -> None:
    """Writes the pointer with some of its words changed; None leaves one out."""
    manifest = (snapshot_files.pointed(out) or {}) | changes
    snapshot_files.write_json(out / snapshot_files.POINTER, {key: value for key, value in manifest.items() if value is not None})


def test_a_cut_file_and_a_flipped_bit_are_never_shown_and_never_rolled_back_to(out: Path, shelf: Shelf) -> None:
    good, manifest = shelf.current().name, snapshot_files.pointed(out)
    whole = (out / manifest["snapshot"]).read_bytes()
    bad = out / "portal-29990101T000000Z-deadbeef.duckdb"
    cases = harmed(whole)
    assert len(cases) >= 20
    for harm, content in cases.items():
        bad.write_bytes(content)
        point(out, snapshot=bad.name)
        assert shelf.current().name == good, harm
        assert shelf.problem == f"{bad.name} is damaged: its SHA-256 is not the one that its manifest says", harm
        with pytest.raises(snapshot_files.DamagedSnapshot):
            snapshot_files.verify(bad, manifest)
    # In a process of its own, as a maintainer does it: this one holds the file open with other settings.
    back = "import sys, pathlib; from etl.publishing import snapshot_files; snapshot_files.rollback(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", back, str(out)], cwd=ROOT, check=True)
    assert (shelf.current().name, shelf.problem) == (good, None)


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (lambda out: (out / "current.json").write_text("{"), "current.json is damaged"),
        (lambda out: (out / "current.json").write_text("[1]"), "current.json is damaged"),
        (lambda out: (out / "current.json").write_bytes(b"\xff\xfe\x00"), "current.json is damaged"),
        (lambda out: (out / "current.json").unlink(), "no data has been loaded"),
        (lambda out: point(out, sha256=None), "current.json is damaged"),
        (lambda out: point(out, schema_version=0), "has schema version 0, this portal reads"),
        (lambda out: point(out, schema_version=SCHEMA_VERSION + 1), f"this portal reads {SCHEMA_VERSION}"),
        (lambda out: point(out, snapshot="portal-gone.duckdb"), "portal-gone.duckdb is missing"),
        (lambda out: point(out, snapshot="../../etc/passwd"), "passwd is missing"),
    ],
)
def test_a_bad_pointer_changes_nothing_and_is_named(
    out: Path, shelf: Shelf, harm: Callable[[Path], object], problem: str
) -> None:
    good = shelf.current().name
    harm(out)
    assert shelf.current().name == good
    assert problem in str(shelf.problem)
    with pytest.raises(NoSnapshot, match=problem):
        Shelf().current()


def a_database(path: Path, *statements: str) -> str:
    """Writes a DuckDB file with these statements; its SHA-256."""
    with duckdb.connect(str(path)) as con:
        for statement in statements:
            con.execute(statement)
    return snapshot_files.sha256_of(path)


def test_a_whole_file_that_cannot_answer_the_first_questions_is_not_shown(out: Path, shelf: Shelf) -> None:
    good, manifest = shelf.current().name, snapshot_files.pointed(out)
    empty = out / "portal-empty.duckdb"
    point(out, snapshot=empty.name, sha256=a_database(empty, "create table something (x int)"))
    assert shelf.current().name == good
    assert shelf.problem == "the newest snapshot cannot be read (CatalogException)"
    without = out / "portal-without.duckdb"
    shutil.copy(out / manifest["snapshot"], without)
    point(out, snapshot=without.name, sha256=a_database(without, "delete from awards"))
    assert shelf.current().name == good
    assert "has no rows for “" in str(shelf.problem)


def test_a_snapshot_whose_overview_cannot_be_drawn_is_not_shown(out: Path, shelf: Shelf) -> None:
    good, manifest = shelf.current().name, snapshot_files.pointed(out)
    spoiled = out / "portal-spoiled.duckdb"
    shutil.copy(out / manifest["snapshot"], spoiled)
    point(out, snapshot=spoiled.name, sha256=a_database(spoiled, "alter table reconciliation drop column new_named"))
    assert shelf.current().name == good
    assert "portal-spoiled cannot answer “" in str(shelf.problem)


def test_a_snapshot_whose_numbers_make_no_sentence_is_not_shown(shelf: Shelf) -> None:
    real = shelf.current()

    class WithoutACount:
        ask, words = real.ask, real.words

        def row(self, name: str) -> dict:
            return real.row(name) | {"missing_count": float("nan")}

    assert len(overview_sentences(real)) > 3
    with pytest.raises(Unanswered, match="cannot say the sentences of the overview"):
        answer_first_questions(WithoutACount())


def test_a_file_that_comes_after_its_pointer_is_shown_when_it_is_there(out: Path, shelf: Shelf) -> None:
    manifest = snapshot_files.pointed(out)
    late = out / "portal-late.duckdb"
    point(out, snapshot=late.name)
    shelf.current()
    assert shelf.problem == "portal-late.duckdb is missing"
    shutil.copy(out / manifest["snapshot"], late)
    assert (shelf.current().name, shelf.problem) == ("portal-late", None)


class Killed(BaseException):
    """Ends a build in the middle, as a kill would; nothing catches it."""


STEPS = ("sync", "sha256_of", "verify", "write_json", "_remove")


@pytest.mark.parametrize(("name", "left"), [(name, 0) if left == 0 else long(name, left) for name in STEPS for left in range(4)])
def test_publishing_that_ends_at_any_step_leaves_a_good_snapshot(
    out: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, name: str, left: int
) -> None:
    before = snapshot_files.pointed(out)
    real = getattr(snapshot_files, name)
    calls = iter(range(100))

    def until(*args: object) -> object:
        if next(calls) == left:
            raise Killed
        return real(*args)

    manifest = {key: value for key, value in before.items() if key not in ("snapshot", "sha256", "schema_version")}
    with pytest.MonkeyPatch.context() as patch, snapshot_files.building(out) as built:
        shutil.copy(out / before["snapshot"], built)
        patch.setattr(snapshot_files, name, until)
        try:
            snapshot_files.publish(built, out, manifest, datetime.now(UTC) + timedelta(hours=1))
            snapshot_files.retain(out, 1)
        except Killed:
            pass
    named = snapshot_files.current(out)
    assert named is not None
    assert shelf.current().name == Path(named["snapshot"]).stem
    assert shelf.problem is None
    with snapshot_files.building(out):
        assert {p.name for p in out.glob("*.duckdb")} == {p.name for p in snapshot_files.snapshots(out)}


def test_a_full_disk_publishes_nothing_and_is_named(out: Path, shelf: Shelf) -> None:
    before = {p.name: p.read_bytes() for p in out.iterdir() if p.is_file()}
    (out / snapshot_files.POINTER).unlink()
    run = subprocess.run(
        [sys.executable, "-c", BUILD_WITH_FILES_UP_TO_1_MB, str(out)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "Nothing was published" in run.stdout
    assert "File too large" in run.stdout.replace("\n", " ")
    assert "Traceback" not in run.stdout + run.stderr
    assert {p.name for p in out.iterdir() if p.is_file()} == before.keys() - {snapshot_files.POINTER}
    assert shelf.current().name


def test_a_directory_that_cannot_be_written_is_named() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "etl", "build", "--out", "/proc/snapshots"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "Nothing was published" in run.stdout
    assert "/proc/snapshots" in run.stdout.replace("\n", "")
    assert "Traceback" not in run.stdout + run.stderr


@pytest.mark.parametrize(
    ("harm", "rule"),
    [
        (lambda lines: [], "has_a_header"),
        long(lambda lines: lines[:1], "has_rows"),
        (lambda lines: lines[:1] + lines[1:][: len(lines) // 2], ""),
        long(lambda lines: lines + lines[1:], "no_row_twice"),
        (lambda lines: [*lines, lines[5]], "no_row_twice"),
        long(lambda lines: ["".join(lines)[:9_000]], ""),
    ],
    ids=["no bytes", "no rows", "half the rows", "every row twice", "one row twice", "cut inside a row"],
)
def test_a_source_that_came_incomplete_or_double_publishes_nothing(
    out: Path, tmp_path: Path, harm: Callable[[list[str]], list[str]], rule: str
) -> None:
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("snapshots*")))
    lines = (data / "awards.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (data / "awards.csv").write_text("".join(harm(lines)), encoding="utf-8")
    before = (out / snapshot_files.POINTER).read_bytes()
    with pytest.raises((Blocked, snapshot_files.LossOfRecords)) as refused:
        build(Order(out=out, data=data))
    assert not rule or rule in {finding.rule for finding in refused.value.findings}
    assert (out / snapshot_files.POINTER).read_bytes() == before


def test_a_record_that_would_lose_more_than_a_fifth_is_refused_until_somebody_says_so() -> None:
    before = {"rows": {"cities": 104, "awards": 169, "announcements": 20, "evidence": 500}}
    loss_guard.refuse_loss(before, {"cities": 100, "awards": 140, "announcements": 20})
    with pytest.raises(snapshot_files.LossOfRecords, match=r"awards from 169 to 80 rows.*--accept-loss"):
        loss_guard.refuse_loss(before, {"cities": 104, "awards": 80, "announcements": 20})
    loss_guard.refuse_loss({}, {})


@pytest.mark.proof
def test_a_damaged_present_snapshot_is_replaced_by_the_next_build(out: Path, shelf: Shelf) -> None:
    path = out / snapshot_files.pointed(out)["snapshot"]
    path.write_bytes(path.read_bytes()[:100_000])
    assert snapshot_files.current(out) is None
    assert build(Order(out=out)).published is not None
    assert Path(snapshot_files.pointed(out)["snapshot"]).stem == shelf.current().name


def test_a_mirror_takes_over_a_whole_snapshot_and_nothing_less(snapshots: Path, tmp_path: Path) -> None:
    there, here = Path(shutil.copytree(snapshots, tmp_path / "there")), tmp_path / "here"
    manifest = snapshot_files.pointed(there)
    file = there / manifest["snapshot"]
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    with pytest.raises(snapshot_files.DamagedSnapshot):
        mirror(str(there), here)
    assert snapshot_files.pointed(here) is None
    file.write_bytes(whole)
    assert mirror(there.as_uri(), here) == manifest["snapshot"]
    assert snapshot_files.current(here) == manifest
    assert {p.name for p in here.rglob("*.csv")} == {p.name for p in there.rglob("*.csv")}
    assert mirror(str(there), here) is None
    with pytest.raises(OSError, match="No such file"):
        mirror(str(tmp_path / "nowhere"), here)


def test_a_mirror_reads_a_bucket_as_it_reads_a_directory(snapshots: Path, tmp_path: Path) -> None:
    fsspec.filesystem("memory").put(f"{snapshots}/", "/published/", recursive=True)
    assert mirror("memory://published", tmp_path) == snapshot_files.pointed(snapshots)["snapshot"]
    assert snapshot_files.current(tmp_path) == snapshot_files.pointed(snapshots)


def test_the_schema_versions_of_the_build_and_of_the_portal_are_one() -> None:
    assert queries.snapshot.SCHEMA_VERSION == snapshot_files.SCHEMA_VERSION


@pytest.mark.parametrize("start", ["no data", long("a damaged file"), long("an old schema")])
def test_a_portal_without_a_record_says_so_and_recovers_without_a_restart(
    serve: Callable[[Path], str], out: Path, tmp_path: Path, start: str
) -> None:
    manifest = json.loads((out / snapshot_files.POINTER).read_text(encoding="utf-8"))
    good = out.rename(tmp_path / "good")
    out.mkdir()
    if start != "no data":
        (out / manifest["snapshot"]).write_bytes((good / manifest["snapshot"]).read_bytes()[: 10**6 if "file" in start else None])
        version = 0 if "schema" in start else SCHEMA_VERSION
        snapshot_files.write_json(out / snapshot_files.POINTER, {**manifest, "schema_version": version})
    site = serve(out)
    for _ in range(3):
        waiting = local.get(f"{site}/readyz")
        assert waiting.status_code == 503
        assert waiting.json()["problem"]
        with Visitor(site) as visitor:
            assert "The record cannot be shown yet" in visitor.open().text
    shutil.copytree(good, out, dirs_exist_ok=True)
    end = time.monotonic() + 10
    while local.get(f"{site}/readyz").status_code != 200 and time.monotonic() < end:
        time.sleep(0.2)
    with Visitor(site) as visitor:
        assert "117 cities in at least nine countries" in visitor.open().text
