"""The public address of the portal, for links that leave it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from starlette.requests import Request

import settings


def base(request: Request) -> str:
    """The public address of the settings, else the address that the request came to; without a slash at the end."""
    return settings.current().url or str(request.base_url).rstrip("/")


def link(request: Request, path: str, pairs: Iterable[tuple[str, str]] = ()) -> str:
    """The whole address of a path of the portal with these parameters."""
    query = urlencode(list(pairs))
    return f"{base(request)}{path}{'?' + query if query else ''}"
