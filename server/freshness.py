"""Conditional requests: an answer is as new as the snapshot, the code and the settings that it is made of."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

import settings
from queries.snapshot import Snapshot

ROOT = Path(__file__).resolve().parent.parent
MADE_BY = ("api", "file_writers", "queries", "server")
MADE_OF = {".py", ".sql", ".html", ".css", ".svg", ".txt", ".xml", ".js", ".ttf"}


@lru_cache(maxsize=1)
def code() -> str:
    """A mark of the code and the templates that make answers, read once."""
    digest = hashlib.sha256()
    files = (path for folder in MADE_BY for path in (ROOT / folder).rglob("*") if path.suffix in MADE_OF)
    for path in [*sorted(files), ROOT / "settings.py", ROOT / ".streamlit" / "config.toml"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def tag(snapshot: Snapshot) -> str:
    """The ETag without its quotes. Two portals of one release and the same settings give the same."""
    said = settings.current()
    made = hashlib.sha256(f"{code()} {said.url} {said.contact}".encode()).hexdigest()
    return f"{snapshot.name}-{made[:8]}"


def headers(snapshot: Snapshot) -> dict[str, str]:
    """The ETag, weak because the same rows also travel compressed; caches have to ask again each time."""
    return {"ETag": f'W/"{tag(snapshot)}"', "Cache-Control": "public, no-cache"}


def not_modified(request: Request, snapshot: Snapshot) -> Response | None:
    """304 where the client already has the answer as it is now, else None."""
    asked = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if "*" in asked or f'"{tag(snapshot)}"' in asked:
        return Response(status_code=304, headers=headers(snapshot))
    return None
