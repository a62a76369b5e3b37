"""The shipped nginx and portals as they run: who asked and what was asked stands in no log, and every answer has its headers."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from api.routes import ROUTES
from benchmarks.gateway import any_certificate, gateway, tls_gateway
from benchmarks.served import Portal, serve
from benchmarks.visitor import Visitor
from queries.page_list import BY_ADDRESS
from server.security_headers import OF_ANY_ANSWER
from tests.kit import local
from tests.kit.route_addresses import addresses_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin") is None, reason="nginx is not installed"
    ),
]
VISITOR, QUESTION = "203.0.113.77", "zebrafinch"
FORWARDED = {"X-Forwarded-For": VISITOR}
SAID_BY_NGINX = {"/readyz": 404, "/_stcore/metrics": 404, "/" + "a" * 9_000: 414}
HEADERS = {"content-security-policy": "default-src 'none'", "permissions-policy": "camera=()", **OF_ANY_ANSWER}


@dataclass
class Site:
    """Two portals behind nginx, plain and over TLS, and the folder with their logs."""

    folder: Path
    plain: str
    tls: str
    replicas: list[Portal]

    def logs(self) -> str:
        """All that the processes have said."""
        return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in self.folder.glob("*.log"))


@pytest.fixture(scope="module")
def served(snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("gateway")
    replicas = [serve(snapshots, log=folder / f"portal-{name}.log") for name in "ab"]
    nginx, plain, tls = tls_gateway(folder, replicas)
    yield Site(folder, plain, tls, replicas)
    nginx.terminate()
    nginx.wait(10)
    for replica in replicas:
        replica.end()


@pytest.fixture(scope="module")
def behind_a_proxy(served: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same portals behind an nginx that trusts a proxy on this machine."""
    folder = tmp_path_factory.mktemp("proxied")
    nginx, plain = gateway(folder, served.replicas, trusted="127.0.0.1")
    yield plain
    nginx.terminate()
    nginx.wait(10)


def addresses() -> list[str]:
    """One address of every route, and every page."""
    return sorted({*addresses_of(ROUTES), *BY_ADDRESS, "/nowhere", "/downloads/certified-cities.zip", "/_stcore/health",
                   "/favicon.png"})  # fmt: skip


def flood(site: str, address: str, visitors: list[str]) -> list[int]:
    """The statuses of one request for each visitor, all sent at once over one connection, as a proxy sends them."""
    place = urlsplit(site)
    text = "".join(f"GET {address} HTTP/1.1\r\nHost: {place.netloc}\r\nX-Forwarded-For: {who}\r\n\r\n" for who in visitors)
    with socket.create_connection((place.hostname, place.port), timeout=60) as line:
        line.sendall(text.removesuffix("\r\n").encode() + b"Connection: close\r\n\r\n")
        with line.makefile("rb") as said:
            return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", said.read())]


def a_script() -> str:
    """The address of a script of the pages, which any cache may keep for ever."""
    from server.security_headers import static_folder

    return "/static/js/" + next((static_folder() / "static" / "js").glob("index.*.js")).name


def test_no_log_of_any_process_names_a_visitor_or_a_question(served: Site, behind_a_proxy: str) -> None:
    asked = f"q={QUESTION}&city={QUESTION}&state={QUESTION}"
    for site in (served.replicas[0].site, served.plain, behind_a_proxy):
        for address in addresses():
            local.get(f"{site}{address}?{asked}", headers=FORWARDED)
        local.get(f"{site}/{QUESTION}", headers={**FORWARDED, "Host": f"{QUESTION}.example", "Referer": QUESTION})
        local.post(f"{site}/?{asked}", content=b"a" * 20_000, headers=FORWARDED)
        with Visitor(site) as visitor:
            visitor.open("records", asked)
            visitor.say(BackMsg(clear_cache=True))
            visitor.say(QUESTION.encode())
    assert 429 in flood(behind_a_proxy, f"/api/v1/nowhere?{asked}", [VISITOR] * 240)
    said = served.logs()
    assert "now showing" in said or "Application startup complete" in said
    for secret in (VISITOR, QUESTION, "127.0.0.1:", ' - "'):
        lines = [line for line in said.splitlines() if secret in line and "running on" not in line]
        assert not lines, lines[:3]


