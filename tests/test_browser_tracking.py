"""In a real browser: numbers lead to their rows, pictures carry their source, the replay plays, the report comes with one "
"click."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

NUMBER = re.compile(r"\d[\d,]*")


def test_every_number_leads_to_a_list_with_as_many_rows(page: Page, site: str) -> None:
    page.goto(f"{site}/tracking?as_of=2021-12-15")
    numbers = page.locator("[class*=st-key-to-] button")
    expect(page.get_by_text("45 rows: cities certified at least once")).to_be_visible()
    expect(numbers).to_have_count(8)
    grid = page.locator("[role=grid]").first
    for number in numbers.all():
        count = NUMBER.search(number.inner_text())[0]
        number.click()
        expect(page.get_by_text(re.compile(f"^{count} rows?: "))).to_be_visible()
        expect(grid).to_have_attribute("aria-rowcount", str(int(count.replace(",", "")) + 1))


def test_the_list_behind_a_number_is_an_address_that_keeps_the_filter(page: Page, site: str) -> None:
    page.goto(f"{site}/tracking?country=Brazil")
    page.get_by_role("button", name="Gold: 5").click()
    page.wait_for_url("**country=Brazil&rows=Gold")
    page.goto(page.url)
    expect(page.get_by_text("5 rows: cities certified at least once, in Brazil, latest level we found: Gold")).to_be_visible()


def test_a_saved_picture_carries_its_title_its_date_and_its_source(page: Page, site: str) -> None:
    page.goto(f"{site}/growth?as_of=2021-12-15")
    picture = page.get_by_role("figure", name="Area chart. Of the cities named here")
    picture.hover()
    with page.expect_download() as saved:
        picture.get_by_role("button", name="Download plot").click()
    svg = Path(saved.value.path()).read_text(encoding="utf-8")
    assert saved.value.suggested_filename == "certified_cities_by_announcement_and_level.svg"
    assert "Certified cities by level then" in svg
    assert "As of December 15, 2021 · Source: record of certified cities, CC BY 4.0" in svg


def test_the_replay_plays_from_the_launch_to_the_newest_announcement(page: Page, site: str) -> None:
    page.goto(f"{site}/growth")
    replay = page.get_by_role("figure", name="Marks in columns.")
    replay.scroll_into_view_if_needed()
    marks, shown = replay.locator(".scatterlayer .point"), replay.locator(".slider-label").first
    expect(marks).to_have_count(102)
    expect(shown).to_have_text("January 2026: 102 named here, 117 announced")
    replay.get_by_text("▶ Play").click()
    expect(marks).to_have_count(13)
    expect(shown).to_have_text("April 2019: 13 named here, 13 announced")
    expect(marks).to_have_count(102, timeout=30_000)


def test_the_report_comes_with_one_click(page: Page, site: str) -> None:
    page.goto(f"{site}/tracking?level=Gold")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Report of this page for Excel").click()
    assert saved.value.suggested_filename == "certified-cities-report-2026-01-14.xlsx"
    book = openpyxl.load_workbook(BytesIO(Path(saved.value.path()).read_bytes()))
    assert book["Cities"].max_row == 36
    assert f"{site}/tracking?as_of=2026-01-14&level=Gold" in [row[1] for row in book["Cover"].iter_rows(values_only=True)][11]


def test_the_name_of_a_city_opens_its_page(page: Page, site: str) -> None:
    page.goto(f"{site}/tracking?level=Platinum")
    expect(page.get_by_text("7 rows: cities certified at least once")).to_be_visible()
    page.get_by_test_id("stDataFrame").first.click(position={"x": 40, "y": 52})
    page.wait_for_url("**city=cambridge-ma**")
