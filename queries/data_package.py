"""The data package that the build laid beside the snapshot: the one description that catalogs are made from."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from queries.download_list import Download

DESCRIPTION = "datapackage.json"


def described(files: dict[str, Download]) -> dict[str, Any] | None:
    """The description among the downloads; None where the build made none, or it cannot be read."""
    return _read(files[DESCRIPTION].path) if DESCRIPTION in files else None


@lru_cache(maxsize=2)
def _read(path: Path) -> dict[str, Any] | None:
    """The description at the path; every build writes a path of its own."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found
