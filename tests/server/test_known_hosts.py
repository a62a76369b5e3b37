"""The portal answers to its own names and to numbers; a stranger's name that was made to lead here is refused, websockets too."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest

from server.known_hosts import FOR_THE_WATCH, KnownHosts
from server.websocket_filter import STREAM
from tests.kit import local

REBINDING = ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:8501", "x@localhost", "", "a b",
             "[::1", "localhost:99999", "127.0.0.1, evil.example")  # fmt: skip


def answers(names: list[str], host: str, path: str = "/", address: str = "") -> bool:
    """Whether a portal with these settings answers to the name, as the header gives it."""
    from server.known_hosts import host_of

    scope = {"type": "http", "path": path, "headers": [(b"host", host.encode())]}
    return KnownHosts(None, names, address).answers(host_of(scope), path)  # type: ignore[arg-type]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8501", "127.0.0.1:80", "[::1]:8501", "10.1.2.3", "portal.localhost"])
def test_a_fresh_portal_answers_to_numbers_and_to_this_machine(host: str) -> None:
    assert answers([], host)


@pytest.mark.parametrize("host", REBINDING)
def test_a_fresh_portal_answers_to_no_other_name(site: str, host: str) -> None:
    assert not answers([], host)
    assert local.get(site, headers={"Host": host}).status_code in (400, 421)


def test_a_page_of_a_stranger_cannot_open_a_websocket_by_a_name_that_leads_here(site: str) -> None:
    place = urlsplit(site)
    opening = f"GET {STREAM} HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    opening += "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    statuses = []
    for name in (f"evil.example:{place.port}", place.netloc):
        with socket.create_connection((place.hostname, place.port), timeout=30) as line:
            line.sendall(f"{opening}Host: {name}\r\nOrigin: http://{name}\r\n\r\n".encode())
            statuses.append(line.recv(4_096).split(b" ")[1])
    assert statuses == [b"403", b"101"]


def test_the_public_address_is_a_name_too() -> None:
    assert answers([], "data.example.org", address="https://data.example.org")
    assert not answers([], "example.org", address="https://data.example.org")


def test_with_hosts_named_the_health_check_still_asks_by_number_and_nobody_else_does() -> None:
    for path in FOR_THE_WATCH:
        assert answers(["data.example.org"], "127.0.0.1:8501", path)
    assert not answers(["data.example.org"], "127.0.0.1:8501")
    assert answers(["data.example.org"], "data.example.org:443")
    assert answers(["*.example.org"], "a.example.org")
    assert not answers(["*.example.org"], "example.org.evil.example", "/readyz")


def test_two_names_in_one_request_are_none() -> None:
    from server.known_hosts import host_of

    assert host_of({"type": "http", "headers": [(b"host", b"localhost"), (b"host", b"evil.example")]}) is None
    assert host_of({"type": "http", "headers": []}) is None
