"""Every answer tells the browser what it may load, run and frame; a real browser finds nothing against it on any page."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import httpx
import pytest
import streamlit
from playwright.sync_api import Page, expect
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from websockets.exceptions import InvalidStatus

from benchmarks.visitor import Visitor
from queries.page_list import BY_ADDRESS
from server import security_headers
from tests.kit import local
from tests.kit.coroutines import run
from tests.kit.tiers import long

ANSWERS = [*sorted(BY_ADDRESS), "/healthz", "/readyz", "/_stcore/health", "/favicon.png", "/api/v1/answers/cities.csv",
           "/nowhere", "/api/v1/nowhere", "/_stcore/metrics", "/city/"]  # fmt: skip
COLLECT_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", e => window.violations.push(e.violatedDirective + " " + e.blockedURI));
"""


def directives(policy: str) -> dict[str, list[str]]:
    """The sources of a content security policy by directive."""
    parts = [part.split() for part in policy.split(";")]
    return {name: sources for name, *sources in parts}


def answer_behind(headers: dict[str, str]) -> httpx.Response:
    """What a small application behind the middleware answers."""
    app = Starlette(routes=[Route("/", lambda request: PlainTextResponse("here"))], middleware=security_headers.middleware())

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
            return await client.get("http://testserver/", headers=headers)

    return run(asked())


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_carries_the_headers(site: str, address: str) -> None:
    headers = local.get(site + address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "strict-transport-security" not in headers
    assert directives(headers["content-security-policy"])["default-src"] == ["'none'"]


def test_the_policy_allows_no_eval_and_no_inline_script_but_the_one_that_streamlit_ships(site: str) -> None:
    html = (Path(streamlit.__file__).parent / "static/index.html").read_bytes()
    inline = [part.split(b"</script>")[0] for part in html.split(b"<script>")[1:]]
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in inline]
    found = directives(local.get(site).headers["content-security-policy"])
    assert found["script-src"] == ["'self'", "blob:", "'wasm-unsafe-eval'", *hashes]
    assert len(hashes) == 1
    assert found["connect-src"] == found["base-uri"] == found["frame-ancestors"] == ["'self'"]


def test_a_visitor_over_tls_is_told_to_stay_there(site: str) -> None:
    assert local.get(site, headers={"X-Forwarded-Proto": "https"}).headers["strict-transport-security"] == security_headers.HSTS


def test_only_the_sites_that_the_setting_names_may_embed_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_FRAMES", "https://city.example, https://news.example")
    headers = answer_behind({}).headers
    assert directives(headers["content-security-policy"])["frame-ancestors"] == [
        "'self'",
        "https://city.example",
        "https://news.example",
    ]
    assert "x-frame-options" not in headers


@pytest.mark.parametrize(
    ("host", "status"),
    [("data.example.org", 200), ("data.example.org:8443", 200), ("DATA.example.org", 200), ("10.0.0.7", 400),
     ("evil.example", 400), ("data.example.org.evil.example", 400), ("x@data.example.org", 400), ("", 400)],
)  # fmt: skip
def test_only_the_hosts_that_the_setting_names_are_answered_for(monkeypatch: pytest.MonkeyPatch, host: str, status: int) -> None:
    monkeypatch.setenv("PORTAL_HOSTS", "data.example.org 127.0.0.1")
    assert answer_behind({"Host": host}).status_code == status


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null"])
def test_a_page_of_another_site_cannot_open_a_websocket(site: str, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        Visitor(site, origin=origin)
    assert refused.value.response.status_code == 403


def test_no_answer_names_a_version_or_a_path_of_the_server(site: str) -> None:
    for address in ANSWERS:
        answer = local.get(site + address)
        said = str(answer.headers) + ("" if address in BY_ADDRESS else answer.text)
        assert streamlit.__version__ not in said
        assert str(Path(__file__).parents[2]) not in said
        assert "Traceback" not in said


@pytest.mark.browser
@pytest.mark.parametrize(
    "addresses", [("/growth", "/records"), long(sorted(BY_ADDRESS))], ids=["a picture and a table", "every page"]
)
def test_a_real_browser_finds_nothing_against_the_policy_on_any_page(page: Page, site: str, addresses: list[str]) -> None:
    complaints: list[str] = []
    tables, pictures = 0, 0
    page.add_init_script(COLLECT_VIOLATIONS)
    page.on("console", lambda m: complaints.append(m.text) if "Content Security Policy" in m.text else None)
    for address in addresses:
        page.goto(site + address)
        expect(page.get_by_text("Independent record, not run by").first).to_be_visible(timeout=30_000)
        for table in page.get_by_text("Table and data").all()[:1]:
            table.click()
        page.wait_for_load_state("networkidle")
        tables += page.get_by_test_id("stDataFrame").count()
        pictures += page.locator(".js-plotly-plot").count()
        complaints += page.evaluate("window.violations")
    page.goto(f"{site}/nowhere")
    expect(page.get_by_role("heading", name="There is no such page here")).to_be_visible()
    assert complaints == []
    assert tables > 0
    assert pictures > 0


def test_every_package_is_locked_with_hashes_at_the_version_that_is_pinned_and_its_license_is_listed() -> None:
    root = Path(__file__).resolve().parents[2]
    locked = dict(
        re.findall(r"^([\w.-]+)==([\w.]+) \\\n    --hash=sha256:", (root / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    )
    pinned = dict(re.findall(r"^([\w.-]+)==([\w.]+)", (root / "requirements.txt").read_text("utf-8"), re.MULTILINE))
    listed = re.findall(r"^\| ([\w.-]+) \| \S", (root / "docs/licenses.md").read_text("utf-8"), re.MULTILINE)
    assert pinned.items() <= locked.items()
    assert set(locked) <= set(listed)
