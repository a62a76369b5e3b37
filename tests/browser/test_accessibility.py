"""In a real browser, on a desk and a phone, in light and dark: axe finds nothing on any page, and no page scrolls sideways."""

from __future__ import annotations

import re
from itertools import product
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.kit.tiers import first_of, long

pytestmark = pytest.mark.browser
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 375, "height": 812}}
PAGES = {
    "overview": "/",
    "map": "/map",
    "map with a filter": "/map?level=Gold&state=Texas&shade=True",
    "tiles": "/map?view=Tiles",
    "replay": "/map?view=Replay",
    "growth": "/growth",
    "practices": "/practices",
    "every city": "/city",
    "city": "/city?city=boston-ma",
    "two cities": "/city?city=boston-ma&city=bogota-co",
    "Honor Roll only": "/city?city=las-vegas-nv",
    "no such city": "/city?city=springfeld",
    "records": "/records?award=Certified&state=Texas",
    "tracking": "/tracking",
    "about": "/about",
}
# Each kind of page once; every page at both sizes before a release.
FIRST = {
    ("overview", "phone"), ("map", "desk"), ("practices", "phone"), ("records", "desk"),
}  # fmt: skip
PRINTED = {"city to print": "/cities/boston-ma", "not found": "/cities/nowhere"}
# A color scheme changes colors only, so the other rules run once for each size.
EVERYTHING: dict[str, object] = {"resultTypes": ["violations"]}
COLORS: dict[str, object] = {**EVERYTHING, "runOnly": ["color-contrast", "link-in-text-block"]}
IS_CUT = """() => [...document.querySelectorAll('[data-testid="stMain"] *')].filter(element =>
    element.offsetWidth && getComputedStyle(element).textOverflow === 'ellipsis' && element.scrollWidth > element.clientWidth + 1
).map(element => element.textContent)"""
SIDEWAYS = """() => (main => main.scrollWidth - main.clientWidth)(
    document.querySelector('[data-testid="stMain"]') || document.documentElement)"""


def violations(page: Page, options: dict[str, object]) -> list[str]:
    """What axe finds on the page: rule, element and reason of each violation."""
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found for node in one["nodes"]]


def in_both_schemes(page: Page) -> dict[str, list[str]]:
    """What axe finds on the page in the light and in the dark scheme."""
    page.evaluate(AXE_SCRIPT)
    found = {"light": violations(page, EVERYTHING)}
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(20, 24, 27)")
    return found | {"dark": violations(page, COLORS)}


@pytest.mark.parametrize(("name", "size"), [case if case in FIRST else long(*case) for case in product(PAGES, SIZES)])
def test_axe_finds_no_violation_nothing_is_cut_and_nothing_scrolls_sideways(page: Page, site: str, name: str, size: str) -> None:
    page.set_viewport_size(SIZES[size])
    page.goto(site + PAGES[name])
    expect(page.get_by_text("Independent record, not run by")).to_be_visible()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(IS_CUT) == []
    assert in_both_schemes(page) == {"light": [], "dark": []}


@pytest.mark.parametrize(("name", "size"), first_of(product(PRINTED, SIZES), 2))
def test_axe_finds_no_violation_on_the_pages_without_a_script(page: Page, site: str, name: str, size: str) -> None:
    page.set_viewport_size(SIZES[size])
    page.goto(site + PRINTED[name])
    assert page.evaluate(SIDEWAYS) <= 0
    assert in_both_schemes(page) == {"light": [], "dark": []}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.proof
def test_the_words_of_a_chart_can_be_read_in_both_schemes(page: Page, site: str, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}/city?city=boston-ma")
    expect(page.locator(".gtitle-subtitle")).to_be_attached()
    words = page.locator(".xtick text, .ytick text, .textpoint text, .annotation-text, .gtitle-subtitle")
    background = luminance(page.locator(".stApp").evaluate("element => getComputedStyle(element).backgroundColor"))
    for color in set(words.evaluate_all("all => all.map(one => getComputedStyle(one).fill)")):
        darker, lighter = sorted((luminance(color), background))
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, color


def luminance(color: str) -> float:
    """Relative luminance, 0 to 1, of a color as `rgb(1, 2, 3)`, by the formula of WCAG."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
