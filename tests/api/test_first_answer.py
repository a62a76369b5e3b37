"""The first answer: what a page says stands in its HTML, with the same numbers as the page and the API, and stays text."""

from __future__ import annotations

import json
import random
import re
from html import unescape
from pathlib import Path

import pytest
from starlette.requests import Request

from api import cards, first_answer
from api.bounded_cache import BoundedCache
from queries import answers_by_page, words
from queries.page_asked import asked_of
from queries.page_list import BY_ADDRESS, PAGES
from queries.quotes import answer_of
from queries.snapshot import current
from server.page_head import Written, page
from server.security_headers import static_folder
from tests.kit.api_client import client
from tests.kit.opened import opened, text
from tests.kit.tiers import long

MARKUP = "<script>alert(1)</script>"


def asked_for(address: str, query: str = "") -> Written:
    """What is written into the page of that address."""
    scope = {
        "type": "http", "method": "GET", "scheme": "http", "path": address, "query_string": query.encode(), "root_path": "",
        "headers": [(b"host", b"portal.test")], "server": ("portal.test", 80),
    }  # fmt: skip
    return first_answer.written(Request(scope))


def said(html: str) -> str:
    """The text of HTML without its elements."""
    return unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)))


def some_addresses(count: int) -> list[tuple[str, dict[str, str]]]:
    """So many random pages under random filters, the same in every run."""
    dice = random.Random(19)
    choices = {
        "level": ["Silver", "Gold", "Platinum", "Not stated"], "state": ["Texas", "California", "Ohio"],
        "country": ["Brazil", "United States", "Canada"], "year": ["2018", "2021", "2024"], "since": ["2019", "2022"],
        "size": ["30,000–100,000", "500,000+"], "standard": ["Present", "Earlier"],
        "as_of": ["2018-01-25", "2021-12-15", "2024-06-01"],
    }  # fmt: skip
    found = []
    for _ in range(count):
        names = dice.sample(sorted(choices), dice.choice([0, 1, 1, 2]))
        found.append((dice.choice(sorted(PAGES)), {name: dice.choice(choices[name]) for name in names}))
    return found


def api_number(name: str, query: dict[str, str]) -> str:
    """The number of that page as the API has it, least and most."""
    get = client().get
    if name == "records":
        return words.number(len(get("/api/v1/awards.json", params=query).json()["rows"]))
    rows = get("/api/v1/cities.json", params=query).json()["rows"]
    return words.least_and_most(sum(row["is_certified"] for row in rows), len(rows))


@pytest.mark.slow
@pytest.mark.parametrize("count", [8, long(200)])
def test_first_answer_page_card_and_api_state_the_same_number(portal: Path, count: int) -> None:
    for name, query in some_addresses(count):
        asked = asked_of(PAGES[name], query.items(), current())
        answer = answer_of(asked)
        app = opened(name, **query)
        drawn = text(app).replace("\\", "")
        assert not app.exception, (name, query)
        if name in ("overview", "map", "records") and (name != "overview" or asked.filters.without("as_of").is_filtered):
            assert answer.number == api_number(name, query), (name, query)
        if answer.number != "0" and name not in ("city", "practices"):
            assert answer.number in drawn, (name, query)
        assert answer.heading in drawn, (name, query)
        if answer.number != "0" and name not in ("city", "about"):
            assert answer.number in said(cards.card(asked, "https://data.example")), (name, query)
        if name in ("overview", "map", "growth", "records"):
            first = "".join(answer.sentences[:1]) or answer.heading
            assert first.removesuffix(".") in drawn.replace("**", ""), (name, query)


def test_every_page_has_its_own_title_description_canonical_address_and_card(portal: Path) -> None:
    heads = {address: asked_for(address).head for address in BY_ADDRESS}
    for address, head in heads.items():
        assert f'<link rel="canonical" href="http://portal.test{address}">' in head
        assert re.search(r'<meta property="og:image" content="http://portal.test/cards/\w+\.png">', head)
        assert '<meta name="twitter:card" content="summary_large_image">' in head
    for element in (r"<title>(.*?)</title>", r'name="description" content="(.*?)"'):
        assert len({re.search(element, head)[1] for head in heads.values()}) == len(heads)


