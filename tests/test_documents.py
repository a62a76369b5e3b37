"""What the documents say is so: their commands exist and run, every parameter and route is described, the locks hold the pins."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import typer

import certified_cities
import queries
from api.routes import API, ROUTES
from benchmarks import served
from queries.endpoints import ENDPOINTS, PARAMETERS, PREFIX
from tests.kit.record_files import csv_file
from tests.kit.repository import ROOT

DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "data" / "README.md", ROOT / "data" / "sample" / "README.md"]
SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
# A command within a sentence.
INLINE = re.compile(r"`((?:\.venv/bin/|certified-cities |make |python -m )[^`…]+)`")
# Commands of the system that a document may name.
OF_THE_SYSTEM = {"cd", "cp", "curl", "docker", "git", "install", "journalctl", "python3", "sudo", "systemctl", "useradd"}
# The whole filter of an address, which every query may take.
FILTER = "asked"
# Answers of their own: a file for a picture, the description itself, and what is not there.
NOT_LISTS = {"/", "/openapi.json", "/answers/{file}", ""}
NEW = ("city,state,population,level,year", "Austin,TX,961855,Platinum,2026")


def commands(path: Path) -> Iterator[list[str]]:
    """The words of every command of a document, in shell blocks and sentences, without comments, settings and `&&`."""
    text = path.read_text(encoding="utf-8")
    for block in [*SHELL.findall(text), *INLINE.findall(text)]:
        for line in block.replace("\\\n", " ").splitlines():
            for part in re.split(r"&&|\|", line):
                words = shlex.split(part.replace("<", "").replace(">", ""), comments=True)
                while words and (re.match(r"[A-Z_]+=", words[0]) or words[0] in ("sudo", "-u", "portal")):
                    words.pop(0)
                if words:
                    yield words


def problem(words: list[str]) -> str:
    """What is wrong with a command; blank where it exists with every option it is given."""
    name, *rest = words
    if name == "make":
        targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
        return "" if {word for word in rest if "=" not in word} <= targets else f"no such target: {rest}"
    if name.endswith("certified-cities"):
        return unknown_words(typer.main.get_command(certified_cities.app), rest)
    if Path(name).name == "python":
        return "" if rest[0] == "-m" and find_spec(rest[1]) else f"no such module: {rest}"
    return "" if name in OF_THE_SYSTEM else f"no such command: {name}"


def unknown_words(command: Any, words: list[str]) -> str:
    """The first command or option of these words that the command does not have."""
    context = typer.Context(command)
    while hasattr(command, "get_command") and words:
        name, *words = words
        command = command.get_command(context, name)
        if command is None:
            return f"no such command: {name}"
    options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    return next((f"no such option: {word}" for word in words if word.startswith("--") and word not in options), "")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_of_a_document_exists(path: Path) -> None:
    assert not [found for words in commands(path) if (found := f"{shlex.join(words)}: {problem(words)}") and problem(words)]


@pytest.mark.slow
def test_the_commands_of_the_readme_load_a_file_and_take_it_back(snapshots: Path, tmp_path: Path) -> None:
    out = shutil.copytree(snapshots, tmp_path / "snapshots")
    ran = []
    for words in commands(ROOT / "README.md"):
        if words[0].endswith("certified-cities") and words[1] == "etl":
            place = tmp_path / "staff" if "staff" in words else out
            own_place = ["--out", str(place)] if words[2] in ("build", "diff", "load") and "--out" not in words else []
            given = ["records.csv" if word == "records.xlsx" and words[2] != "template" else word for word in words[1:]]
            csv_file(tmp_path / "records.csv", *NEW)
            csv_file(tmp_path / "scores.csv", f"{NEW[0]},open_data", f"{NEW[1]},80")
            given = ["scores.csv" if word == "scores.xlsx" else word for word in given]
            run = subprocess.run(
                [sys.executable, "-m", "certified_cities", *given, *own_place],
                cwd=tmp_path, input="y\n", capture_output=True, text=True, check=False,
                env=os.environ | {"PYTHONPATH": str(ROOT), "PORTAL_LOADS": str(tmp_path / "loads")},
            )  # fmt: skip
            assert run.returncode == 0, (words, run.stdout, run.stderr)
            ran.append(words[2])
    assert {"template", "check", "load", "history", "undo"} <= set(ran)
    assert (tmp_path / "records.xlsx").is_file()


@pytest.mark.slow
def test_the_command_of_the_readme_for_staff_serves(snapshots: Path) -> None:
    words = next(words for words in commands(ROOT / "README.md") if "serve" in words)
    port = served.free_port()
    command = [sys.executable, "-m", "certified_cities", *[str(port) if word == "8502" else word for word in words[1:]]]
    with served.start(command, port, "/readyz", {"PORTAL_SNAPSHOTS": str(snapshots)}) as portal:
        assert portal.process.poll() is None


@pytest.mark.parametrize("name", queries.names())
def test_every_parameter_of_a_query_is_described(name: str) -> None:
    wanted = queries.query(name)
    comments = "\n".join(line for line in wanted.sql.splitlines() if line.startswith("--"))
    assert not {p for p in wanted.parameters - PARAMETERS.keys() - {FILTER} if f"${p} " not in comments}


def test_every_route_of_the_api_is_in_its_description() -> None:
    described = {f"/{one.name}{suffix}" for one in ENDPOINTS for suffix in ("", *(f".{form}" for form in one.formats))}
    assert {getattr(route, "path", "") for route in API} - described == NOT_LISTS
    assert {path for route in ROUTES if (path := getattr(route, "path", "")).startswith(PREFIX)} == {PREFIX}


@pytest.mark.parametrize(
    ("pins", "lock"),
    [
        ("requirements.txt", "requirements.lock"),
        ("requirements-etl.txt", "requirements.lock"),
        ("requirements.txt", "requirements-public.lock"),
        ("requirements-dev.txt", "requirements-dev.lock"),
    ],
)
def test_the_lock_holds_every_pin_with_its_hashes(pins: str, lock: str) -> None:
    pinned = set(re.findall(r"^([\w.-]+==[\w.]+)", (ROOT / pins).read_text(encoding="utf-8"), re.MULTILINE))
    locked = set(re.findall(r"^([\w.-]+==[\w.]+)[^\n]*\\\n    --hash=sha256:", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
    assert pinned
    assert pinned <= locked, "after a change of requirements*.txt: make lock"


def test_the_image_that_faces_the_public_has_nothing_of_what_loads_records() -> None:
    public = (ROOT / "requirements-public.lock").read_text(encoding="utf-8")
    loading = re.findall(r"^([\w.-]+)==", (ROOT / "requirements-etl.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert {name for name in loading if re.search(rf"^{re.escape(name)}==", public, re.MULTILINE)} <= {"rich"}  # typer's own
