"""What a foreign pointer may say: a snapshot's name, hashes and version in their exact form, and nothing that leads elsewhere."""

from __future__ import annotations

import json
import re
from typing import Any

from etl.publishing.mirror_source import UnfitSource
from etl.publishing.snapshot_files import SCHEMA_VERSION

SNAPSHOT = re.compile(r"portal-\d{8}T\d{6}Z-([0-9a-f]{8})\.duckdb", re.ASCII)
SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
DOWNLOAD = re.compile(r"[a-z0-9][a-z0-9_.-]{0,79}", re.ASCII)
NAMED = ("snapshot", "sha256", "content_sha256")
DOWNLOADS_AT_MOST = 200


def manifest_of(text: bytes) -> dict[str, Any]:
    """The manifest in the text. Raises UnfitSource where it is none that this release reads."""
    try:
        found = json.loads(text.decode("utf-8"), parse_constant=_refused)
    except (ValueError, RecursionError):
        raise UnfitSource("the pointer is not JSON") from None
    if not isinstance(found, dict) or not all(isinstance(found.get(key), str) for key in NAMED):
        raise UnfitSource("the pointer names no snapshot with its hashes")
    name = SNAPSHOT.fullmatch(found["snapshot"])
    if not name or not SHA256.fullmatch(found["sha256"]) or not SHA256.fullmatch(found["content_sha256"]):
        raise UnfitSource("the pointer names a snapshot in a form that no build writes")
    if name[1] != found["content_sha256"][:8]:
        raise UnfitSource("the pointer's name and content do not belong together")
    if type(found.get("schema_version")) is not int or found["schema_version"] != SCHEMA_VERSION:
        raise UnfitSource(f"the snapshot is of another schema version; this release reads {SCHEMA_VERSION}: update both")
    if found.get("audience") not in ("public", "staff"):
        raise UnfitSource("the pointer does not say for whom the snapshot is")
    return found


def checksums_of(text: bytes) -> dict[str, str]:
    """The SHA-256 of each download by its name. Raises UnfitSource where a line or a name is not one that a build writes."""
    try:
        lines = text.decode("ascii").splitlines()
    except UnicodeDecodeError:
        raise UnfitSource("SHA256SUMS is not a list of checksums") from None
    found: dict[str, str] = {}
    for line in lines:
        sha256, _, name = line.partition("  ")
        if not SHA256.fullmatch(sha256) or not DOWNLOAD.fullmatch(name) or ".." in name or name in found:
            raise UnfitSource("SHA256SUMS has a line that no build writes")
        found[name] = sha256
    if len(found) > DOWNLOADS_AT_MOST:
        raise UnfitSource(f"SHA256SUMS names more than {DOWNLOADS_AT_MOST} files")
    return found


def _refused(word: str) -> None:
    raise ValueError(word)
