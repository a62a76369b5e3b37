"""In a real browser: from the map to a city and back, by mouse and by keyboard, on a desk and on a phone, without the network."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.kit import addresses
from tests.kit.addresses import comes_to
from tests.kit.tiers import long

pytestmark = pytest.mark.browser
expect.set_options(timeout=30_000)
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 375, "height": 812}}
PHOENIX = {"level": "Gold", "region": "Phoenix area"}


def open_map(page: Page, site: str, query: str) -> None:
    """Goes to the map under an address and waits until it is drawn."""
    page.goto(f"{site}/map?{query}")
    expect(page.locator(".scatterlayer .point").last).to_be_attached()
    expect(page.get_by_text("last checked November 2026")).to_be_visible()


def inside_points(page: Page) -> list[Locator]:
    """The marks that lie in the visible plot."""
    plot = page.locator(".nsewdrag").bounding_box()

    def is_inside(mark: Locator) -> bool:
        box = mark.bounding_box()
        return bool(box) and 0 < box["x"] - plot["x"] < plot["width"] and 0 < box["y"] - plot["y"] < plot["height"]

    return [mark for mark in page.locator(".scatterlayer .point").all() if is_inside(mark)]


def tap(page: Page, mark: Locator) -> None:
    """Presses the middle of a mark."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 20, y - 20)
    page.mouse.move(x, y)
    expect(page.locator(".hoverlayer .hovertext")).to_be_visible()
    page.mouse.click(x, y)


def has_no_sideways_scroll(page: Page) -> bool:
    """Whether the page is as wide as the window."""
    return page.evaluate("(main => main.scrollWidth <= main.clientWidth)(document.querySelector('[data-testid=\"stMain\"]'))")


@pytest.mark.parametrize("size", ["desk", long("phone")])
def test_a_point_chooses_its_city_and_one_back_from_its_record_restores_filter_and_choice(
    page: Page, site: str, size: str
) -> None:
    page.set_viewport_size(SIZES[size])
    open_map(page, site, "level=Gold&region=Phoenix+area")
    assert has_no_sideways_scroll(page)
    tap(page, inside_points(page)[0])
    opener = page.locator(".st-key-chosen-on-map").get_by_role("link", name="Open the record")
    expect(opener).to_be_visible()
    chosen = addresses.of(page)[1]["city"]
    comes_to(page, "/map", **PHOENIX, city=chosen)
    assert chosen.endswith("-az")
    opener.click()
    expect(page.get_by_role("heading", level=1, name=re.compile(", AZ"))).to_be_visible()
    comes_to(page, "/city", **PHOENIX, city=chosen)
    page.go_back()
    comes_to(page, "/map", **PHOENIX, city=chosen)
    expect(page.get_by_role("combobox", name="Region, state, country or metro area")).to_have_value("Phoenix area")
    expect(opener).to_be_visible()
    page.wait_for_timeout(1_000)
    comes_to(page, "/map", **PHOENIX, city=chosen)  # the point that was chosen before chooses nothing anew on return


@pytest.mark.proof
def test_the_place_chosen_by_hand_is_in_the_address(page: Page, site: str) -> None:
    open_map(page, site, "")
    place = page.get_by_role("combobox", name="Region, state, country or metro area")
    place.fill("Boston")
    page.keyboard.press("Enter")
    comes_to(page, "/map", region="Boston area")
    expect(page.get_by_role("heading", level=1)).to_contain_text("in the Boston area")
    page.go_back()
    expect(place).to_have_value("")


@pytest.mark.proof
def test_a_state_as_a_region_is_the_state(page: Page, site: str) -> None:
    open_map(page, site, "region=TX")
    comes_to(page, "/map", state="Texas")
    expect(page.get_by_role("heading", level=1)).to_have_text("7 cities in Texas have been certified")
    expect(page.get_by_text("On this map: 7 cities")).to_be_visible()


@pytest.mark.parametrize("size", ["phone", long("desk")])
def test_from_city_to_city_and_to_another_page_each_back_returns(page: Page, site: str, size: str) -> None:
    page.set_viewport_size(SIZES[size])
    page.goto(f"{site}/city?level=Gold&city=boston-ma")
    expect(page.get_by_role("heading", level=1, name="Boston, MA")).to_be_visible()
    page.get_by_role("link", name=re.compile("Cambridge, MA")).first.click()
    expect(page.get_by_role("heading", level=1, name="Cambridge, MA")).to_be_visible()
    comes_to(page, "/city", level="Gold", city="cambridge-ma")
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Boston, MA")).to_be_visible()
    page.get_by_role("link", name="Growth", exact=True).click()
    comes_to(page, "/growth", level="Gold")
    expect(page.get_by_role("heading", level=1, name="How the number grew")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Boston, MA")).to_be_visible()
    comes_to(page, "/city", level="Gold", city="boston-ma")
    assert has_no_sideways_scroll(page)


def test_the_whole_path_works_by_keyboard(page: Page, site: str) -> None:
    open_map(page, site, "state=Texas")
    page.get_by_role("combobox", name="Choose a city of this table").focus()
    page.keyboard.type("Austin")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-chosen-on-map")).to_contain_text("Austin, TX")
    page.get_by_role("link", name="Open the record").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Austin, TX")).to_be_visible()
    page.go_back()
    comes_to(page, "/map", state="Texas", city="austin-tx")
    expect(page.get_by_role("heading", level=1)).to_have_text("7 cities in Texas have been certified")


@pytest.mark.proof
def test_the_search_of_any_page_answers_by_keyboard_on_a_phone(page: Page, site: str) -> None:
    page.set_viewport_size(SIZES["phone"])
    page.goto(f"{site}/about")
    page.get_by_role("combobox", name="Search or ask").focus()
    page.keyboard.type("NYC")
    page.keyboard.press("Enter")
    expect(page.get_by_text("New York, NY: Yes, Platinum (2024)")).to_be_visible()
    assert has_no_sideways_scroll(page)
    page.get_by_role("link", name="See the record").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="New York, NY")).to_be_visible()
    page.go_back()
    comes_to(page, "/about", q="NYC")


@pytest.mark.proof
def test_a_comparison_grows_by_one_city_and_is_an_address(page: Page, site: str) -> None:
    page.goto(f"{site}/city?city=boston-ma")
    page.get_by_role("combobox", name="Compare with another city").fill("Bogot")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Cities side by side")).to_be_visible()
    page.wait_for_url("**/city?city=boston-ma&city=bogota-co")


@pytest.mark.parametrize("view", ["Map", long("Tiles"), long("Replay")])
def test_each_view_is_complete_without_the_network_and_fits_a_phone(page: Page, site: str, view: str) -> None:
    page.set_viewport_size(SIZES["phone"])
    open_map(page, site, f"view={view}") if view != "Tiles" else page.goto(f"{site}/map?view={view}")
    expect(page.get_by_test_id("stPlotlyChart")).to_be_visible()
    expect(page.get_by_text("last checked November 2026")).to_be_visible()
    assert has_no_sideways_scroll(page)
