"""The names on the map as a browser draws them: none over another and none cut, on every region, at three widths."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from playwright.sync_api import Browser, Page

from tests.kit import record
from tests.kit.tiers import first_of

pytestmark = pytest.mark.browser
WIDTHS = (375, 768, 1280)
PLACES = [
    "", "country=United+States", "state=Texas", "state=California", "country=Brazil", "country=Argentina", "country=Colombia",
    *(f"region={row['region']}" for row in record.rows("map_regions") if row["region_phrase"]),
]  # fmt: skip
BOXES = """() => {
  const box = (e) => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom] }
  const plot = document.querySelector(".js-plotly-plot")
  return {
    frame: box(plot.querySelector(".nsewdrag")),
    names: [...plot.querySelectorAll(".textpoint text")].filter((e) => e.textContent).map((e) => [e.textContent, box(e)]),
  }
}"""
SLACK = 1  # pixel: of rounding


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window for all regions."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("place", first_of(PLACES, 1))
def test_no_name_is_over_another_or_cut(window: Page, site: str, place: str) -> None:
    window.set_viewport_size({"width": WIDTHS[0], "height": 800})
    window.goto(f"{site}/map?{place}")
    window.get_by_text("last checked November 2026").wait_for()
    window.locator(".js-plotly-plot .nsewdrag").wait_for(state="attached")
    for width in WIDTHS:
        window.set_viewport_size({"width": width, "height": 800})
        window.wait_for_timeout(1_000)
        drawn = window.evaluate(BOXES)
        left, top, right, bottom = drawn["frame"]
        for name, box in drawn["names"]:
            is_whole = box[0] >= left - SLACK and box[1] >= top - SLACK and box[2] <= right + SLACK and box[3] <= bottom + SLACK
            assert is_whole, (place, width, name)
        assert not [(a[0], b[0]) for a, b in combinations(drawn["names"], 2) if meet(a[1], b[1])], (place, width)


def meet(one: list[float], other: list[float]) -> bool:
    """Whether two boxes (left, top, right, bottom) share more than a rounding."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > SLACK and down > SLACK
