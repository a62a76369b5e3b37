"""`/cities/<slug>`: the same record without JavaScript, for search engines, for printing and for readers without a script."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page

from queries.snapshot import current
from tests.kit.api_client import client
from tests.kit.tiers import long


@pytest.fixture
def get(portal: Path) -> Callable[[str], httpx.Response]:
    """Asks the routes for a path."""
    return client("http://portal").get


def said_as_schema(html: str) -> dict:
    """The schema.org data of a page."""
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])


def test_a_city_page_has_title_description_canonical_link_and_schema(get: Callable[[str], httpx.Response]) -> None:
    answer = get("/cities/boston-ma?as_of=2020-01-01")
    assert answer.status_code == 200
    assert "<title>Boston, MA: Silver since 2018 · Certified cities</title>" in answer.text
    assert '<link rel="canonical" href="http://portal/cities/boston-ma">' in answer.text
    assert 'name="description" content="Boston, MA: Silver, the latest level we found (2018).' in answer.text
    schema = said_as_schema(answer.text)
    assert schema["@type"] == "City"
    assert [c["name"] for c in schema["hasCertification"]] == ["What Works Cities Certification, Silver"]


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("boston-ma", "A Gold city of 2024 met 30 to 36 of all 43 criteria of the 2022 edition (68 to 84 percent)."),
        ("las-vegas-nv", "The Honor Roll is not a level"),
        ("cali-co", "no source we found states its level"),
    ],
)
def test_a_city_page_says_what_the_latest_level_stands_for(get: Callable[[str], httpx.Response], slug: str, said: str) -> None:
    assert said in get(f"/cities/{slug}").text


def test_the_honor_roll_is_no_certification_in_the_schema(get: Callable[[str], httpx.Response]) -> None:
    assert "hasCertification" not in said_as_schema(get("/cities/las-vegas-nv").text)


def test_a_certification_has_its_level_as_rating_and_its_day_and_no_status_that_nobody_published(
    get: Callable[[str], httpx.Response],
) -> None:
    found = said_as_schema(get("/cities/boston-ma").text)["hasCertification"]
    assert found
    for one in found:
        assert one["validFrom"] == one["datePublished"]
        assert one.get("certificationRating", {}).get("ratingValue") in ("Silver", "Gold", "Platinum", None)
        assert not {"certificationStatus", "expires", "validIn"} & one.keys()


@pytest.mark.slow
@pytest.mark.parametrize("step", [10, long(1)])
def test_every_city_on_record_has_its_page(get: Callable[[str], httpx.Response], step: int) -> None:
    for slug in current().ask("cities_on_record")["city_id"][::step]:
        assert get(f"/cities/{slug}").status_code == 200, slug


def test_an_unknown_slug_is_404_with_suggestions(get: Callable[[str], httpx.Response]) -> None:
    answer = get("/cities/baltimor")
    assert answer.status_code == 404
    assert '<a href="/cities/baltimore-md">Baltimore, MD</a>' in answer.text


def test_a_city_without_an_award_is_404_with_what_is_known(get: Callable[[str], httpx.Response]) -> None:
    answer = get("/cities/st-louis-mo")
    assert answer.status_code == 404
    assert "Not certified as far as we know" in answer.text
    assert "Kansas City, MO" in answer.text


def test_nothing_of_the_address_becomes_markup(get: Callable[[str], httpx.Response]) -> None:
    answer = get("/cities/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


def test_the_page_links_to_the_full_page_and_its_data(get: Callable[[str], httpx.Response]) -> None:
    links = unescape(get("/cities/boston-ma").text)
    assert 'href="/city?city=boston-ma&as_of=2026-01-14"' in links
    assert 'href="/api/v1/awards.csv?city=boston-ma&as_of=2026-01-14"' in links


@pytest.mark.browser
@pytest.mark.parametrize("count", [10, long(1_000)])
def test_the_longest_city_pages_print_to_two_pages_at_most_with_history_and_citation(
    get: Callable[[str], httpx.Response], page: Page, count: int
) -> None:
    most_awards = current().ask("awards")["city_id"].value_counts().index[:count]
    answers = [get(f"/cities/{slug}").text for slug in most_awards]
    for html in sorted(answers, key=len)[-3:]:
        page.set_content(html)
        assert 1 <= page.pdf(format="Letter").count(b"/Type /Page\n") <= 2
        assert page.get_by_role("heading", name="Awards").is_visible()
        assert page.get_by_role("heading", name="Quote and cite").is_visible()
