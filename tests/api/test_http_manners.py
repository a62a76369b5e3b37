"""The open API has the manners of HTTP: parts, refused compression, ETags of all that an answer depends on, OPTIONS, an index."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.index import PROMISE
from queries.endpoints import ENDPOINTS, PREFIX
from queries.snapshot import current
from server import freshness
from server.content_coding import taken
from tests.kit import local
from tests.kit.api_client import client
from tests.kit.repository import ROOT

FINISHED = (
    f"{PREFIX}/awards.csv",
    f"{PREFIX}/cities.parquet",
    f"{PREFIX}/answers/city_count_by_level.json",
    "/downloads/awards.csv",
)


@pytest.fixture
def api(portal: object) -> TestClient:
    """The HTTP routes alone, without the pages."""
    return client()


@pytest.mark.parametrize("path", FINISHED)
def test_every_finished_answer_can_be_had_in_parts_and_the_parts_make_the_whole(api: TestClient, path: str) -> None:
    whole = api.get(path, headers={"Accept-Encoding": "identity"})
    assert whole.headers["accept-ranges"] == "bytes"
    size, step = len(whole.content), len(whole.content) // 3 + 1
    parts = [api.get(path, headers={"Range": f"bytes={start}-{start + step - 1}"}) for start in range(0, size, step)]
    assert {part.status_code for part in parts} == {206}
    assert b"".join(part.content for part in parts) == whole.content
    assert parts[0].headers["content-range"] == f"bytes 0-{step - 1}/{size}"
    assert api.get(path, headers={"Range": "bytes=-5"}).content == whole.content[-5:]
    assert api.get(path, headers={"Range": f"bytes={size - 5}-"}).content == whole.content[-5:]
    beyond = api.get(path, headers={"Range": f"bytes={size}-"})
    assert (beyond.status_code, beyond.headers["content-range"].removeprefix("bytes ")) == (416, f"*/{size}")


@pytest.mark.parametrize("asked", ["bytes=a-b", "bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes="])
def test_what_is_not_one_range_is_answered_whole(api: TestClient, asked: str) -> None:
    path = f"{PREFIX}/counts.json?by=level"
    answer = api.get(path, headers={"Range": asked})
    assert (answer.status_code, answer.json()) == (200, api.get(path).json())
    assert api.get(path, headers={"Range": "bytes=0-5", "If-Range": answer.headers["etag"]}).status_code == 200


@pytest.mark.parametrize(
    ("said", "codings"),
    [
        ("gzip", ["gzip"]),
        ("gzip;q=0", []),
        ("GZIP; Q=0.000, br", ["br"]),
        ("gzip;q=0.5, identity", ["gzip", "identity"]),
        ("", []),
    ],
)
def test_a_coding_is_taken_unless_it_is_refused(said: str, codings: list[str]) -> None:
    assert taken(said) == codings


@pytest.mark.parametrize("path", ["/", "/map?state=Texas"])
def test_a_page_comes_compressed_and_is_the_same_page(site: str, path: str) -> None:
    small, whole = (local.get(site + path, headers={"Accept-Encoding": coding}) for coding in ("gzip", "identity"))
    assert (small.headers["content-encoding"], small.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert int(small.headers["content-length"]) < len(whole.content) / 2
    assert small.text == whole.text
    assert local.head(site + path, headers={"Accept-Encoding": "gzip"}).status_code == 200


@pytest.mark.parametrize("path", [f"{PREFIX}/awards.json", "/feed.atom", "/", "/downloads/awards.csv"])
def test_who_refuses_gzip_gets_none_and_who_asks_for_a_part_gets_it_of_the_plain_bytes(site: str, path: str) -> None:
    assert "content-encoding" not in local.get(site + path, headers={"Accept-Encoding": "gzip;q=0"}).headers
    part = local.get(site + path, headers={"Accept-Encoding": "gzip", "Range": "bytes=0-9"})
    assert "content-encoding" not in part.headers
    assert (part.status_code, len(part.content)) == (206, 10) or path in ("/", "/feed.atom")


@pytest.mark.slow
def test_an_etag_changes_with_the_settings_and_the_code_that_an_answer_is_made_of(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = {freshness.tag(current())}
    monkeypatch.setenv("PORTAL_URL", "https://certified.example")
    seen.add(freshness.tag(current()))
    monkeypatch.setenv("PORTAL_CONTACT", "desk@certified.example")
    seen.add(freshness.tag(current()))
    monkeypatch.setattr(freshness, "code", lambda: "another release")
    seen.add(freshness.tag(current()))
    assert len(seen) == 4
    for path in (f"{PREFIX}/awards.json", f"{PREFIX}/openapi.json", "/feed.atom", "/cities/baltimore-md", f"{PREFIX}/"):
        for old in seen - {freshness.tag(current())}:
            assert api.get(path, headers={"If-None-Match": f'W/"{old}"'}).status_code == 200
        assert api.get(path, headers={"If-None-Match": f'W/"{freshness.tag(current())}"'}).status_code == 304


def test_the_mark_of_the_code_covers_every_template_and_query() -> None:
    suffixes = {path.suffix for folder in ("api", "queries") for path in (ROOT / folder).rglob("*") if path.is_file()}
    assert suffixes - {".pyc"} <= freshness.MADE_OF


@pytest.mark.parametrize("path", [f"{PREFIX}/awards.json", f"{PREFIX}/", "/downloads/awards.csv"])
def test_options_says_what_may_be_asked(api: TestClient, path: str) -> None:
    answer = api.options(path)
    assert (answer.status_code, answer.headers["allow"], answer.content) == (204, "GET, HEAD, OPTIONS", b"")


@pytest.mark.slow
def test_the_index_names_every_list_and_its_links_lead_somewhere(api: TestClient) -> None:
    found = api.get(f"{PREFIX}/").json()
    assert list(found["lists"]) == [endpoint.name for endpoint in ENDPOINTS]
    for one in found["lists"].values():
        for address in one["formats"].values():
            asked = address + ("?by=level" if "by" in one["parameters"] else "")
            assert api.get(asked).status_code == 200
    assert api.get(PREFIX).json() == found


def test_the_promise_is_the_same_for_programs_and_in_the_document() -> None:
    text = re.sub(r"\s+", " ", Path(ROOT / "docs/api.md").read_text(encoding="utf-8"))
    assert [sentence for sentence in PROMISE if sentence not in text] == []


@pytest.mark.parametrize("path", ["/feed.atom", "/changes.atom", f"{PREFIX}/"])
def test_any_page_s_script_may_read_the_feeds_too(api: TestClient, path: str) -> None:
    assert api.get(path, headers={"Origin": "https://reader.example"}).headers["access-control-allow-origin"] == "*"


def test_the_description_has_no_list_that_a_new_city_would_break(api: TestClient) -> None:
    document = api.get(f"{PREFIX}/openapi.json").json()
    for name in ("city", "state", "country"):
        values = document["components"]["parameters"][name]["schema"]["items"]
        assert "enum" not in values
        assert re.search(values["pattern"], document["components"]["parameters"][name]["example"][0])
    levels = document["components"]["parameters"]["level"]["schema"]["items"]["enum"]
    assert levels == list(current().words.options["level"])
    assert document["security"] == []
    assert document["info"]["contact"]
