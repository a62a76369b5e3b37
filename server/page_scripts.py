"""The scripts and styles of our own that every page loads, each a file of `server/scripts`, under a name that changes with it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

FOLDER = Path(__file__).parent / "scripts"
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}
TAG = {".js": '<script src="./{}" defer></script>', ".css": '<link rel="stylesheet" href="./{}" media="print">'}


def _address(path: Path) -> str:
    """`scripts/touch.1a2b3c4d5e.js`."""
    return f"scripts/{path.stem}.{hashlib.sha256(path.read_bytes()).hexdigest()[:10]}{path.suffix}"


FILES = {_address(path): path for path in sorted(FOLDER.iterdir()) if path.suffix in MEDIA_TYPES}
# Relative, as Streamlit's own are: a portal can stand under a path of another site.
TAGS = "\n    ".join(TAG[path.suffix].format(address) for address, path in FILES.items())


def _file(request: Request) -> Response:
    path = FILES[request.url.path.lstrip("/")]
    return Response(path.read_bytes(), media_type=MEDIA_TYPES[path.suffix], headers=FOREVER)


ROUTES: list[BaseRoute] = [Route(f"/{address}", _file, methods=["GET", "HEAD"]) for address in FILES]
