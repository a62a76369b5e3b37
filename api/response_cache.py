"""Finished answers of the open API: the same question to the same snapshot is answered once and then sent as it was."""

from __future__ import annotations

import gzip
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api.answer_parts import part
from queries.snapshot import SHELF
from server import freshness
from server.content_coding import taken
from server.public_address import base

KEPT_AT_MOST = 200
LARGEST_BYTES = 500_000
SMALLEST_TO_COMPRESS = 500
COMPRESSIBLE = ("application/json", "application/geo+json", "text/csv")

Key = tuple[str, str, str, str, str, bool]
_answers: dict[Key, Response] = {}


async def answered(make: Callable[[Request], Response], request: Request) -> Response:
    """What `make` answers, from the shelf where the same was asked before; compressed where the client takes that, or a part."""
    # A conditional request is about the client's copy, not about the answer.
    if "if-none-match" in request.headers:
        return await run_in_threadpool(make, request)
    key = await run_in_threadpool(_key, request) if SHELF.is_behind else _key(request)
    found = _answers.get(key)
    if found is None:
        found = await run_in_threadpool(_made, make, request, key[-1])
        if found.status_code == 200 and len(found.body) <= LARGEST_BYTES:
            _keep(key, found)
    return part(found, request.headers["range"]) if _is_for_a_part(request) else found


def _key(request: Request) -> Key:
    """All that an answer depends on. Raises NoSnapshot where there is none to ask."""
    takes_gzip = "gzip" in taken(request.headers.get("accept-encoding", "")) and not _is_for_a_part(request)
    return freshness.tag(SHELF.current()), request.method, base(request), request.url.path, request.url.query, takes_gzip


def _is_for_a_part(request: Request) -> bool:
    """Whether a part is asked for; one that depends on a copy of the client's is not given, because an ETag here is weak."""
    return request.method == "GET" and "range" in request.headers and "if-range" not in request.headers


def _made(make: Callable[[Request], Response], request: Request, takes_gzip: bool) -> Response:
    plain = make(request)
    if plain.status_code == 200:
        plain.headers["Accept-Ranges"] = "bytes"
    kind = plain.headers.get("content-type", "").split(";")[0]
    if not takes_gzip or kind not in COMPRESSIBLE or len(plain.body) < SMALLEST_TO_COMPRESS:
        return plain
    headers = {name: value for name, value in plain.headers.items() if name != "content-length"}
    more = {"content-encoding": "gzip", "vary": "Accept-Encoding"}
    return Response(gzip.compress(plain.body, 6), plain.status_code, headers | more)


def _keep(key: Key, answer: Response) -> None:
    """Keeps the answer; those of an earlier snapshot and the oldest go."""
    for old in [other for other in list(_answers) if other[0] != key[0]]:
        _answers.pop(old, None)
    while len(_answers) >= KEPT_AT_MOST:
        _answers.pop(next(iter(_answers)), None)
    _answers[key] = answer
