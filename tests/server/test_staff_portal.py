"""A portal on a record for staff is closed: to strangers, to other sites, to caches; and everything it shows says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import compile_path
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from api.routes import ROUTES
from benchmarks import served
from queries.page_list import PAGES
from server.known_hosts import is_loopback
from server.readiness import ROUTES as READINESS
from server.security_headers import static_folder
from server.sign_in_gate import ALIVE, OF_THE_SIGN_IN, is_local
from tests.kit import provider
from tests.kit.coroutines import run
from tests.kit.private_scores import addresses, holds, paths, private_workbook
from tests.kit.repository import ROOT
from tests.kit.snapshot_cache import snapshots_of

LABEL = "Staff: holds scores that are not public"
OPEN = "CC BY 4.0"
LABELED = (
    "/", "/cities/tempe-az", "/feed.atom", "/downloads/", "/downloads/datapackage.json", "/api/v1/openapi.json",
    "/api/v1/awards.json", "/api/v1/awards.geojson", "/downloads/certified_cities.geojson",
    "/embed/count", "/embed/levels.svg", "/cities/",
)  # fmt: skip


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Directory of a staff build that holds planted scores."""
    return snapshots_of(private_workbook(tmp_path_factory.mktemp("private")), audience="staff")


@pytest.fixture(scope="module")
def walked(staff: Path) -> list[str]:
    """Every address of a portal: pages, routes with all their forms, feeds, files, Streamlit's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PORTAL_SNAPSHOTS", str(staff))
        found = [*(page.address for page in PAGES.values()), *addresses(), *provider.OF_STREAMLIT, "/readyz", "/nothing"]
    scripts = sorted((static_folder() / "static").rglob("*.js"))[:3]
    found += [f"/{path.relative_to(static_folder()).as_posix()}" for path in scripts]
    bare = {address.partition("?")[0] for address in found}
    assert not [p for p in paths([*ROUTES, *READINESS]) if not any(compile_path(p)[0].match(address) for address in bare)]
    return list(dict.fromkeys(found))


@pytest.fixture(scope="module")
def at_the_provider(staff: Path) -> Iterator[str]:
    """Address of a staff portal where people sign in."""
    port = served.free_port()
    with provider.start() as running, served.serve(staff, port, settings=provider.settings(running, port)) as portal:
        yield portal.site


@pytest.fixture(scope="module")
def on_this_machine(staff: Path) -> Iterator[str]:
    """Address of a staff portal without sign-in."""
    with served.serve(staff) as portal:
        yield portal.site


@pytest.mark.generated
@pytest.mark.slow
def test_a_stranger_gets_no_data_at_any_address(at_the_provider: str, walked: list[str]) -> None:
    with provider.stranger(at_the_provider) as stranger:
        for address in walked:
            for method in ("GET", "POST"):
                answer = stranger.request(method, address, headers={"Origin": "https://evil.example"})
                assert answer.status_code in (303, 302, 400, 401, 404, 405) or address == "/robots.txt", (address, answer)
                assert not holds(answer.content), address
                assert "tempe" not in answer.text.casefold() and "snapshot" not in answer.text.casefold(), address
                assert len(answer.content) < 2_000, address
        assert stranger.get(ALIVE).text == "ok"
        assert stranger.get("/").status_code == 401


@pytest.mark.slow
@pytest.mark.parametrize("mail", [provider.BEN, provider.UNVERIFIED])
def test_who_is_not_on_the_list_sees_that_and_nothing_else(at_the_provider: str, walked: list[str], mail: str) -> None:
    with provider.signed_in(at_the_provider, mail) as person:
        page = person.get("/")
        assert page.status_code in (401, 403)
        assert ("You may not enter" in page.text and mail in page.text) or mail == provider.UNVERIFIED
        for address in walked:
            if address not in OF_THE_SIGN_IN:
                answer = person.get(address)
                assert not holds(answer.content) and "tempe" not in answer.text.casefold(), address
                assert answer.status_code in (401, 403) or address == "/robots.txt", (address, answer)


@pytest.mark.slow
def test_a_websocket_opens_for_staff_alone(at_the_provider: str) -> None:
    stream = at_the_provider.replace("http", "ws") + "/_stcore/stream"

    async def opened(cookies: str, origin: str = at_the_provider) -> bool:
        try:
            async with connect(stream, subprotocols=["streamlit"], additional_headers={"Cookie": cookies}, origin=origin):
                return True
        except InvalidStatus:
            return False

    cookies = {}
    for mail in (provider.ANA, provider.BEN):
        with provider.signed_in(at_the_provider, mail) as person:
            cookies[mail] = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    forged = cookies[provider.ANA][:-3] + "abc"
    assert run(opened(cookies[provider.ANA]))
    assert not run(opened(cookies[provider.ANA], "https://evil.example"))
    assert not any(run(opened(text)) for text in ("", cookies[provider.BEN], forged.replace("=", "=x", 1)))


@pytest.mark.generated
@pytest.mark.slow
def test_every_answer_for_staff_is_private_labeled_and_closed_to_other_sites(at_the_provider: str, walked: list[str]) -> None:
    with provider.signed_in(at_the_provider, provider.ANA) as ana:
        found = {}
        for address in walked:
            if address not in OF_THE_SIGN_IN:
                found[address] = ana.get(address, headers={"Origin": "https://evil.example"})
        assert any(holds(answer.content) for answer in found.values())
        for address, answer in found.items():
            assert not [name for name in answer.headers if name.startswith("access-control")], address
            assert address.startswith("/static/") or answer.headers["cache-control"] == "private, no-store", address
            assert answer.headers["x-robots-tag"] == "noindex, nofollow", address
            assert "CC BY 4.0</a>. Awards" not in answer.text and "Compilation: CC" not in answer.text, address
        assert found["/robots.txt"].text == "User-agent: *\nDisallow: /\n"
        for address in LABELED:
            text = (found.get(address) or ana.get(address)).text
            assert LABEL in text, address
            assert OPEN not in text.replace("GeoNames (CC BY 4.0)", "").replace("SimpleMaps (CC BY 4.0)", ""), address
        assert "staff-holds-scores" in found["/api/v1/awards.csv"].headers["content-disposition"]


@pytest.mark.slow
def test_on_this_machine_staff_needs_no_sign_in_and_a_proxy_or_another_name_is_refused(on_this_machine: str) -> None:
    with provider.stranger(on_this_machine) as here:
        assert here.get("/").status_code == 200
        assert holds(here.get("/api/v1/answers/practice_scores.csv").content)
        for header in ({"X-Forwarded-For": "203.0.113.5"}, {"Forwarded": "for=203.0.113.5"}, {"Host": "203.0.113.5"}):
            answer = here.get("/api/v1/awards.csv", headers=header)
            assert (answer.status_code, "its own machine alone" in answer.text) == (403, True), header


@pytest.mark.slow
@pytest.mark.parametrize("more", [{}, {"PORTAL_SIGN_IN": "https://id.example/.well-known/openid-configuration"}])
def test_a_staff_portal_that_anybody_could_ask_does_not_start(staff: Path, more: dict[str, str]) -> None:
    command = [sys.executable, "-m", "certified_cities", "serve", "--host", "0.0.0.0", "--port", str(served.free_port())]
    environment = {**os.environ, "PORTAL_SNAPSHOTS": str(staff), **more}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert ended.returncode != 0
    assert "Traceback" not in ended.stderr
    said = "sign-in needs PORTAL_SIGN_IN_CLIENT" if more else "cannot start on 0.0.0.0: it is for staff"
    assert said in ended.stderr and ended.stderr.count("\n") <= 2


@pytest.mark.slow
def test_a_public_portal_never_turns_to_a_record_for_staff(snapshots: Path, staff: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(snapshots, tmp_path / "snapshots"))
    with served.serve(folder, log=provider.log(tmp_path)) as portal, provider.stranger(portal.site) as stranger:
        before = stranger.get("/healthz").json()["snapshot"]
        for path in (p for p in staff.iterdir() if p.name != "current.json"):
            (shutil.copytree if path.is_dir() else shutil.copy)(path, folder / path.name)
        shutil.copy(staff / "current.json", folder / "new.json")
        (folder / "new.json").replace(folder / "current.json")
        assert stranger.get("/healthz").json()["snapshot"] == before
        assert "is a record for staff" in stranger.get("/readyz").json()["problem"]
        assert not holds(stranger.get("/api/v1/answers/practice_scores.csv").content)


@pytest.mark.slow
def test_the_log_of_a_public_portal_names_no_private_file_and_no_score(tmp_path: Path, walked: list[str]) -> None:
    public = snapshots_of(private_workbook(tmp_path))
    with served.serve(public, log=provider.log(tmp_path)) as portal, provider.stranger(portal.site) as stranger:
        assert {stranger.get(address).status_code for address in walked[:40]} >= {200}
    assert not holds(provider.log(tmp_path).read_bytes())


LOCAL = {"client": ("127.0.0.1", 5), "server": ("127.0.0.1", 8501), "path": "/"}


@pytest.mark.parametrize(
    ("changed", "headers", "passes"),
    [
        ({}, {"host": "localhost:8501"}, True),
        ({"client": ("::1", 5)}, {"host": "[::1]:8501"}, True),
        ({"client": ("192.0.2.7", 5)}, {"host": "localhost"}, False),
        ({"server": ("192.0.2.7", 80)}, {"host": "localhost"}, False),
        ({"server": None}, {"host": "localhost"}, False),
        ({}, {"host": "evil.example"}, False),
        ({}, {"host": "localhost", "via": "1.1 proxy"}, False),
        ({}, {}, False),
    ],
)
def test_who_sits_at_this_machine_is_known_by_address_name_and_no_proxy(changed: dict, headers: dict, passes: bool) -> None:
    scope = {"type": "http", **LOCAL, **changed, "headers": [(k.encode(), v.encode()) for k, v in headers.items()]}
    assert is_local(scope) is passes


def test_this_machine_itself_is_known_by_its_names_and_numbers() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.1.2.3", "::1", "localhost", "a.localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "10.0.0.1", "example.org", "", "localhost.example")))
