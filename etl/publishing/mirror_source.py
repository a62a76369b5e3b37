"""Reads from a source that may be hostile: each file has a bound of size, the whole one of time, and no address leads away."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from typing import IO, cast
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

SILENT_AT_MOST_S = 20
WHOLE_AT_MOST_S = 600.0
PIECE_BYTES = 1 << 16


class UnfitSource(OSError):
    """A source that sends too much, too slowly or what is not a snapshot; says which, in words without its own text."""


class _SamePlace(HTTPRedirectHandler):
    """Follows a redirect within the host that was named, and to none other: the machine may reach what its visitors may not."""

    def redirect_request(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str) -> Request | None:
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        if (before.scheme, before.netloc) != (after.scheme, after.netloc):
            raise UnfitSource("the source leads to another place; name that place itself")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


_OPENER = build_opener(_SamePlace)


@contextlib.contextmanager
def within(seconds: float) -> Iterator[float]:
    """Ends what is done inside after so many seconds with UnfitSource; gives the moment of that end."""
    end = time.monotonic() + seconds

    def late(*_: object) -> None:
        raise UnfitSource(f"the source took longer than {seconds:g} seconds")

    # Only the main thread can be interrupted in the middle of a head that never ends; others look at the clock between pieces.
    if threading.current_thread() is not threading.main_thread():
        yield end
        return
    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield end
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def pieces(address: str, at_most: int, end: float) -> Iterator[bytes]:
    """The file at the address, piece by piece. UnfitSource above `at_most` bytes or after `end`, OSError where there is none."""
    try:
        yield from _bounded(address, at_most, end)
    except HTTPException as error:
        raise UnfitSource(f"{_name(address)} is answered with what is not HTTP ({type(error).__name__})") from None


def _bounded(address: str, at_most: int, end: float) -> Iterator[bytes]:
    found = 0
    with _opened(address) as answer:
        read = getattr(answer, "read1", answer.read)
        while piece := read(PIECE_BYTES):
            found += len(piece)
            if found > at_most:
                raise UnfitSource(f"{_name(address)} is larger than {at_most:,} bytes")
            if time.monotonic() > end:
                raise UnfitSource(f"{_name(address)} came too slowly")
            yield piece


def small(address: str, at_most: int, end: float) -> bytes:
    """The whole of a small file."""
    return b"".join(pieces(address, at_most, end))


def copy(address: str, path: Path, at_most: int, end: float) -> None:
    """Writes the file at the address to the path."""
    with path.open("wb") as file:
        for piece in pieces(address, at_most, end):
            file.write(piece)


def _name(address: str) -> str:
    return address.rpartition("/")[2][:80]


def _opened(address: str) -> IO[bytes]:
    """Over HTTP and from a directory by Python itself, from a bucket (`s3://`, `gs://`) by fsspec."""
    if not address.startswith(("https://", "http://", "file://")):
        import fsspec  # A third of a second, and only a bucket needs it.

        return cast(IO[bytes], fsspec.open(address, "rb").open())
    try:
        return cast(IO[bytes], _OPENER.open(address, timeout=SILENT_AT_MOST_S))
    except HTTPError as error:
        raise UnfitSource(f"{_name(address)} is answered with {error.code}") from None
