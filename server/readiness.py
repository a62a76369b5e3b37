"""`/readyz`: whether this server has a record to show, which one, and what is wrong with a newer one."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from queries.snapshot import SHELF, NoSnapshot

NOT_READY = {"Retry-After": "5", "Cache-Control": "no-store"}


def readyz(request: Request) -> JSONResponse:
    """200 with the snapshot that is shown, and why a newer one is not; 503 where there is none, or its file is damaged."""
    try:
        snapshot = SHELF.current()
    except NoSnapshot as nothing:
        return JSONResponse({"status": "not ready", "snapshot": None, "problem": str(nothing)}, 503, NOT_READY)
    damage = SHELF.damage()
    if damage:
        return JSONResponse({"status": "not ready", "snapshot": snapshot.name, "problem": damage}, 503, NOT_READY)
    return JSONResponse(
        {
            "status": "ready" if SHELF.problem is None else "ready, with the last good record",
            "snapshot": snapshot.name,
            "content_sha256": snapshot.facts["content_sha256"],
            "problem": SHELF.problem,
        },
        headers={"Cache-Control": "no-store"},
    )


ROUTES = [Route("/readyz", readyz, methods=["GET", "HEAD"])]
