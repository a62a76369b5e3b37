"""CSV files that people open: the answers of the API under `/files/`, with the mark by which Excel knows UTF-8.

Without the mark Excel shows “BogotÃ¡”; programs that read the same rows under `/api/v1/` would take it for a part of the header.
"""

from __future__ import annotations

import codecs

from starlette.requests import Request

PEOPLE = "/files"


def for_people(request: Request, body: bytes, suffix: str) -> bytes:
    """The file, with the mark where a person asked for a CSV."""
    return codecs.BOM_UTF8 + body if suffix == "csv" and request.url.path.startswith(f"{PEOPLE}/") else body
