"""A city on paper: at most two clean pages, with the map and the level picture whole and without the controls of a screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.kit.pictures import PAPER
from tests.kit.tiers import long

pytestmark = pytest.mark.browser
PAGE_OBJECT = re.compile(rb"/Type\s*/Page\b")
CONTROLS = ("st-key-menu", "st-key-asked", "stTextInput", "stSelectbox", "stExpander", "stLinkButton", "st-key-share-and-report")


@pytest.mark.parametrize("slug", ["phoenix-az", *map(long, ["baltimore-md", "bogota-co"])])
def test_a_city_prints_on_two_pages_at_most_without_controls(page: Page, site: str, slug: str) -> None:
    page.goto(f"{site}/city?city={slug}")
    page.get_by_text("last checked November 2026").wait_for()
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    assert 1 <= len(PAGE_OBJECT.findall(page.pdf(format="Letter"))) <= 2
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(500)
    assert not [name for name in CONTROLS if page.locator(f".{name}").filter(visible=True).count()]
    for picture in (page.locator(".js-plotly-plot .main-svg").first, page.locator(".st-key-city-head img")):
        box = picture.bounding_box()
        assert box["width"] > 100 and box["x"] + box["width"] <= PAPER["width"] + 1
