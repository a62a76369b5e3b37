"""A mirror publishes a whole snapshot of this release or nothing, whatever the source sends and however long it takes over it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from benchmarks.hostile_source import KINDS, MANNERS, SECRET, Hostile, hostile
from benchmarks.served import publish_copy
from etl.publishing import mirror, snapshot_files
from tests.kit.tiers import first_of

pytestmark = pytest.mark.slow

COMMAND = typer.Typer()
COMMAND.command()(mirror.command)


@pytest.mark.parametrize("kind", first_of(KINDS, 8))
def test_a_hostile_source_is_refused_on_one_line_and_nothing_is_published(snapshots: Path, tmp_path: Path, kind: str) -> None:
    there, here = hostile(snapshots, tmp_path / "there", kind), tmp_path / "here"
    ended = CliRunner().invoke(COMMAND, [str(there), "--out", str(here)])
    assert ended.exit_code == 1
    assert isinstance(ended.exception, SystemExit)
    assert ended.stderr.startswith("Nothing was published: ")
    assert ended.stderr.count("\n") == 1
    assert ended.stderr.strip().isprintable()
    assert SECRET not in ended.stderr
    assert [path.name for path in here.rglob("*") if path.name != ".lock"] == []
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("manner", first_of(MANNERS, 2))
def test_a_source_that_never_ends_is_left_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, manner: str) -> None:
    monkeypatch.setattr(mirror.mirror_source, "SILENT_AT_MOST_S", 2)
    began = time.monotonic()
    with Hostile(manner) as source, pytest.raises(mirror.FAULTS):
        mirror.mirror(source.site, tmp_path / "here", seconds=3)
    assert time.monotonic() - began < 8
    assert not (tmp_path / "here" / snapshot_files.POINTER).exists()


@pytest.mark.proof
def test_old_copies_are_removed_and_the_newest_is_shown(snapshots: Path, tmp_path: Path) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    there.mkdir()
    for number in range(4):
        name = publish_copy(snapshots, there, number, keep=9)
        original = next(snapshots.glob("*.downloads"))
        (there / f"{name}.downloads").symlink_to(original)
        assert mirror.mirror(str(there), here, keep=2) == f"{name}.duckdb"
    assert len(list(here.glob("portal-*.duckdb"))) == 2
    assert len(list(here.glob("portal-*.downloads"))) == 2
    assert snapshot_files.pointed(here)["snapshot"] == f"{name}.duckdb"  # type: ignore[index]
