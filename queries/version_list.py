"""The data packages of earlier snapshots, kept beside the snapshots: which there are, and which were taken back."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import settings

FOLDER, INDEX = "versions", "index.json"
NAME = re.compile(r"portal-(\d{4})(\d{2})(\d{2})T\d{6}Z-[0-9a-f]{8}")
FILE = re.compile(r"[a-z0-9][a-z0-9.-]{0,60}")


@dataclass(frozen=True)
class Version:
    """One version: its files with their SHA-256; or, where it was taken back, the reason."""

    name: str
    files: dict[str, str] = field(default_factory=dict)
    why: str = ""

    @property
    def built_on(self) -> str:
        """The day on which it was built, as its name says."""
        found = NAME.fullmatch(self.name)
        return "-".join(found.groups()) if found else ""

    def path(self, file: str) -> Path:
        """Where a file of it is."""
        return settings.current().snapshots / FOLDER / self.name / file


def versions() -> dict[str, Version]:
    """Every version by name, the newest first; what is listed in another form is left out."""
    try:
        listed = json.loads((settings.current().snapshots / FOLDER / INDEX).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    found = {name: _version(name, one) for name, one in listed.items() if NAME.fullmatch(name) and isinstance(one, dict)}
    return dict(sorted(found.items(), reverse=True))


def _version(name: str, one: dict) -> Version:
    files = one.get("files", {})
    return Version(
        name,
        {file: str(sha256) for file, sha256 in files.items() if FILE.fullmatch(file)} if isinstance(files, dict) else {},
        str(one.get("why", "")),
    )
