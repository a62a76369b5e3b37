"""A cited version stays: its data package is kept for whoever follows a citation, until it is taken back for a reason."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from etl.cli import app
from etl.publishing import snapshot_files, versions
from queries.snapshot import Shelf
from tests.kit.api_client import client

pytestmark = pytest.mark.slow


@pytest.fixture
def kept(snapshots: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """A directory whose snapshot was shown, and the name of its version."""
    out = Path(shutil.copytree(snapshots, tmp_path / "snapshots"))
    manifest = snapshot_files.pointed(out)
    assert manifest
    versions.keep(out, manifest)
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(out))
    return out, Path(manifest["snapshot"]).stem


def asked(path: str) -> httpx.Response:
    """What the portal answers."""
    return client().get(f"/downloads/versions/{path}")


def test_a_version_is_listed_with_checksums_and_outlives_its_snapshot(kept: tuple[Path, str]) -> None:
    out, name = kept
    before = asked(f"{name}/certified-cities.zip")
    shutil.rmtree(out / f"{name}{snapshot_files.DOWNLOADS}")
    after = asked(f"{name}/certified-cities.zip")
    assert before.status_code == after.status_code == 200
    assert before.content == after.content
    assert name in asked("").text
    sums = dict(reversed(line.split("  ")) for line in asked(f"{name}/SHA256SUMS").text.splitlines())
    assert sums["certified-cities.zip"] == snapshot_files.sha256_of(out / "versions" / name / "certified-cities.zip")


def test_a_version_that_is_taken_back_answers_410_with_the_reason_and_its_files_are_gone(kept: tuple[Path, str]) -> None:
    out, name = kept
    ended = CliRunner().invoke(app, ["retract", name, "--why", "A <b>score</b> was not public.", "--out", str(out)])
    assert ended.exit_code == 0, ended.output
    answer = asked(f"{name}/certified-cities.zip")
    assert answer.status_code == 410
    assert "A <b>score</b> was not public." in answer.json()["error"]["message"]
    assert "<b>score" not in asked("").text
    assert not (out / "versions" / name).exists()
    manifest = snapshot_files.pointed(out)
    assert manifest
    versions.keep(out, manifest)
    assert asked(f"{name}/certified-cities.zip").status_code == 410


@pytest.mark.parametrize(("name", "why"), [("portal-nothing", "Because."), ("", "Because."), (None, " ")])
def test_nothing_is_taken_back_without_a_name_and_a_reason(kept: tuple[Path, str], name: str | None, why: str) -> None:
    out, known = kept
    ended = CliRunner().invoke(app, ["retract", known if name is None else name, "--why", why, "--out", str(out)])
    assert ended.exit_code == 1
    assert "Nothing was changed" in ended.output
    assert asked(f"{known}/certified-cities.zip").status_code == 200


@pytest.mark.parametrize("path", ["nothing/", "../current.json", "%2e%2e/current.json", "portal-20200101T000000Z-00000000/x.zip"])
def test_what_was_never_kept_is_a_404(kept: tuple[Path, str], path: str) -> None:
    assert asked(path).status_code == 404


def test_a_mirror_takes_back_what_its_source_took_back_and_trusts_nothing_else_of_it(kept: tuple[Path, str]) -> None:
    out, name = kept
    for nonsense in ([], {"x": 1}, {name: {"why": 7}}, {name: {"why": "  "}}, {"../..": {"why": "no"}}):
        assert versions.follow(out, nonsense) == []
    assert versions.follow(out, {name: {"why": "Not \x1b[31mpublic."}}) == [name]
    assert json.loads((out / "versions" / "index.json").read_text("utf-8"))[name]["why"] == "Not [31mpublic."


def test_a_snapshot_for_staff_is_never_kept(kept: tuple[Path, str]) -> None:
    out, _ = kept
    shutil.rmtree(out / "versions")
    manifest = snapshot_files.pointed(out)
    assert manifest
    versions.keep(out, manifest | {"audience": "staff"})
    assert versions.index(out) == {}
    assert Shelf().current().name == Path(manifest["snapshot"]).stem
