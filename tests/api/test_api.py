"""The open API answers as it is described: same rows as the files in data/, errors that help, nothing sent twice."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from api.page_head_tags import dataset
from api.routes import ROUTES
from etl.answer_columns import ANSWERS
from queries.endpoints import ENDPOINTS, GROUPS, MEDIA_TYPES, PARAMETERS, PREFIX, example
from queries.snapshot import current
from server import freshness
from tests.kit import record
from tests.kit.api_client import client

PATHS = [f"{PREFIX}/{e.name}.{suffix}" + ("?by=level" if e.name == "counts" else "") for e in ENDPOINTS for suffix in e.formats]
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def api(portal: object) -> TestClient:
    """The HTTP routes alone, without the pages."""
    return client()


def rows(api: TestClient, path: str, **query: object) -> list[dict]:
    answer = api.get(f"{PREFIX}/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_comes_in_its_format_with_license_and_etag(api: TestClient, path: str) -> None:
    answer = api.get(path)
    suffix = path.split("?")[0].rsplit(".", 1)[1]
    assert answer.status_code == 200
    assert answer.headers["content-type"] == MEDIA_TYPES[suffix]
    assert answer.headers["etag"] == f'W/"{freshness.tag(current())}"'
    assert 'rel="license"' in answer.headers["link"]
    assert re.search(rf'filename="certified-cities-[a-z0-9.-]+\.{suffix}"', answer.headers["content-disposition"])


@pytest.mark.parametrize("path", PATHS)
def test_what_a_client_has_already_is_not_sent_again(api: TestClient, path: str) -> None:
    tag = api.get(path).headers["etag"]
    for sent in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        answer = api.get(path, headers={"If-None-Match": sent})
        assert (answer.status_code, answer.content) == (304, b"")
    assert api.get(path, headers={"If-None-Match": 'W/"portal-of-yesterday"'}).status_code == 200


def test_gold_in_texas_since_2021_is_three_awards_and_two_cities_first_certified_since_then(api: TestClient) -> None:
    asked = {"level": "gold", "state": "TX", "since": "2021"}
    assert [(row["city"], row["award"]) for row in rows(api, "awards", **asked)] == [
        ("Dallas", "leveled_up"),
        ("Arlington", "recertified"),
        ("Austin", "certified"),
    ]
    assert [row["city"] for row in rows(api, "cities", **asked)] == ["Austin", "Dallas"]


def test_an_answer_says_what_it_is_about(api: TestClient) -> None:
    meta = api.get(f"{PREFIX}/awards.json?level=Gold&state=TX&since=2021&year=2021&text=planetizen").json()["meta"]
    assert meta["filters"] == {"level": ["Gold"], "year": [2021], "since": 2021, "state": ["Texas"], "text": "planetizen"}
    assert (meta["as_of"], meta["row_count"], meta["snapshot"]) == ("2026-01-14", 1, current().name)
    assert meta["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "as of January 14, 2026" in meta["citation"]
    assert (
        "http://portal.test/records?level=Gold&year=2021&since=2021&state=Texas&text=planetizen&as_of=2026-01-14"
        in meta["citation"]
    )


@pytest.mark.parametrize("by", GROUPS)
def test_counts_by_anything_add_up_to_the_rows_of_the_list(api: TestClient, by: str) -> None:
    asked = {"as_of": "2021-12-15", "country": "US"}
    counts, cities, awards = rows(api, "counts", by=by, **asked), rows(api, "cities", **asked), rows(api, "awards", **asked)
    if by == "award":
        assert {row["award"]: row["award_count"] for row in counts} == Counter(row["award"] for row in awards)
    else:
        assert sum(row["city_count"] for row in counts) == sum(row["is_certified"] for row in cities) == 45
        assert sum(row["city_count_most"] for row in counts) == len(cities) == 50
    assert next(iter(counts[0])) == by


def test_counts_carry_the_announced_total_and_its_basis(api: TestClient) -> None:
    then = api.get(f"{PREFIX}/counts.json?by=level&as_of=2021-12-15").json()["meta"]
    now = api.get(f"{PREFIX}/counts.json?by=level").json()["meta"]
    assert (then["announced_total"], then["announced_total_basis"]) == (50, "stated")
    assert (now["announced_total"], now["announced_total_basis"]) == (117, "our sum")


def test_announcements_come_with_total_least_most_and_gap(api: TestClient) -> None:
    found = {row["announced_on"]: row for row in rows(api, "announcements")}
    assert (found["2021-12-15"]["stated_total"], found["2021-12-15"]["counted_least"], found["2021-12-15"]["counted_most"]) == (
        50,
        45,
        50,
    )
    assert (found["2026-01-14"]["stated_total"], found["2026-01-14"]["gap"]) == (None, 117 - record.named())
    assert len(rows(api, "announcements", as_of="2019-01-01")) == 1


def test_practices_count_documented_cities_and_items(api: TestClient) -> None:
    items = Counter(row["practice"] for row in record.rows("practice_evidence"))
    found = rows(api, "practices")
    assert {row["practice"] for row in found} == set(items)
    assert all(row["evidence_count"] <= items[row["practice"]] and row["city_count"] <= row["evidence_count"] for row in found)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda e: e.name)
def test_the_columns_of_an_answer_are_those_of_the_dictionary(api: TestClient, endpoint: object) -> None:
    described = list(ANSWERS[endpoint.name].columns)
    if endpoint.name == "counts":
        found = {name: True for by in GROUPS for name in rows(api, "counts", by=by)[0]}
        assert set(found) == set(described)
    else:
        assert list(rows(api, endpoint.name)[0]) == described


def test_evidence_and_stories_are_the_rows_of_their_files(api: TestClient) -> None:
    for name, file in (("evidence", "practice_evidence"), ("stories", "stories")):
        found, given = rows(api, name), record.rows(file)
        assert sorted(row["headline"] for row in found) == sorted(row["headline"] for row in given)
        assert all(row["source_url"] for row in found)
        boston = [row for row in given if (row["city"], row["state"]) == ("Boston", "MA")]
        assert len(rows(api, name, city="boston-ma")) == len(boston)
        assert {row["state"] for row in rows(api, name, state="Texas")} == {"TX"}


def test_the_list_of_changes_has_the_entries_of_the_feed_of_changes(api: TestClient) -> None:
    entries = ET.fromstring(api.get("/changes.atom").content).findall("a:entry", ATOM)
    told = [entry.findtext("a:title", "", ATOM).partition(": ")[2] for entry in entries]
    assert [row["in_words"] for row in rows(api, "changes")] == told


def test_a_place_without_an_award_is_among_the_places_and_not_among_the_cities(api: TestClient) -> None:
    standing = Counter(row["standing"] for row in rows(api, "places"))
    assert standing["certified"] == record.named()
    assert standing["not on record"] > 1_000
    assert [row["standing"] for row in rows(api, "places", city="plano-tx")] == ["not on record"]
    assert "plano-tx" not in {row["city_id"] for row in rows(api, "cities", state="TX")}


def test_limit_offset_and_column_give_a_part(api: TestClient) -> None:
    every = rows(api, "awards")
    answer = api.get(f"{PREFIX}/awards.json?limit=5&offset=10&column=award&column=city").json()
    assert answer["rows"] == [{"city": row["city"], "award": row["award"]} for row in every[10:15]]
    assert (answer["meta"]["row_count"], answer["meta"]["matching_count"]) == (5, len(every))
    assert rows(api, "awards", offset=9999) == []


def test_words_are_found_without_accents_and_case_and_all_of_them(api: TestClient) -> None:
    assert "Bogotá" in {row["city"] for row in rows(api, "awards", text="BOGOTA")}
    assert rows(api, "awards", text="BOGOTA") == rows(api, "awards", text="bogotá")
    assert {row["city"] for row in rows(api, "awards", text="texas austin", award="certified")} == {"Austin"}
    assert rows(api, "awards", text="—") == []


@pytest.mark.parametrize(
    ("path", "parameter", "right"),
    [
        ("cities.json?level=Bronze", "level", "Silver, Gold, Platinum or Not stated"),
        ("cities.csv?as_of=yesterday", "as_of", "a date like 2021-12-15"),
        ("cities.json?year=1999", "year", "from 2017 to"),
        ("cities.json?award=Certified", "award", "these are: as_of, level"),
        ("awards.json?sate=TX", "sate", "these are: as_of, level"),
        ("awards.json?level=", "level", "leave it out"),
        ("awards.json?since=2020&since=2021", "since", "once only"),
        ("awards.json?limit=0", "limit", "from 1 to 10000"),
        ("awards.json?column=colour", "column", "city_id, city"),
        (f"awards.json?text={'x' * 81}", "text", "80 characters"),
        ("counts.json", "by", "level, year, state, country, size, award"),
        ("counts.json?by=mayor", "by", "level, year, state, country, size, award"),
        ("answers/city_count_by_level.csv?as_of=", "as_of", "leave it out"),
        ("answers/awards.csv?level=Bronze", "level", "Silver, Gold, Platinum or Not stated"),
    ],
)  # fmt: skip
def test_a_value_that_means_nothing_is_a_400_that_says_what_would_be_right(
    api: TestClient, path: str, parameter: str, right: str
) -> None:
    answer = api.get(f"{PREFIX}/{path}")
    problem = answer.json()["error"]
    assert answer.status_code == 400
    assert set(problem) == {"parameter", "value", "message"}
    assert problem["parameter"] == parameter
    assert right in problem["message"]


@pytest.mark.parametrize("path", ["nothing", "cities.pdf", "cities.json/", "answers/nothing.csv", "answers/cities.pdf"])
def test_an_unknown_answer_is_a_404_in_json(api: TestClient, path: str) -> None:
    answer = api.get(f"{PREFIX}/{path}", follow_redirects=False)
    assert answer.status_code == 404
    assert set(answer.json()["error"]) == {"parameter", "value", "message"}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_the_api_cannot_be_written_to(api: TestClient, method: str) -> None:
    answer = api.request(method, f"{PREFIX}/awards.json")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_scripts_of_other_sites_may_read(api: TestClient) -> None:
    asked = {
        "Origin": "https://newsroom.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    assert api.options(f"{PREFIX}/awards.json", headers=asked).headers["access-control-allow-origin"] == "*"
    answer = api.get(f"{PREFIX}/awards.json", headers={"Origin": "https://newsroom.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "ETag" in answer.headers["access-control-expose-headers"]


def test_the_description_and_the_routes_agree_both_ways(api: TestClient) -> None:
    document = api.get(f"{PREFIX}/openapi.json").json()
    mounted = next(route for route in ROUTES if getattr(route, "path", "") == PREFIX and hasattr(route, "routes"))
    served = {PREFIX + route.path for route in mounted.routes if hasattr(route, "methods")}
    assert served - set(document["paths"]) == {f"{PREFIX}/openapi.json", f"{PREFIX}/"}
    assert set(document["paths"]) <= served
    given = [p for path in document["paths"].values() for p in path["get"]["parameters"]]
    described = {p["$ref"].rpartition("/")[2] if "$ref" in p else p["name"] for p in given}
    assert described == {*PARAMETERS, "file"}
    assert set(document["components"]["parameters"]) == set(PARAMETERS) - {"column"}


@pytest.mark.slow
@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda e: e.name)
def test_every_documented_example_is_answered(api: TestClient, endpoint: object) -> None:
    must = {"by": "level"} if "by" in endpoint.parameters else {}
    for name in endpoint.parameters:
        answer = api.get(f"{PREFIX}/{endpoint.name}.json", params=must | {name: example(name, current().words)})
        assert answer.status_code == 200, answer.text


def test_a_picture_and_its_csv_have_the_same_rows(api: TestClient) -> None:
    answer = api.get(f"{PREFIX}/answers/city_count_by_level.csv?as_of=2021-12-15")
    found = list(csv.DictReader(io.StringIO(answer.text)))
    here = Counter(city["level"] for city in record.standing(date(2021, 12, 15)) if city["is_certified"])
    assert {row["level"]: int(row["city_count"]) for row in found} == here
    assert api.get(f"{PREFIX}/answers/city_count_by_level.json").json()["question"].startswith("How many cities")


def test_the_feed_has_one_entry_per_award_newest_first_with_ids_that_stay(api: TestClient) -> None:
    root = ET.fromstring(api.get("/feed.atom").content)
    updated = [entry.findtext("a:updated", namespaces=ATOM) for entry in root.findall("a:entry", ATOM)]
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in root.findall("a:entry", ATOM)]
    elsewhere = client("https://other.test").get("/feed.atom").content
    assert len(ids) == len(set(ids)) == len(record.rows("awards"))
    assert updated == sorted(updated, reverse=True)
    assert [e.findtext("a:id", namespaces=ATOM) for e in ET.fromstring(elsewhere).findall("a:entry", ATOM)] == ids
    texan = sum(row["state"] == "TX" for row in record.rows("awards"))
    assert len(ET.fromstring(api.get("/feed.atom?state=TX").content).findall("a:entry", ATOM)) == texan
    assert api.get("/feed.atom?level=Bronze").status_code == 400


def test_the_sitemap_names_every_page_and_every_city(api: TestClient) -> None:
    places = re.findall(r"<loc>(.*?)</loc>", api.get("/sitemap.xml").text)
    cities = {record.key(row) for row in record.rows("awards")}
    asked = ("/", "/records", "/cities/", "/cities/baltimore-md")
    assert {f"http://portal.test{path}" for path in asked} <= set(places)
    assert len(places) == 8 + len(cities)


def test_robots_may_read_all_so_that_they_see_what_is_not_to_be_indexed(api: TestClient) -> None:
    lines = api.get("/robots.txt").text.splitlines()
    assert lines[:2] == ["User-agent: *", "Disallow:"]
    assert "Sitemap: http://portal.test/sitemap.xml" in lines


def test_links_that_leave_the_portal_use_its_public_address(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_URL", "https://certified.example/")
    assert "https://certified.example/records?as_of=2026-01-14" in api.get(f"{PREFIX}/awards.json").json()["meta"]["citation"]
    assert api.get(f"{PREFIX}/openapi.json").json()["servers"] == [{"url": "https://certified.example"}]


def test_without_data_every_answer_is_a_503_in_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from queries.snapshot import SHELF, Shelf

    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(tmp_path))
    monkeypatch.setattr(SHELF, "current", Shelf().current)
    api = client()
    for path in (
        f"{PREFIX}/awards.json",
        f"{PREFIX}/openapi.json",
        "/downloads/",
        "/feed.atom",
        "/sitemap.xml",
        f"{PREFIX}/answers/awards.csv",
    ):
        assert api.get(path).status_code == 503
        assert api.get(path).json()["error"]["message"]


def test_the_server_compresses_and_answers_head_without_a_body(site: str) -> None:
    with httpx.Client(base_url=site, headers={"Accept-Encoding": "gzip"}) as reader:
        whole = reader.get(f"{PREFIX}/awards.json")
        head = reader.head(f"{PREFIX}/awards.json")
    assert whole.headers["content-encoding"] == "gzip"
    assert whole.json()["meta"]["row_count"] == len(record.rows("awards"))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == whole.headers["etag"]


@pytest.mark.parametrize("path", ["/", "/map", "/records?state=Texas", "/about"])
def test_search_engines_read_a_title_a_question_and_the_dataset_of_every_page(site: str, path: str) -> None:
    html = httpx.get(site + path, headers={"If-None-Match": "*", "Accept-Encoding": "gzip"}).text
    found = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert re.search(r"<title>[^<]+ · Certified cities</title>", html)
    assert f'<link rel="canonical" href="{site}{path}">' in html
    assert found["@type"] == "Dataset"
    assert found["license"].endswith("/by/4.0/")
    assert {d["contentUrl"].rsplit(".", 1)[1] for d in found["distribution"]} == {
        "csv",
        "duckdb",
        "geojson",
        "json",
        "parquet",
        "xlsx",
        "zip",
    }


def test_the_dataset_covers_the_time_of_the_record(portal: object) -> None:
    assert (
        dataset(current(), "https://x.test")["temporalCoverage"]
        == f"2017-04-01/{max(date.fromisoformat(r['announced_on']) for r in record.rows('announcements'))}"
    )
