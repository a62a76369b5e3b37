"""The whole record as files: those that the build laid beside the snapshot, the database among them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import settings
from queries.snapshot import Snapshot

CHECKSUMS = "SHA256SUMS"
DUCKDB = "certified-cities.duckdb"


@dataclass(frozen=True)
class Download:
    """One file that can be taken away, with its size in bytes and its SHA-256."""

    name: str
    path: Path
    size: int
    sha256: str


def downloads(snapshot: Snapshot) -> dict[str, Download]:
    """Every file of the snapshot by name; empty where the build made none."""
    beside = settings.current().snapshots
    folder, database = beside / f"{snapshot.name}.downloads", beside / f"{snapshot.name}.duckdb"
    if not (folder / CHECKSUMS).is_file():
        return {}
    try:
        lines = (folder / CHECKSUMS).read_text(encoding="ascii").splitlines()
        found = [(folder / name, sha256) for sha256, name in (line.split("  ", 1) for line in lines)]
        sha256 = str(json.loads(database.with_suffix(".json").read_text(encoding="utf-8"))["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    listed = [(path.name, path, sha256) for path, sha256 in found]
    if DUCKDB not in {name for name, _, _ in listed}:  # A snapshot of an earlier release offers itself.
        listed.append((DUCKDB, database, sha256))
    return {name: made for name, path, sha256 in listed if (made := _there(name, path, sha256))}


def _there(name: str, path: Path, sha256: str) -> Download | None:
    """The file as it can be taken away; None where it is no longer there."""
    try:
        return Download(name, path, path.stat().st_size, sha256)
    except OSError:
        return None


def checksums(files: dict[str, Download]) -> str:
    """The checksums of all files, as `sha256sum --check` reads them."""
    return "".join(f"{file.sha256}  {name}\n" for name, file in sorted(files.items()))
