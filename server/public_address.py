"""The public address of the portal, for links that leave it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from urllib.parse import urlencode

from starlette.requests import Request

PAGES = {"/", "/map", "/growth", "/practices", "/city", "/records", "/tracking", "/about"}


def base(request: Request) -> str:
    """The setting PORTAL_URL, else the address that the request came to; without a slash at the end."""
    return (os.environ.get("PORTAL_URL") or str(request.base_url)).rstrip("/")


def link(request: Request, path: str, pairs: Iterable[tuple[str, str]] = ()) -> str:
    """The whole address of a path of the portal with these parameters."""
    query = urlencode(list(pairs))
    return f"{base(request)}{path}{'?' + query if query else ''}"
