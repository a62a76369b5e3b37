"""A build publishes all of a new record or nothing, the same input gives the same content, and history can be gone back to."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from etl.cli import app
from etl.findings import Blocked
from etl.marts import assemble
from etl.publishing import snapshot_files
from etl.publishing.build import Order, build, preview
from queries.snapshot import Shelf
from tests.kit import record
from tests.kit.repository import ROOT

AUSTIN_RISES = "city,state,population,level,year\nAustin,TX,,Platinum,2026\n"
NOT_A_LEVEL = "city,state,population,level,year\nAustin,TX,,Bronze,2026\n"


def a_file(folder: Path, text: str, name: str = "new.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def published(out: Path) -> dict[str, bytes]:
    """Every published byte, by file name."""
    return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file() and not p.name.startswith(".")}


@pytest.fixture
def out(tmp_path: Path, snapshots: Path) -> Path:
    """A directory of snapshots of its own that already holds the public one."""
    return Path(shutil.copytree(snapshots, tmp_path / "snapshots"))


def command(*arguments: str | Path) -> list[str]:
    """`python -m etl …` in a process of its own, as it runs beside an open portal."""
    return [sys.executable, "-m", "etl", *map(str, arguments)]


@pytest.mark.slow
def test_the_same_input_gives_the_same_content_and_says_that_nothing_changed(out: Path, snapshots: Path) -> None:
    assert snapshot_files.current(out)["content_sha256"] == snapshot_files.current(snapshots)["content_sha256"]
    before = published(out)
    again = build(Order(out=out))
    assert again.published is None
    assert again.changes.empty
    assert published(out) == before


@pytest.mark.slow
def test_a_new_announcement_is_published_and_said_by_city_in_words(out: Path, tmp_path: Path) -> None:
    result = build(Order([a_file(tmp_path, AUSTIN_RISES)], out=out))
    assert result.published is not None
    assert result.changes["in_words"].tolist() == ["Austin, TX: Gold → Platinum, 2026"]
    assert result.intake.outcomes["added"] == 1
    assert any("austin-tx" in guess for guess in result.intake.guesses)


@pytest.mark.slow
def test_diff_says_the_same_and_publishes_nothing(out: Path, tmp_path: Path) -> None:
    before = published(out)
    changed = preview(Order([a_file(tmp_path, AUSTIN_RISES)], out=out))
    assert changed["in_words"].tolist() == ["Austin, TX: Gold → Platinum, 2026"]
    assert published(out) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("more", "said"),
    [("", "This would change nothing."), (",2026-11-20", "No award would change, but what stands beside it")],
    ids=["nothing", "the day of reading"],
)
def test_diff_says_nothing_only_where_nothing_would_be_new(out: Path, tmp_path: Path, more: str, said: str) -> None:
    header = "city,state,population,level,year,announced_on" + (",checked_on" if more else "")
    file = a_file(tmp_path, f"{header}\nArlington,TX,,Gold,2023,2023-06-21{more}\n")
    answered = CliRunner().invoke(app, ["diff", str(file), "--out", str(out)], env={"COLUMNS": "200"})
    assert said in answered.stdout
    assert answered.exit_code == 0


@pytest.mark.slow
def test_a_bad_file_changes_nothing_that_is_published_to_the_byte(out: Path, tmp_path: Path) -> None:
    before = published(out)
    with pytest.raises(Blocked) as blocked:
        build(Order([a_file(tmp_path, NOT_A_LEVEL)], out=out))
    assert [(f.line, f.column, f.value) for f in blocked.value.findings] == [(2, "level", "Bronze")]
    assert published(out) == before


@pytest.mark.proof
@pytest.mark.slow
def test_an_open_portal_follows_the_pointer_forward_and_back(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(out))
    shelf = Shelf()
    first = shelf.current().name
    subprocess.run(command("build", "--records", a_file(tmp_path, AUSTIN_RISES), "--out", out), cwd=ROOT, check=True)
    assert shelf.current().name != first
    snapshot_files.rollback(out)
    assert shelf.current().name == first


@pytest.mark.slow
@pytest.mark.parametrize("harm", ["cut in half", "a flipped byte", "empty"])
def test_a_damaged_snapshot_is_named_and_the_last_good_one_stays(out: Path, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(out))
    manifest = snapshot_files.current(out)
    whole = (out / manifest["snapshot"]).read_bytes()
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :]
    damaged = {"cut in half": whole[:middle], "a flipped byte": flipped, "empty": b""}[harm]
    shelf = Shelf()
    good = shelf.current().name
    (out / "portal-damaged.duckdb").write_bytes(damaged)
    with pytest.raises(snapshot_files.DamagedSnapshot, match="portal-damaged"):
        snapshot_files.verify(out / "portal-damaged.duckdb", manifest)
    snapshot_files.write_json(out / snapshot_files.POINTER, {**manifest, "snapshot": "portal-damaged.duckdb"})
    assert shelf.current().name == good


@pytest.mark.proof
@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_the_old_snapshot_whole(out: Path, tmp_path: Path) -> None:
    before = published(out)
    build_new = command("build", "--records", a_file(tmp_path, AUSTIN_RISES), "--out", out)
    moments = random.Random(7)
    for _ in range(4):
        process = subprocess.Popen(build_new, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(1, 5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = published(out)
        if process.returncode == 0:  # it was done before it could be killed
            before = now
        assert all(now[name] == content for name, content in before.items() if name != snapshot_files.POINTER)
        manifest = snapshot_files.current(out)
        snapshot_files.verify(out / manifest["snapshot"], manifest)


@pytest.mark.proof
@pytest.mark.slow
def test_older_snapshots_are_kept_and_no_more_than_asked(out: Path, tmp_path: Path) -> None:
    files: list[Path] = []
    for number, city in enumerate(("Austin,TX", "Baltimore,MD", "Denver,CO")):
        text = f"city,state,population,level,year\n{city},,Platinum,2026\n"
        files.append(a_file(tmp_path, text, f"{number}.csv"))
        build(Order([*files], out=out, keep=2))
        time.sleep(1.1)
    assert len(snapshot_files.snapshots(out)) == 2


@pytest.mark.proof
@pytest.mark.slow
def test_a_file_that_names_every_missing_city_closes_every_gap(tmp_path: Path) -> None:
    lines = ["city,state,country,population,level,announced_on,announcement,lat,lon"]
    for number, missing in enumerate(r for r in record.rows("wanted") if r["kind"] == "city"):
        day = missing["announcement"]
        lines.append(f"Invented {number:02},Invented region,BR,,Silver,{day},{day},-10.{number:02},-50.{number:02}")
    out = tmp_path / "full"
    build(Order([a_file(tmp_path, "\n".join(lines))], out=out))
    manifest = snapshot_files.current(out)
    with duckdb.connect(str(out / manifest["snapshot"]), read_only=True) as con:
        assert con.execute("select sum(abs(gap)) from reconciliation").fetchone() == (0,)
        last = con.execute(
            "select announced_total, counted_least, counted_most from reconciliation order by announced_on desc"
        ).fetchone()
    assert last == (117, 117, 117)


@pytest.mark.slow
def test_only_builds_from_the_given_files_alone(tmp_path: Path) -> None:
    out = tmp_path / "only"
    build(Order([a_file(tmp_path, AUSTIN_RISES)], only=True, out=out))
    with duckdb.connect(str(out / snapshot_files.current(out)["snapshot"]), read_only=True) as con:
        assert con.execute("select city, award, level from awards").fetchall() == [("Austin", "certified", "Platinum")]
        assert con.execute("select count(*) from practice_evidence").fetchone() == (0,)


@pytest.mark.slow
def test_the_commands_give_exit_codes_that_a_script_can_use(out: Path, tmp_path: Path) -> None:
    run = CliRunner()
    good, bad = a_file(tmp_path, AUSTIN_RISES, "good.csv"), a_file(tmp_path, NOT_A_LEVEL, "bad.csv")
    assert run.invoke(app, ["check", str(good)]).exit_code == 0
    failed = run.invoke(app, ["check", str(bad), "--json"])
    assert failed.exit_code == 1
    finding = json.loads(failed.stdout)["findings"][0]
    assert (finding["line"], finding["column"], finding["value"]) == (2, "level", "Bronze")
    assert set(finding) == {"file", "line", "column", "value", "rule", "message", "mend"}
    assert run.invoke(app, ["build", "--records", str(bad), "--out", str(out)]).exit_code == 1
    assert run.invoke(app, ["build", "--records", "no-such-file.csv"]).exit_code == 2
    said = run.invoke(app, ["build", "--out", str(out)], env={**os.environ, "COLUMNS": "200"})
    assert said.exit_code == 0
    assert "nothing changed" in said.stdout


def test_a_question_that_is_asked_in_another_way_makes_a_new_snapshot() -> None:
    with duckdb.connect() as con:
        before = assemble.one_value(con, assemble.QUESTIONS_HASH)
        con.execute("create macro another_question(day) as day + 1")
        assert assemble.one_value(con, assemble.QUESTIONS_HASH) != before
