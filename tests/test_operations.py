"""docs/operations.md is true line by line: every command in it is run here, or held against the files that it names."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from functools import reduce
from pathlib import Path

import pytest

from benchmarks.served import LATER
from tests.kit.repository import ROOT

TEXT = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
COMMANDS = [
    line.split("  #")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
    for line in block.splitlines()
    if line.strip()
]
ETL = "certified-cities etl "
STEPS = ("load", "undo", "redo", "withdraw")
# What only a host with its own root, network and services can do; what these lines name is looked at below.
OF_A_HOST = ("useradd ", "git clone ", "install ", "cp ", "docker ", "python3 -m venv ", "make static", "make image")
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")


def of_the_build() -> list[str]:
    """What follows `certified-cities etl`, in the order of the document."""
    return [command.split(ETL, 1)[1] for command in COMMANDS if ETL in command]


def test_every_command_is_one_that_is_run_or_one_of_a_host() -> None:
    left = [command for command in COMMANDS if ETL not in command and not command.startswith(OF_A_HOST)]
    assert left == []
    assert [command.split()[0] for command in of_the_build()] == ["build", "check", "load", "history", "undo", "redo", "withdraw"]


@pytest.mark.proof
def test_every_command_of_the_build_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_LOADS", str(tmp_path / "loads"))
    (tmp_path / "new.csv").write_text(LATER, encoding="utf-8")
    here = {"/var/lib/portal/snapshots": str(tmp_path / "out"), "new.xlsx": str(tmp_path / "new.csv"), "withdraw 3": "withdraw 1"}
    for command in of_the_build():
        words = reduce(lambda text, pair: text.replace(*pair), here.items(), command).split()
        answer = "y\n" if words[0] in STEPS else None
        ended = subprocess.run(
            [sys.executable, "-m", "etl", *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
            input=answer,
        )
        assert ended.returncode == 0, (command, ended.stdout, ended.stderr)
    pointer = json.loads((tmp_path / "out/current.json").read_text(encoding="utf-8"))
    assert (pointer["audience"], pointer["step"]) == ("public", len(STEPS))


def test_every_file_that_the_document_names_is_there() -> None:
    named = set(re.findall(r"`((?:deploy|etl|queries|server|docs|requirements)[\w/.-]*\.\w+)`", TEXT))
    named |= {word for command in COMMANDS for word in command.split() if re.fullmatch(r"(deploy/|requirements)[\w./-]+", word)}
    assert len(named) > 10
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def engine(folder: Path, name: str, answers: bool) -> Path:
    """A program of that name that writes down what it is asked; `info` fails where it does not answer."""
    path = folder / name
    path.write_text(f'#!/bin/sh\necho "{name} $*" >>"{folder}/asked"\n[ "$1" != info ] || exit {0 if answers else 1}\n')
    path.chmod(0o755)
    return path


def image_made(folder: Path) -> subprocess.CompletedProcess[str]:
    """`make image`'s script where no other program of the machine's is found."""
    for tool in ("bash", "dirname", "env"):
        (folder / tool).symlink_to(str(shutil.which(tool)))
    return subprocess.run([ROOT / ".ci/image"], env={"PATH": str(folder)}, capture_output=True, text=True, check=False)


def test_the_images_are_built_by_the_first_engine_that_answers(tmp_path: Path) -> None:
    engine(tmp_path, "docker", answers=False)
    engine(tmp_path, "podman", answers=True)
    assert image_made(tmp_path).returncode == 0
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert asked[:2] == ["docker info", "podman info"]
    assert [line.split("--target ")[1] for line in asked[2:]] == [
        "portal --tag certified-cities .",
        "loader --tag certified-cities-loader .",
    ]


def test_without_an_engine_no_image_is_claimed(tmp_path: Path) -> None:
    engine(tmp_path, "docker", answers=False)
    ended = image_made(tmp_path)
    assert ended.returncode == 1
    assert "No image was built" in ended.stderr


def test_every_file_that_an_image_copies_is_there_and_the_public_one_has_nothing_of_the_build() -> None:
    text = (ROOT / "deploy/Dockerfile").read_text(encoding="utf-8")
    stages = dict(re.findall(r"^FROM \S+ AS (\S+)\n(.*?)(?=^FROM |\Z)", text, re.DOTALL | re.MULTILINE))
    copied = {
        name: " ".join(re.findall(r"^COPY (?!--from)(.+) \S+$", body, re.MULTILINE)).split() for name, body in stages.items()
    }
    assert [word for words in copied.values() for word in words if not (ROOT / word).exists()] == []
    assert not {"etl", "data", "desk", "tests"} & set(copied["portal"])
    needed = {path.name for path in ROOT.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert needed - {"etl", "desk", "tests", "benchmarks"} <= set(copied["portal"])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize(("unit", "most"), [("portal", 35), ("mirror", 20)])
def test_a_unit_may_do_little_beside_its_work(unit: str, most: int) -> None:
    """systemd's own measure of exposure in tenths, from 0 to 100."""
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={most}", f"deploy/{unit}.service"]
    judged = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout[-300:] + judged.stderr[-300:]


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
def test_nginx_takes_the_shipped_files(tmp_path: Path) -> None:
    for path in (ROOT / "deploy").glob("*.conf"):
        if path.name != "tls.conf":
            text = path.read_text(encoding="utf-8").replace("/run/nginx", f"{tmp_path}/nginx")
            (tmp_path / path.name).write_text(re.sub(r"portal-[ab]:8501", "127.0.0.1:9", text), encoding="utf-8")
    tried = subprocess.run(
        [str(NGINX), "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True, check=False
    )
    assert tried.returncode == 0, tried.stderr


def test_every_file_that_compose_mounts_is_there_and_nginx_includes_no_other() -> None:
    compose = (ROOT / "deploy/compose.yaml").read_text(encoding="utf-8")
    mounted = set(re.findall(r"- \./([\w.]+\.conf):/etc/nginx/", compose))
    text = "".join((ROOT / "deploy" / name).read_text(encoding="utf-8") for name in mounted)
    included = {name.replace("[.]", ".") for name in re.findall(r"include (\w+(?:\.|\[\.\])conf);", text)}
    assert included | {"nginx.conf"} <= mounted | {"tls.conf"}
    assert all((ROOT / "deploy" / name).is_file() for name in mounted | included)
