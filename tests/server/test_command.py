"""One command serves and loads: `certified-cities`, which completes, and whose server holds nothing of what loads records."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
import uvicorn
from typer.testing import CliRunner

import certified_cities
from benchmarks import served
from tests.kit.repository import ROOT

LOADED = (
    "import sys, certified_cities, app, server.serve; print([m for m in sys.modules if m.split('.')[0] in ('etl', 'pandera')])"
)


def completed(words: str, number: int) -> list[str]:
    """What a shell offers for the last of these words."""
    asked = {"_CERTIFIED_CITIES_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(number)}
    run = subprocess.run(
        [sys.executable, "-m", "certified_cities"], cwd=ROOT, env=os.environ | asked, capture_output=True, text=True, check=False
    )
    return run.stdout.split()


@pytest.mark.slow
def test_a_shell_completes_the_command_and_what_it_loads_with() -> None:
    assert completed("certified-cities ", 1) == ["serve", "desk", "etl"]
    assert completed("certified-cities etl und", 2) == ["undo"]


@pytest.mark.slow
def test_a_server_reads_nothing_of_what_loads_records() -> None:
    run = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("file", ["Makefile", "deploy/Dockerfile", "deploy/portal.service", "README.md", "benchmarks/served.py"])
def test_whatever_serves_the_portal_calls_the_one_command(file: str) -> None:
    said = (ROOT / file).read_text(encoding="utf-8").replace('"', "").replace(",", "").replace("_", "-")
    assert "certified-cities serve" in said
    assert "uvicorn" not in said


def test_the_command_serves_with_its_own_limits_and_logs_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, object] = {}
    monkeypatch.setattr(uvicorn, "run", lambda app, **settings: given.update(settings, app=app))
    assert CliRunner().invoke(certified_cities.app, ["serve", "--port", "9000"]).exit_code == 0
    assert (given["app"], given["port"], given["host"]) == ("app:app", 9000, "127.0.0.1")
    assert given["loop"] == "uvloop"
    assert given["ws"] == "websockets-sansio"
    assert given["ws_max_size"] == 65_536
    assert not given["access_log"]
    assert not given["server_header"]


def test_an_installation_that_only_serves_offers_nothing_else_and_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certified_cities, "find_spec", lambda name: None)
    offered = CliRunner().invoke(certified_cities.app, ["--help"])
    assert "serve" in offered.output
    assert "etl" not in offered.output
    refused = CliRunner().invoke(certified_cities.app, ["etl", "build"])
    assert refused.exit_code == 2
    assert "requirements-etl.txt" in refused.output


@pytest.mark.slow
def test_the_old_words_go_on_working(snapshots: Path) -> None:
    port = served.free_port()
    command = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port)]
    with served.start(command, port, "/_stcore/health", {"PORTAL_SNAPSHOTS": str(snapshots)}) as portal:
        assert httpx.get(f"{portal.site}/readyz").status_code == 200
    run = subprocess.run([sys.executable, "-m", "etl", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"build", "check", "diff", "template", "sample", "load", "undo", "mirror"} <= set(run.stdout.replace("│", " ").split())
    assert "--install-completion" not in run.stdout


@pytest.mark.slow
def test_a_portal_that_is_told_to_end_ends_within_seconds(snapshots: Path) -> None:
    with served.serve(snapshots) as portal:
        assert portal.end() < 5
