"""An address is a page, a route or a file of the portal, or it is a real 404."""

from __future__ import annotations

import pytest

from queries.page_list import BY_ADDRESS
from tests.kit import local

UNKNOWN = (
    "/nowhere", "/city/baltimore-md", "/index.html", "/static/nothing.js", "/media/nothing.png", "/component/x/y.html",
    "/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/_stcore/agent/interact",
    "/_stcore/script-health-check", "/_stcore/upload_file/session/file", "/_stcore/bidi-components/x/y.js", "/auth/login",
    "/auth/logout", "/oauth2callback", "/.env", "/.git/config", "/app.py", "/data/awards.csv", "/%2e%2e/app.py", "//evil.example",
    "/growth/_stcore/health", "/growth/_stcore/host-config", "/MAP", "/map%00", "/map;x", "/%C3%A9",
)  # fmt: skip


@pytest.mark.parametrize("address", sorted(BY_ADDRESS))
def test_every_page_is_there(site: str, address: str) -> None:
    answer = local.get(f"{site}{address}")
    assert answer.status_code == 200
    assert '<div id="root">' in answer.text
    assert ("js/PlotlyChart." in answer.text) == BY_ADDRESS[address].has_pictures
    assert local.head(f"{site}{address}").status_code == 200


@pytest.mark.parametrize("address", UNKNOWN)
def test_an_unknown_address_is_a_404(site: str, address: str) -> None:
    answer = local.get(f"{site}{address}")
    assert answer.status_code == 404
    assert '<div id="root">' not in answer.text


def test_a_slash_too_many_leads_to_the_page_and_keeps_the_filter(site: str) -> None:
    answer = local.get(f"{site}/city/?city=baltimore-md")
    assert (answer.status_code, answer.headers["location"]) == (308, "/city?city=baltimore-md")
    assert local.get(f"{site}/nowhere/").status_code == 404


def test_an_unknown_answer_of_the_api_is_json_and_not_a_page(site: str) -> None:
    for address in ("/api/v1/nothing.json", "/api/v2/cities.json", "/api/v1/cities.docx", "/api/"):
        answer = local.get(f"{site}{address}")
        assert answer.status_code == 404
        assert set(answer.json()["error"]) == {"parameter", "value", "message"}


def test_the_page_of_a_404_is_a_page_for_people_and_repeats_the_address_harmlessly(site: str) -> None:
    answer = local.get(f"{site}/<script>alert(1)</script>")
    assert answer.status_code == 404
    assert "There is no such page here" in answer.text
    assert "<script" not in answer.text
    assert 'href="/records"' in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(site: str, method: str) -> None:
    for address in ("/", "/records", "/healthz", "/readyz", "/_stcore/health", "/media/x"):
        assert local.request(method, f"{site}{address}", content=b"x").status_code == 405
    assert local.request(method, f"{site}/_stcore/upload_file/a/b", content=b"x").status_code == 404


def test_readyz_names_the_snapshot_that_is_shown(site: str) -> None:
    ready = local.get(f"{site}/readyz")
    assert (ready.status_code, ready.json()["status"], ready.json()["problem"]) == (200, "ready", None)
    assert ready.json()["snapshot"] == local.get(f"{site}/healthz").json()["snapshot"]
