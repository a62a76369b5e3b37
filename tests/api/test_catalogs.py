"""Catalogs find the record: harvesters of open data, linked data, language models, reporters of weaknesses, a browser's line."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from api.page_head_tags import dataset
from etl.answer_columns import ANSWERS
from queries.page_list import PAGES
from queries.snapshot import current
from tests.kit import record
from tests.kit.api_client import client

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
# What DCAT-US 3 requires of each class (its JSON Schema), the mail address of a contact aside.
MUST = {
    "Catalog": {"dataset"},
    "Dataset": {"title", "description", "identifier", "publisher", "contactPoint"},
    "DataService": {"title", "contactPoint", "publisher", "endpointURL"},
    "Distribution": set[str](),
    "Kind": {"fn"},
    "Organization": {"name"},
}


@pytest.fixture
def api(portal: object) -> TestClient:
    """The HTTP routes alone, without the pages."""
    return client()


def parts(node: object) -> list[dict]:
    """Every object of the catalog that says what it is."""
    if isinstance(node, list):
        return [part for one in node for part in parts(one)]
    if not isinstance(node, dict):
        return []
    return ([node] if "@type" in node else []) + [p for key, one in node.items() if key != "@context" for p in parts(one)]


def test_the_catalog_has_all_that_dcat_us_requires_and_every_word_of_it_is_linked_data(api: TestClient) -> None:
    catalog = api.get("/data.json").json()
    seen = set()
    for part in parts(catalog):
        seen.add(part["@type"])
        assert MUST.get(part["@type"], set()) <= part.keys(), part["@type"]
        assert [word for word in part if not word.startswith("@") and word not in catalog["@context"]] == [], part["@type"]
        assert part["@type"] in catalog["@context"]
    assert seen >= set(MUST)


def test_every_bulk_file_is_in_the_catalog_with_its_size_and_checksum(api: TestClient) -> None:
    [dataset] = api.get("/data.json").json()["dataset"]
    listed = dict(reversed(line.split("  ")) for line in api.get("/downloads/SHA256SUMS").text.splitlines())
    found = {one["title"]: one["checksum"]["checksumValue"] for one in dataset["distribution"]}
    assert found == {name: sha256 for name, sha256 in listed.items() if name != "datapackage.json"}
    for one in dataset["distribution"]:
        assert api.head(one["downloadURL"]).headers["content-length"] == one["byteSize"]
    package = api.get("/downloads/datapackage.json").json()
    assert (dataset["description"], dataset["version"]) == (package["description"], package["version"])


# What Google's page about datasets requires and recommends; a funder is not among them here, because there is none.
OF_A_DATASET = {"name", "description", "creator", "citation", "identifier", "isAccessibleForFree", "keywords", "license",
                "measurementTechnique", "spatialCoverage", "temporalCoverage", "variableMeasured", "version", "url",
                "includedInDataCatalog", "distribution", "publisher", "datePublished", "dateModified"}  # fmt: skip


def test_the_dataset_in_every_page_s_head_is_complete_and_its_files_are_there(api: TestClient) -> None:
    said = dataset(current(), "http://portal.test")
    assert said.keys() >= OF_A_DATASET
    assert 50 <= len(str(said["description"])) <= 5_000
    assert len(said["variableMeasured"]) == len(ANSWERS["awards"].columns)  # type: ignore[arg-type]
    for one in said["distribution"]:  # type: ignore[attr-defined]
        assert api.head(one["contentUrl"]).status_code == 200
        assert one["encodingFormat"]
    names = {one["name"] for one in said["distribution"] if "name" in one}  # type: ignore[attr-defined]
    assert {"certified-cities.duckdb", "certified-cities.xlsx", "certified-cities.zip"} <= names


@pytest.mark.parametrize(
    ("contact", "how"),
    [("desk@city.example", ("hasEmail", "mailto:desk@city.example")), ("https://city.example/desk", ("hasURL", "https://city.example/desk")),
     ("", ("hasURL", "http://portal.test/about"))],
)  # fmt: skip
def test_the_contact_is_that_of_the_settings_and_none_is_invented(
    api: TestClient, monkeypatch: pytest.MonkeyPatch, contact: str, how: tuple[str, str]
) -> None:
    monkeypatch.setenv("PORTAL_CONTACT", contact)
    [said] = api.get("/data.json").json()["contactPoint"]
    assert how in said.items()
    answer = api.get("/.well-known/security.txt")
    assert answer.status_code == (200 if contact else 404)
    if contact:
        lines = dict(line.split(": ", 1) for line in answer.text.splitlines())
        assert lines["Contact"] == how[1]
        until = datetime.fromisoformat(lines["Expires"])
        assert timedelta(days=300) < until - datetime.now(UTC) < timedelta(days=366)


def test_the_text_for_language_models_has_the_numbers_of_the_overview_and_links_that_lead_somewhere(api: TestClient) -> None:
    text = api.get("/llms.txt").text
    head = current().row("headline")
    assert text.startswith("# Certified cities")
    assert f"{head['announced_total']} cities announced ({head['announced_total_basis']}), {record.named()} of them named" in text
    links = re.findall(r"\]\((http://portal.test[^)]+)\)", text)
    pages = {f"http://portal.test{page.address}" for page in PAGES.values()}
    assert len(links) > 12
    assert [link for link in links if link not in pages and api.head(link).status_code != 200] == []


def test_a_browser_can_search_the_portal_from_its_own_line(api: TestClient) -> None:
    answer = api.get("/opensearch.xml")
    assert answer.headers["content-type"] == "application/opensearchdescription+xml"
    root = ET.fromstring(answer.content)
    template = next(node.get("template") for node in root if node.tag.endswith("Url"))
    assert template == "http://portal.test/?q={searchTerms}"


def test_the_sitemap_says_when_the_record_of_each_page_changed_and_not_when_it_was_built(api: TestClient) -> None:
    found = {
        url.findtext("s:loc", "", SITEMAP).removeprefix("http://portal.test"): url.findtext("s:lastmod", "", SITEMAP)
        for url in ET.fromstring(api.get("/sitemap.xml").content).findall("s:url", SITEMAP)
    }
    log = current().ask("change_log")
    assert found["/"] == f"{log['logged_at'].max():%Y-%m-%d}"
    assert found["/cities/baltimore-md"] == f"{log['logged_at'].min():%Y-%m-%d}"
