"""In a real browser: numbers lead to their rows, pictures carry their source, the replay plays, the report takes one click."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.kit import record

NUMBER = re.compile(r"\d[\d,]*")


def tables(page: Page) -> Locator:
    """The tables that are seen; that of a picture stands in a fold."""
    return page.get_by_test_id("stDataFrame").filter(visible=True)


@pytest.mark.proof
def test_every_number_leads_to_a_list_with_as_many_rows(page: Page, site: str) -> None:
    page.goto(f"{site}/tracking?section=Cities&as_of=2021-12-15")
    numbers = page.locator("[class*=st-key-rows]").get_by_role("radio")
    expect(page.get_by_text("45 rows: cities certified at least once")).to_be_visible()
    expect(numbers).to_have_count(9)
    words = [number.inner_text() for number in numbers.all()]
    assert words[:5] == ["Announced: 50", "Announced in 2021: 26", "Named: 45", "Possible: 5", "New in 2021: 26"]
    grid = page.locator("[role=grid]").first
    for number in numbers.all()[::2]:
        count = NUMBER.search(number.inner_text().rsplit(": ")[1])[0]
        number.click()
        expect(page.get_by_text(re.compile(f"^{count} rows?: cities (certified at|possibly|announced)")).first).to_be_visible()
        expect(grid).to_have_attribute("aria-rowcount", str(int(count.replace(",", "")) + 1))


@pytest.mark.proof
def test_the_numbers_of_a_state_lead_to_its_cities(page: Page, site: str) -> None:
    page.goto(f"{site}/tracking?section=States")
    states, places = tables(page).first, tables(page).nth(1)
    expect(page.get_by_text("72 rows: cities of 30,000+ of the United States")).to_be_visible()
    expect(page.get_by_text("Independent record, not run by")).to_be_visible()
    states.scroll_into_view_if_needed()
    states.click(position={"x": 40, "y": 52})
    expect(page.get_by_text("7 rows: cities of 30,000+ of California that were certified at least once")).to_be_visible()
    page.get_by_text("Cities of 30,000+: 245").click()
    expect(page.get_by_text("245 rows: cities of 30,000+ of California")).to_be_visible()
    places.scroll_into_view_if_needed()
    expect(places.locator("[role=grid]")).to_have_attribute("aria-rowcount", "246")


@pytest.mark.proof
def test_the_numbers_of_every_part_lead_to_lists_by_keyboard_too(page: Page, site: str) -> None:
    page.goto(f"{site}/tracking?section=Cities")
    page.get_by_role("tab", name="Years since the last award").click()
    control = page.locator("[class*=st-key-list-last-awards]").get_by_role("radio")
    expect(page.get_by_text(f"{record.named()} rows: cities with an award on record")).to_be_visible()
    control.first.focus()
    for option in control.all()[1:]:
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Space")
        count = NUMBER.search(option.inner_text().rsplit(": ")[1])[0]
        expect(page.get_by_text(re.compile(f"^{count} rows: cities .* record"))).to_be_visible()
        cities = tables(page).first
        cities.scroll_into_view_if_needed()
        expect(cities.locator("[role=grid]")).to_have_attribute("aria-rowcount", str(int(count) + 1))


@pytest.mark.proof
def test_the_list_behind_a_number_is_an_address_that_keeps_the_filter(page: Page, site: str) -> None:
    page.goto(f"{site}/tracking?section=Cities&country=Brazil")
    page.get_by_text("Gold: 5").click()
    page.wait_for_url("**country=Brazil**rows=Gold")
    page.goto(page.url)
    expect(page.get_by_text("5 rows: cities certified at least once, in Brazil, latest level we found: Gold")).to_be_visible()


def test_every_section_is_an_address_that_back_returns_to(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.get_by_role("link", name="See what is wanted, and send it in").click()
    page.wait_for_url("**/tracking?section=Wanted")
    expect(page.get_by_text("things known to be missing.").last).to_be_visible()
    page.get_by_role("tab", name="Data quality").click()
    page.wait_for_url("**/tracking?section=Data+quality")
    expect(page.get_by_text("Which rules does the data meet?")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("things known to be missing.").last).to_be_visible()


@pytest.mark.proof
def test_a_saved_picture_carries_its_title_its_date_and_its_source(page: Page, site: str) -> None:
    page.goto(f"{site}/growth?as_of=2021-12-15")
    picture = page.get_by_role("figure", name="Rows of steps.")
    picture.hover()
    with page.expect_download() as saved:
        picture.get_by_role("button", name="Download plot").click()
    svg = Path(saved.value.path()).read_text(encoding="utf-8")
    assert saved.value.suggested_filename == "certified_cities_by_announcement_and_level.svg"
    assert "with no level stated" in svg or "Silver" in svg
    assert "As of December 15, 2021" in svg
    assert "Source: record of certified cities, CC BY 4.0" in svg


@pytest.mark.proof
def test_the_report_comes_with_one_click(page: Page, site: str) -> None:
    page.goto(f"{site}/tracking?level=Gold")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Report of this page for Excel").click()
    assert saved.value.suggested_filename == "certified-cities-report-2026-01-14.xlsx"
    book = openpyxl.load_workbook(BytesIO(Path(saved.value.path()).read_bytes()))
    assert book["Cities"].max_row == record.cities_at("Gold") + 1
    assert f"{site}/tracking?as_of=2026-01-14&level=Gold" in [row[1] for row in book["Cover"].iter_rows(values_only=True)][11]


@pytest.mark.proof
def test_the_name_of_a_city_opens_its_page(page: Page, site: str) -> None:
    page.goto(f"{site}/tracking?section=Cities&level=Platinum")
    expect(page.get_by_text("7 rows: cities certified at least once")).to_be_visible()
    expect(page.get_by_text("Independent record, not run by")).to_be_visible()
    tables(page).first.click(position={"x": 40, "y": 52})
    page.wait_for_url("**city=cambridge-ma**")
