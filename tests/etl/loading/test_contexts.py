"""What staff loaded is in no repository and in no image."""

from __future__ import annotations

import fnmatch
import subprocess
from pathlib import Path

from tests.kit.repository import ROOT

LOADS = ("data/loaded/ledger.jsonl", "data/loaded/public/1-spring.csv", "data/loaded/staff/2-scores.xlsx")


def ignored_by_docker(path: str, patterns: list[str]) -> bool:
    """Whether the context of an image leaves it out: a pattern fits it or a folder above it, and no later exception does."""
    left_out = False
    for pattern in patterns:
        above = [path, *(parent.as_posix() for parent in Path(path).parents)]
        if any(fnmatch.fnmatch(name, pattern.removeprefix("!").strip("/")) for name in above):
            left_out = not pattern.startswith("!")
    return left_out


def test_the_context_of_the_image_holds_no_load() -> None:
    lines = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    patterns = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    assert not [path for path in LOADS if not ignored_by_docker(path, patterns)]
    assert not ignored_by_docker("data/awards.csv", patterns)
    assert not (ROOT / ".dockerignore").exists()  # it would count for contexts that name no file of their own


def test_the_repository_holds_no_load() -> None:
    run = subprocess.run(["git", "check-ignore", *LOADS], cwd=ROOT, capture_output=True, text=True)
    assert run.stdout.split() == list(LOADS)
    tracked = subprocess.run(["git", "ls-files", "data/loaded"], cwd=ROOT, capture_output=True, text=True)
    assert tracked.stdout == ""
