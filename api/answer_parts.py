"""A part of a finished answer, for clients that read a file by byte ranges."""

from __future__ import annotations

import re

from starlette.responses import Response

ONE_RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,12})\s*-\s*(\d{0,12})\s*")


def part(whole: Response, asked: str) -> Response:
    """206 with the bytes that the Range header asks for; 416 where there are none; the whole for what is not one range."""
    found = ONE_RANGE.fullmatch(asked)
    if whole.status_code != 200 or found is None or found.groups() == ("", ""):
        return whole
    body, (first, last) = bytes(whole.body), found.groups()
    start = int(first) if first else max(0, len(body) - int(last))
    end = min(len(body), int(last) + 1) if first and last else len(body)
    kept = {name: value for name, value in whole.headers.items() if name not in ("content-length", "content-type")}
    if start >= len(body) or (first and last and int(last) < int(first)) or (not first and int(last) == 0):
        return Response(status_code=416, headers=kept | {"Content-Range": f"bytes */{len(body)}"})
    more = {"Content-Range": f"bytes {start}-{end - 1}/{len(body)}", "Content-Type": whole.headers["content-type"]}
    return Response(body[start:end], 206, kept | more)
