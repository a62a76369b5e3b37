"""Conditional requests: every answer is as new as the snapshot it is made of."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from queries.snapshot import Snapshot


def headers(snapshot: Snapshot) -> dict[str, str]:
    """The ETag of the snapshot, weak because the same rows also travel compressed; caches have to ask again each time."""
    return {"ETag": f'W/"{snapshot.name}"', "Cache-Control": "public, no-cache"}


def not_modified(request: Request, snapshot: Snapshot) -> Response | None:
    """304 where the client already has the answer of this snapshot, else None."""
    asked = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if "*" in asked or f'"{snapshot.name}"' in asked:
        return Response(status_code=304, headers=headers(snapshot))
    return None