@pytest.mark.parametrize("address", SAID_BY_NGINX)
def test_what_nginx_answers_itself_has_the_headers_and_no_cookie(served: Site, address: str) -> None:
    for site in (served.plain, served.tls):
        answer = local.get(site + address)
        assert answer.status_code == SAID_BY_NGINX[address]
        assert_safe(answer)
        assert "set-cookie" not in answer.headers
        assert ("strict-transport-security" in answer.headers) == site.startswith("https")


def assert_safe(answer: httpx.Response) -> None:
    """Every header is there, once."""
    for name, value in HEADERS.items():
        found = answer.headers.get_list(name)
        assert len(found) == 1, (answer.url, answer.status_code, name, found)
        assert value in found[0], (answer.url, name)


def test_every_route_has_each_header_once_and_no_cookie_where_a_cache_may_keep_the_answer(served: Site) -> None:
    kept = 0
    for address in [*addresses(), a_script()]:
        answer = local.get(f"{served.tls}{address}")
        assert len(answer.headers.get_list("strict-transport-security")) == 1, address
        for name in HEADERS:
            assert len(answer.headers.get_list(name)) == 1, (address, name)
        if any(word in answer.headers.get("cache-control", "") for word in ("public", "immutable")):
            kept += 1
            assert "set-cookie" not in answer.headers, address
    assert kept >= 5
    assert "portal_replica=" in local.get(served.plain).headers["set-cookie"]


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example"])
def test_nginx_refuses_any_name_that_is_not_of_the_site(served: Site, host: str) -> None:
    answer = local.get(served.plain, headers={"Host": host})
    assert answer.status_code == 421
    assert_safe(answer)
    place = urlsplit(served.tls)
    with socket.create_connection(("127.0.0.1", place.port or 443), timeout=30) as line, pytest.raises(ssl.SSLError):
        any_certificate().wrap_socket(line, server_hostname=host)


def test_a_visitor_over_tls_sees_the_page_and_its_websocket_opens(served: Site) -> None:
    assert local.get(served.tls).status_code == 200
    with Visitor(served.tls) as visitor:
        assert not visitor.open("records").failed


def test_visitors_behind_a_trusted_proxy_have_a_limit_each_and_nobody_else_is_believed(served: Site, behind_a_proxy: str) -> None:
    visitors = [f"198.51.100.{number}" for number in range(240)]
    assert flood(behind_a_proxy, "/api/v1/nowhere", visitors) == [404] * 240
    assert 429 in flood(served.plain, "/api/v1/nowhere", visitors)


def test_only_a_trusted_proxy_may_say_that_a_visitor_came_over_tls(served: Site, behind_a_proxy: str) -> None:
    told = {"X-Forwarded-For": VISITOR, "X-Forwarded-Proto": "https"}
    assert "strict-transport-security" in local.get(behind_a_proxy, headers=told).headers
    assert "strict-transport-security" not in local.get(served.plain, headers=told).headers


def test_a_body_too_large_and_a_flood_are_refused_with_the_headers(served: Site) -> None:
    too_large = local.post(served.plain, content=b"a" * 20_000)
    assert too_large.status_code == 413
    assert_safe(too_large)
    flood(served.plain, "/api/v1/nowhere", [VISITOR] * 240)
    refused = local.get(f"{served.plain}/api/v1/nowhere")
    while refused.status_code != 429:
        flood(served.plain, "/api/v1/nowhere", [VISITOR] * 120)
        refused = local.get(f"{served.plain}/api/v1/nowhere")
    assert_safe(refused)
    assert "set-cookie" not in refused.headers
