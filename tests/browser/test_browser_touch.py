"""On a phone with touch: a finger on a chart scrolls the page, and its first tap chooses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.kit.finger import PHONE, Finger
from tests.kit.tiers import long

pytestmark = pytest.mark.browser
UP = 100
CHARTS = ".js-plotly-plot"


@pytest.fixture(scope="module")
def finger(browser: Browser) -> Iterator[Finger]:
    """One phone for all tests of this file."""
    phone = Finger(browser)
    yield phone
    phone.context.close()


@pytest.mark.parametrize(
    "address",
    [
        "/map",  # the two charts that can be chosen from are those that Streamlit draws with a drag mode of its own
        "/practices?classified=True",
        "/growth",
        *map(
            long,
            ["/", "/map?view=Tiles", "/map?view=Replay", "/tracking", "/city?city=boston-ma",
             "/city?city=boston-ma&city=bogota-co", "/practices?part=In+numbers", "/practices?part=One+practice",
             "/practices?part=Side+by+side",
             "/practices?part=The+standard", "/practices?part=Scores", "/practices?sample=1"],
        ),
    ],
)  # fmt: skip
def test_a_swipe_on_every_chart_of_a_page_scrolls_it(finger: Finger, site: str, address: str) -> None:
    page = finger.page
    page.goto(site + address)
    page.get_by_text("last checked November 2026").wait_for()
    page.wait_for_timeout(1_000)
    for chart in page.locator(CHARTS).all():
        chart.evaluate("chart => chart.scrollIntoView({ block: 'center', behavior: 'instant' })")
        page.wait_for_timeout(300)
        box = chart.bounding_box()
        y = min(max(box["y"] + box["height"] / 2, UP + 50), PHONE["height"] - 50)
        assert finger.swipe(PHONE["width"] / 2, y, UP) > UP / 2 or finger.swipe(PHONE["width"] / 2, y, -UP) < -UP / 2
