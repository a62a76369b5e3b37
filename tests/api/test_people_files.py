"""Files that people open: Excel reads their letters, two answers never share a name, and programs get no mark."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

import pytest
from starlette.testclient import TestClient

from tests.kit.api_client import client

ANSWERS = ["awards.csv", "cities.csv?country=CO", "counts.csv?by=level", "answers/city_count_by_level.csv"]
SLUGS = ("baltimore-md", "boston-ma", "austin-tx", "tempe-az", "dallas-tx", "tulsa-ok", "denver-co", "seattle-wa")
MANY = "&".join(f"city={slug}" for slug in SLUGS)
ASKED = [
    "counts.json?by=level", "counts.json?by=year", "counts.json?by=level&limit=2", "counts.json?by=level&offset=1",
    "awards.json", "awards.json?state=TX", "awards.json?text=texas", "awards.json?column=city", "awards.json?column=level",
    
    "awards.json?country=MX", "awards.json?text=mexico", "awards.json?year=2021", "awards.json?since=2021",
    "awards.json?text=—", "awards.json?text=漢", "awards.json?level=Gold", "awards.json?level=Gold&as_of=2021-12-15",
    f"awards.json?{MANY}&city=new-orleans-la", f"awards.json?{MANY}&city=long-beach-ca",
    "answers/city_count_by_level.csv", "answers/city_count_by_level.csv?state=TX", "answers/city_count_by_year.csv",
]  # fmt: skip


@pytest.fixture
def api(portal: object) -> TestClient:
    """The HTTP routes alone, without the pages."""
    return client()


@pytest.mark.parametrize("path", ANSWERS)
def test_a_csv_for_people_is_that_of_the_api_with_the_mark_that_excel_needs(api: TestClient, path: str) -> None:
    theirs, ours = api.get(f"/files/{path}"), api.get(f"/api/v1/{path}")
    assert theirs.status_code == ours.status_code == 200
    assert theirs.content == codecs.BOM_UTF8 + ours.content
    assert not ours.content.startswith(codecs.BOM_UTF8)
    assert theirs.headers["content-disposition"] == ours.headers["content-disposition"]


def test_the_archive_of_a_picture_for_people_has_the_mark_too_and_is_named_like_its_table(api: TestClient) -> None:
    for place, begins in (("files", True), ("api/v1", False)):
        answer = api.get(f"/{place}/answers/city_count_by_level.zip?state=TX")
        assert 'texas.zip"' in answer.headers["content-disposition"]
        content = zipfile.ZipFile(io.BytesIO(answer.content)).read("city_count_by_level.csv")
        assert content.startswith(codecs.BOM_UTF8) == begins


@pytest.mark.slow
def test_a_name_of_a_file_tells_two_answers_apart(api: TestClient) -> None:
    names = {}
    for path in ASKED:
        answer = api.get(f"/api/v1/{path}")
        assert answer.status_code == 200, path
        names[path] = re.search(r'filename="([a-z0-9.-]+)"', answer.headers["content-disposition"])[1]  # type: ignore[index]
    assert len(set(names.values())) == len(ASKED), names
    assert max(map(len, names.values())) < 170


def test_only_lists_and_pictures_are_files_for_people(api: TestClient) -> None:
    for path in ("/files/awards.xlsx", "/files/nothing.csv", "/files/"):
        assert api.get(path).status_code == 404
    assert api.get("/files/answers/nothing.csv").status_code == 404
