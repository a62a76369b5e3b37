"""On a phone with touch: a finger on a chart scrolls the page, and its first tap chooses."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser, expect

from tests.kit.addresses import comes_to
from tests.kit.addresses import of as address_of
from tests.kit.finger import PHONE, Finger
from tests.kit.tiers import long

pytestmark = pytest.mark.browser
UP = 100
CHARTS = ".js-plotly-plot"
MAIN = """document.querySelector('[data-testid="stMain"]')"""


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
        *map(
            long,
            ["/practices?classified=True", "/growth", "/", "/map?view=Tiles", "/map?view=Replay", "/tracking",
             "/city?city=boston-ma",
             "/city?city=boston-ma&city=bogota-co", "/practices?part=In+numbers", "/practices?part=The+standard"],
        ),
    ],
)  # fmt: skip
def test_a_swipe_on_every_chart_of_a_page_scrolls_it(finger: Finger, site: str, address: str) -> None:
    page = finger.page
    page.goto(site + address)
    page.get_by_text("last checked November 2026").wait_for()
    page.locator(CHARTS).first.wait_for()
    page.wait_for_timeout(1_000)
    for chart in page.locator(CHARTS).filter(visible=True).all():
        chart.evaluate("chart => chart.scrollIntoView({ block: 'center', behavior: 'instant' })")
        page.wait_for_timeout(300)
        box = chart.bounding_box()
        y = min(max(box["y"] + box["height"] / 2, UP + 50), PHONE["height"] - 50)
        assert finger.swipe(PHONE["width"] / 2, y, UP) > UP / 2 or finger.swipe(PHONE["width"] / 2, y, -UP) < -UP / 2


def open_map(finger: Finger, site: str, query: str) -> None:
    """Goes to the map on the phone and waits until it is drawn."""
    finger.page.goto(f"{site}/map?{query}")
    finger.page.locator(".scatterlayer .point").last.wait_for(state="attached")
    finger.page.get_by_text("last checked November 2026").wait_for()
    finger.page.wait_for_timeout(1_000)


def tap_city(finger: Finger, city_id: str) -> None:
    """Touches the mark of a city and waits for the answer."""
    spot = finger.page.evaluate(SPOT_OF, city_id)
    finger.tap_and_wait(spot["x"], spot["y"])


# Where the mark of a city stands in the window, by the figure that the page holds; the page is scrolled so that it is seen.
SPOT_OF = """city => {
  const plot = document.querySelector(".js-plotly-plot")
  plot.scrollIntoView({ block: "center", behavior: "instant" })
  const full = plot._fullLayout, size = full._size, at = plot.getBoundingClientRect()
  for (const trace of plot._fullData) {
    const place = (trace.customdata || []).indexOf(city)
    if (place >= 0) return {
      x: at.left + size.l + full.xaxis.d2p(trace.x[place]), y: at.top + size.t + full.yaxis.d2p(trace.y[place]),
    }
  }
}"""


def test_each_tap_chooses_the_city_under_it_and_back_from_its_record_restores_the_map(finger: Finger, site: str) -> None:
    open_map(finger, site, "state=Texas")
    page, chosen = finger.page, finger.page.locator(".st-key-chosen-on-map")
    for city_id, city in (("austin-tx", "Austin"), ("sugar-land-tx", "Sugar Land")):
        tap_city(finger, city_id)
        expect(chosen).to_contain_text(f"Open the record of {city}")
    record = chosen.get_by_role("link", name="Open the record of Sugar Land")
    record.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    before = finger.scrolled()
    record.tap()
    expect(page.get_by_role("heading", level=1, name="Sugar Land, TX")).to_be_in_viewport()
    page.go_back()
    comes_to(page, "/map", state="Texas", city="sugar-land-tx")
    expect(chosen).to_contain_text("Sugar Land, TX")
    page.wait_for_function(f"before => Math.abs({MAIN}.scrollTop - before) <= 60", arg=before)


@pytest.mark.proof
@pytest.mark.parametrize("pause_ms", [900, 50])
def test_the_same_mark_clicked_twice_stays_chosen_however_slow_the_network_is(browser: Browser, site: str, pause_ms: int) -> None:
    """The second click is sent with the address from before the first."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(SLOW_LINE)
    page.goto(f"{site}/map?state=Texas")
    page.locator(".scatterlayer .point").last.wait_for(state="attached")
    page.get_by_text("last checked November 2026").wait_for()
    page.wait_for_timeout(1_000)
    spot = page.evaluate(SPOT_OF, "austin-tx")
    for _ in range(2):
        page.mouse.click(spot["x"], spot["y"])
        page.wait_for_timeout(pause_ms)
    page.wait_for_timeout(3_000)
    expect(page.locator(".st-key-chosen-on-map")).to_contain_text("Open the record of Austin")
    comes_to(page, "/map", state="Texas", city="austin-tx")
    page.close()


# What the page sends to the portal is on its way for more than a second.
SLOW_LINE = """
const send = WebSocket.prototype.send
WebSocket.prototype.send = function (message) { setTimeout(() => send.call(this, message), 1_200) }
"""


@pytest.mark.parametrize("query", ["region=Boston+area", *map(long, ["", "country=United+States", "region=Dallas+area"])])
def test_every_marked_city_can_be_chosen_by_touch(finger: Finger, site: str, query: str) -> None:
    open_map(finger, site, query)
    page, chosen = finger.page, finger.page.locator(".st-key-chosen-on-map")
    every = page.evaluate("document.querySelector('.js-plotly-plot')._fullData.flatMap(trace => trace.customdata || [])")
    assert every
    for city_id in every:
        tap_city(finger, city_id)
        page.wait_for_timeout(300)
        if address_of(page)[1].get("city") != city_id:
            chosen.locator(f".st-key-near-{city_id}").get_by_role("button").tap()
        comes_to(page, "/map", **dict(parse_qsl(query)), city=city_id)
