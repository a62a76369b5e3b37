"""The sample snapshot of fictional cities: its own directory, its own pointer; never the snapshot that is served."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import duckdb

import settings
from queries.snapshot import SCHEMA_VERSION, NoSnapshot, Snapshot, open_snapshot

POINTER = "sample.json"
NOTE = "sample data, fictional cities"


def current() -> Snapshot:
    """The sample to read now. Raises NoSnapshot where there is none that says of itself that it is a sample."""
    pointer = settings.current().sample / POINTER
    try:
        manifest = json.loads(pointer.read_text(encoding="utf-8"))
        found = _opened(pointer.parent / Path(manifest["snapshot"]).name)
    except (OSError, ValueError, KeyError, duckdb.Error) as error:
        raise NoSnapshot(f"no sample in {pointer.parent.name}") from error
    if manifest.get("schema_version") != SCHEMA_VERSION or found.facts.get("audience") != "sample":
        raise NoSnapshot(f"{found.name} is no sample that this portal reads")
    return found


@lru_cache(maxsize=2)
def _opened(path: Path) -> Snapshot:
    return open_snapshot(path)
