"""The scripts of our own that every page loads, each a file of `server/scripts`, under a name that changes with its content."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

FOLDER = Path(__file__).parent / "scripts"
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


def _addressed(path: Path) -> tuple[str, bytes]:
    """`scripts/touch.1a2b3c4d5e.js` and what it holds."""
    script = path.read_bytes()
    return f"scripts/{path.stem}.{hashlib.sha256(script).hexdigest()[:10]}.js", script


SCRIPTS = dict(map(_addressed, sorted(FOLDER.glob("*.js"))))
# Relative, as Streamlit's own are: a portal can stand under a path of another site.
TAGS = "\n    ".join(f'<script src="./{address}" defer></script>' for address in SCRIPTS)


def _script(request: Request) -> Response:
    return Response(SCRIPTS[request.url.path.lstrip("/")], media_type="text/javascript", headers=FOREVER)


ROUTES: list[BaseRoute] = [Route(f"/{address}", _script, methods=["GET", "HEAD"]) for address in SCRIPTS]
