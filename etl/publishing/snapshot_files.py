"""Snapshots: versioned DuckDB files, each with its manifest, and one pointer that moves atomically.

A portal reads the pointer `current.json`; nothing that a build does before the pointer moves can be seen by it.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb

from etl.marts.assemble import fingerprint

POINTER = "current.json"
DOWNLOADS = ".downloads"
SCHEMA_VERSION = 3


class DamagedSnapshot(Exception):
    """A snapshot file that does not hold what its manifest says."""


class LossOfRecords(DamagedSnapshot):
    """A build that would leave out much of what is published."""


def sha256_of(path: Path) -> str:
    """SHA-256 of the file, as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def content_hash(fingerprints: dict[str, str]) -> str:
    """One SHA-256 for the fingerprints of all tables."""
    return hashlib.sha256(json.dumps(fingerprints, sort_keys=True).encode()).hexdigest()


def pointed(out: Path) -> dict | None:
    """What the pointer says, which is the manifest of a snapshot; None where there is none that can be read."""
    try:
        manifest = json.loads((out / POINTER).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and {"snapshot", "sha256"} <= manifest.keys() else None


def current(out: Path) -> dict | None:
    """The manifest of the published snapshot; None where there is none, or its file is damaged and has to be replaced."""
    manifest = pointed(out)
    path = out / manifest["snapshot"] if manifest else None
    return manifest if manifest and path and path.is_file() and sha256_of(path) == manifest["sha256"] else None


def snapshots(out: Path) -> list[Path]:
    """Published snapshot files, oldest first."""
    return sorted(p for p in out.glob("portal-*.duckdb") if p.with_suffix(".json").exists())


@contextlib.contextmanager
def building(out: Path) -> Iterator[Path]:
    """A private path to build in, one build at a time; whatever an earlier killed build left is removed."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _sweep(out)
        try:
            yield out / ".building.duckdb"
        except (duckdb.IOException, duckdb.TransactionException) as error:
            raise OSError(f"the snapshot could not be written: {error}") from error
        finally:
            _sweep(out)


def _sweep(out: Path) -> None:
    """Removes what a killed build left: its private files, and a named file that never got its manifest."""
    now = pointed(out)
    unfinished = [p for p in out.glob("portal-*") if p.suffix in (".duckdb", DOWNLOADS) and not p.with_suffix(".json").exists()]
    for leftover in [*out.glob(".building*"), *unfinished]:
        if not (now and leftover.stem == Path(now["snapshot"]).stem):
            _remove(leftover)


def publish(built: Path, out: Path, manifest: dict, built_at: datetime) -> Path:
    """Checks all of the built file, gives it its versioned name, and only then moves the pointer. Returns the file."""
    return show(built, out, sealed(built, manifest, built_at))


def name_of(built_at: datetime, content_sha256: str) -> str:
    """The file name of a snapshot: sorted by name, snapshots are sorted by age."""
    return f"portal-{built_at:%Y%m%dT%H%M%SZ}-{content_sha256[:8]}.duckdb"


def sealed(built: Path, manifest: dict, built_at: datetime) -> dict:
    """The manifest of the built file, all of which was checked: with it the file can be shown without anything left to fail."""
    name = name_of(built_at, manifest["content_sha256"])
    sync(built)
    manifest = {"snapshot": name, "sha256": sha256_of(built), "schema_version": SCHEMA_VERSION, **manifest}
    verify(built, manifest)
    return manifest


def show(built: Path, out: Path, manifest: dict) -> Path:
    """Gives the checked file its name and moves the pointer to it. Returns the file."""
    final = out / manifest["snapshot"]
    built.replace(final)
    if built.with_suffix(DOWNLOADS).is_dir():
        _remove(final.with_suffix(DOWNLOADS))
        built.with_suffix(DOWNLOADS).replace(final.with_suffix(DOWNLOADS))
    point(out, manifest)
    return final


def point(out: Path, manifest: dict) -> None:
    """Writes the manifest beside its snapshot, and then the pointer."""
    write_json((out / manifest["snapshot"]).with_suffix(".json"), manifest)
    write_json(out / POINTER, manifest)


def verify(path: Path, manifest: dict) -> None:
    """Compares every byte and every value; raises DamagedSnapshot (DuckDB opens a truncated file without an error)."""
    if sha256_of(path) != manifest["sha256"]:
        raise DamagedSnapshot(f"{path.name} is not the file that its manifest describes")
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            found = content_hash(fingerprint(con))
    except duckdb.Error as error:
        raise DamagedSnapshot(f"{path.name} cannot be read: {error}") from error
    if found != manifest["content_sha256"]:
        raise DamagedSnapshot(f"{path.name} holds other content than its manifest says")


def rollback(out: Path) -> dict:
    """Moves the pointer to the newest good snapshot older than the present one. Returns its manifest."""
    now = pointed(out)
    for path in reversed(snapshots(out)):
        if now is None or path.name < now["snapshot"]:
            with contextlib.suppress(DamagedSnapshot, ValueError, KeyError):
                manifest = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
                verify(path, manifest)
                write_json(out / POINTER, manifest)
                return manifest
    raise DamagedSnapshot("there is no earlier snapshot to go back to")


def retain(out: Path, keep: int) -> list[str]:
    """Removes all but the newest `keep` snapshots and never the present one. Returns the names removed."""
    now = pointed(out)
    old = [p for p in snapshots(out)[:-keep] if now and p.name != now["snapshot"]]
    for path in old:
        for part in (path, path.with_suffix(".json"), path.with_suffix(DOWNLOADS)):
            _remove(part)
    return [p.name for p in old]


def _remove(path: Path) -> None:
    """Removes a file, or a folder with all it holds; nothing where there is nothing."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def write_json(path: Path, content: dict) -> None:
    """Writes the file whole or not at all."""
    partial = path.with_name(f".building-{path.name}")
    partial.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    sync(partial)
    partial.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Waits until the file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
