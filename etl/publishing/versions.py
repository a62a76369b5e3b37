"""Versions: the data package of every snapshot that the public was shown, kept for citations when the snapshot is gone.

`versions/<snapshot>/` beside the snapshots holds the package; `versions/index.json` lists each with its checksums, or says why it
was taken back.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from etl.publishing import snapshot_files

FOLDER, INDEX = "versions", "index.json"
KEPT = ("certified-cities.zip", "datapackage.json")
NAME = re.compile(r"portal-\d{8}T\d{6}Z-[0-9a-f]{8}")
LONGEST_WHY = 500


class NoSuchVersion(ValueError):
    """A name that is no kept version, or a reason that says nothing."""


def index(out: Path) -> dict[str, dict]:
    """What is kept, by name of the snapshot: shown_at and files (name to SHA-256), or retracted_at and why."""
    try:
        found = json.loads((out / FOLDER / INDEX).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def keep(out: Path, manifest: dict) -> None:
    """Keeps the data package of the snapshot that is shown; of one that is not for the public, or was retracted, nothing."""
    stem, listed = Path(manifest["snapshot"]).stem, index(out)
    source = out / f"{stem}{snapshot_files.DOWNLOADS}"
    if manifest.get("audience", "public") != "public" or stem in listed or not NAME.fullmatch(stem):
        return
    found = [source / name for name in KEPT if (source / name).is_file()]
    if not found:
        return
    folder = out / FOLDER / stem
    folder.mkdir(parents=True, exist_ok=True)
    for path in found:
        _copy(path, folder / path.name)
    files = {path.name: snapshot_files.sha256_of(folder / path.name) for path in found}
    _write(out, listed | {stem: {"shown_at": _now(), "files": files}})


def retract(out: Path, name: str, why: str) -> str:
    """Takes a version back: its files go, its name stays with the reason. Returns the name.

    Raises NoSuchVersion where there is none of that name, or no reason.
    """
    stem, listed, reason = name.removesuffix(".duckdb"), index(out), " ".join(why.split())[:LONGEST_WHY]
    if stem not in listed:
        known = ", ".join(listed) or "none"
        raise NoSuchVersion(f"There is no version “{stem[:80]}” in {FOLDER}/. Those kept are: {known}.")
    if not reason:
        raise NoSuchVersion("A version is taken back for a reason, which readers are told. Write it with --why.")
    if "why" not in listed[stem]:
        _write(out, listed | {stem: {"retracted_at": _now(), "why": reason}})
    shutil.rmtree(out / FOLDER / stem, ignore_errors=True)
    return stem


def follow(out: Path, theirs: object) -> list[str]:
    """Takes back here what a source of this mirror has taken back; the names. What it sends is not trusted."""
    if not isinstance(theirs, dict):
        return []
    mine = index(out)
    reasons = {name: one.get("why") for name, one in theirs.items() if isinstance(one, dict)}
    shown = [name for name, one in mine.items() if "why" not in one]
    gone = [name for name in shown if isinstance(reasons.get(name), str) and str(reasons[name]).strip()]
    return [retract(out, name, "".join(sign for sign in str(reasons[name]) if sign.isprintable())) for name in gone]


def _copy(source: Path, target: Path) -> None:
    """The same file under a second name where the disk can do that, else a copy."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _write(out: Path, listed: dict[str, dict]) -> None:
    (out / FOLDER).mkdir(exist_ok=True)
    snapshot_files.write_json(out / FOLDER / INDEX, listed)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