@pytest.mark.parametrize(
    ("address", "query", "title", "canonical"),
    [
        ("/", "level=Gold", "37 Gold cities", "/?level=Gold"),
        ("/", "state=Texas&level=Gold", "3 Gold cities in Texas", "/?level=Gold&amp;state=Texas"),
        ("/city", "city=baltimore-md", "Baltimore, MD: Silver since 2021", "/cities/baltimore-md"),
        ("/city", "city=las-vegas-nv", "Las Vegas, NV: Honor Roll, not yet certified", "/cities/las-vegas-nv"),
        ("/records", "level=Gold&state=Texas", "Records: 4 awards, to 3 cities", "/records?level=Gold&amp;state=Texas"),
    ],
)
def test_a_filter_and_a_city_have_a_title_and_an_address_of_their_own(
    portal: Path, address: str, query: str, title: str, canonical: str
) -> None:
    head = asked_for(address, query).head
    assert f"<title>{title} · Certified cities</title>" in head
    assert f'<link rel="canonical" href="http://portal.test{canonical}">' in head


def test_the_line_of_words_asks_for_the_same_as_its_filter(portal: Path) -> None:
    assert "2 cities in Texas hold Gold" in asked_for("/", "q=gold+texas+since+2021").body


@pytest.mark.parametrize("query", [f"level={MARKUP}", f"q={MARKUP}", f"text={MARKUP}", f"city={MARKUP}", f"as_of={MARKUP}"])
@pytest.mark.parametrize("address", ["/", "/city", "/records"])
def test_markup_in_an_address_stays_text(portal: Path, address: str, query: str) -> None:
    written = asked_for(address, query)
    assert "<script>alert" not in written.head + written.body


def test_a_value_that_means_nothing_is_named(portal: Path) -> None:
    assert "Left out of the filter: There is no level “Bronze”." in said(asked_for("/map", "level=Bronze").body)


def test_the_sample_shows_no_number_of_the_record_and_no_search_engine_may_list_it(portal: Path) -> None:
    written = asked_for("/practices", "sample=1")
    assert written.is_hidden
    assert "noindex" in written.head
    assert not {"103", "117"} & set(re.findall(r"\d+", said(written.body)))


def test_a_portal_without_data_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(tmp_path))
    monkeypatch.setattr(first_answer, "SHELF", type(first_answer.SHELF)())
    assert first_answer.NO_DATA in asked_for("/").body


def test_streamlits_own_notice_and_its_pointer_to_an_interface_that_is_not_there_are_gone(portal: Path) -> None:
    html = page((static_folder() / "index.html").read_text(encoding="utf-8"), asked_for("/"), "")
    assert "noscript" not in html
    assert "_stcore/agent" not in html
    assert "/api/v1/openapi.json" in html
    assert html.count('<div id="root"></div>') == 1
    assert html.index('id="first-answer"') < html.index('<div id="root">')
    assert json.loads(re.search(r'ld\+json">(.*?)</script>', html, re.DOTALL)[1])["@type"] == "Dataset"


def test_an_answer_is_made_once_for_each_address_and_what_is_kept_is_bounded(portal: Path) -> None:
    assert asked_for("/", "level=Silver") is asked_for("/", "level=Silver")
    small: BoundedCache[str] = BoundedCache(100, len)
    for number in range(50):
        small.put("one", number, "x" * 20)
    assert small.bytes <= 100
    assert small.get("one", 49) == "x" * 20
    assert small.get("one", 0) is None
    assert small.get("two", 49) is None
    small.put("two", 1, "y")
    assert small.bytes == 1


def test_the_level_of_a_city_is_since_the_first_of_its_awards_in_a_row() -> None:
    from queries.opening_words import level_since

    def award(year: int, level: str | None, kind: str = "certified") -> dict:
        return {"announced_on": f"{year}-01-01", "year": year, "level": level, "award": kind}

    steps = [award(2018, "Silver"), award(2020, "Gold"), award(2022, None), award(2024, "Gold")]
    assert level_since("Gold", steps) == 2020
    assert level_since("Silver", steps) is None
    assert level_since("Silver", [award(2017, None, "honor_roll"), award(2019, "Silver")]) == 2019


def test_all_pages_have_an_answer() -> None:
    assert {*answers_by_page.PAGES, "city"} == set(PAGES)
