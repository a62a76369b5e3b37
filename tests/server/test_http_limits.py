"""A connection that takes too long over its request is closed, and a head too large is refused, without a proxy in front."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from server.http_limits import LARGEST_HEAD_BYTES, LONGEST_REQUEST_S
from server.security_headers import OF_ANY_ANSWER

SLOW = {
    "nothing at all": (b"", b""),
    "a head line by line": (b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"X-A: a\r\n"),
    "a request line letter by letter": (b"GET /", b"a"),
    "a body byte by byte": (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n", b"a"),
    "a second request that never ends": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /", b"a"),
    "empty lines": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", b"\r\n"),
}


def connected(site: str) -> socket.socket:
    """A connection to the portal."""
    place = urlsplit(site)
    return socket.create_connection((place.hostname, place.port), timeout=30)


def seconds_open(site: str, head: bytes, piece: bytes) -> float:
    """How long the portal listens to who sends a piece every half second."""
    began = time.monotonic()
    with connected(site) as line:
        line.settimeout(0.5)
        try:
            line.sendall(head)
            while time.monotonic() - began < 3 * LONGEST_REQUEST_S:
                try:
                    if not line.recv(65_536):
                        break
                except TimeoutError:
                    line.sendall(piece)
        except OSError:
            pass
    return time.monotonic() - began


def test_who_takes_too_long_over_a_request_is_not_waited_for(site: str) -> None:
    found: dict[str, float] = {}
    threads = [threading.Thread(target=lambda k=k, v=v: found.update({k: seconds_open(site, *v)})) for k, v in SLOW.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {kind: seconds for kind, seconds in found.items() if seconds > LONGEST_REQUEST_S + 6} == {}
    assert found.keys() == SLOW.keys()


@pytest.mark.parametrize("size", [LARGEST_HEAD_BYTES * 2, 5_000_000])
@pytest.mark.parametrize("start", [b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ", b"GET /?q="])
def test_a_head_too_large_is_refused_with_the_headers_of_every_answer(site: str, size: int, start: bytes) -> None:
    with connected(site) as line:
        said = b""
        with suppress(OSError):
            line.sendall(start + b"a" * size)
        with suppress(OSError):
            said = line.recv(65_536)
    if size < 100_000:
        assert said.startswith(b"HTTP/1.1 431 ")
        assert not [name for name, value in OF_ANY_ANSWER.items() if f"{name}: {value}\r\n".encode() not in said]
    assert b"200 OK" not in said


def test_what_is_no_request_is_refused_with_the_headers_of_every_answer(site: str) -> None:
    with connected(site) as line:
        line.sendall(b"\x00\x01nonsense\r\n\r\n")
        said = line.recv(65_536)
    assert said.startswith(b"HTTP/1.1 400 ")
    assert b"Content-Security-Policy: default-src 'none'" in said


def test_a_body_that_comes_in_one_piece_with_its_head_is_no_head(site: str) -> None:
    body = b"a" * (2 * LARGEST_HEAD_BYTES)
    head = f"POST /api/v1/awards HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with connected(site) as line:
        line.sendall(head + body)
        assert line.recv(65_536).startswith(b"HTTP/1.1 405 ")
