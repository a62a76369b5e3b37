"""HTTP to a portal of this machine: httpx alone reads a list of authorities for each request, longer than the answer takes."""

from __future__ import annotations

from functools import partial
from typing import Any

import httpx

from benchmarks.gateway import any_certificate


def request(method: str, url: str, **more: Any) -> httpx.Response:
    """As `httpx.request`, without a list of authorities."""
    return httpx.request(method, url, verify=any_certificate(), **more)


get, head, post = (partial(request, method) for method in ("GET", "HEAD", "POST"))
