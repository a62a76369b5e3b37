"""In a real browser: from a question to a file and a citation on the records page, in few actions and by one address."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.kit.tiers import long

AWARDS = "3 awards, in Texas, at level Gold, announced since 2021, to 3 cities."
ADDRESS = "records?level=Gold&state=TX&since=2021"


def taken(page: Page, label: str, folder: Path) -> Path:
    """The file that a download button gives, under the name it suggests."""
    with page.expect_download() as download:
        page.get_by_role("link", name=label).first.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def click_cell(table: Locator, row: int) -> None:
    """Clicks the first cell of a row; tables are drawn on a canvas, so a cell is a place and not an element."""
    expect(table).to_be_visible()
    table.scroll_into_view_if_needed()
    table.page.wait_for_timeout(500)
    box = table.bounding_box()
    assert box
    table.page.mouse.click(box["x"] + 40, box["y"] + 35 * row + 18)


@pytest.mark.proof
def test_gold_in_texas_since_2021_as_csv_with_its_citation_takes_three_actions(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}/records")
    expect(page.get_by_text("Counted as awards:")).to_be_visible()
    page.get_by_role("combobox", name="Search or ask").fill("gold texas since 2021")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="3 awards, to 3 cities")).to_be_visible()
    expect(page.get_by_text(AWARDS).first).to_be_visible()
    assert taken(page, "CSV", tmp_path).stat().st_size
    page.get_by_role("button", name="Quote and cite").click()
    expect(page.get_by_text("lists 3 What Works Cities Certification awards")).to_be_visible()


@pytest.mark.proof
def test_one_address_gives_both_counts_and_a_file_that_says_what_it_is(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}/{ADDRESS}")
    expect(page.get_by_text(AWARDS).first).to_be_visible()
    expect(
        page.get_by_text("2 cities in Texas hold Gold as their latest level we found, first certified since 2021.")
    ).to_be_visible()
    file = taken(page, "CSV", tmp_path)
    with zipfile.ZipFile(file) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read(f"{file.stem}.csv").decode())))
        assert "Filter\nlevel = Gold; since = 2021; state = Texas" in archive.read("citation.txt").decode()
    assert [(row["city"], row["award"]) for row in rows] == [
        ("Dallas", "leveled_up"), ("Arlington", "recertified"), ("Austin", "certified"),
    ]  # fmt: skip
    assert list(rows[0]) == ["city", "state_name", "country_name", "date_words", "year", "award", "level", "source_url"]
    assert all(row["source_url"].startswith("http") for row in rows)
    assert file.name.startswith("certified-cities-awards-as-of-2026-01-14-cc-by-4.0-gold-since-2021-texas-")
    assert file.suffix == ".zip"


@pytest.mark.parametrize("label", ["Excel", long("ZIP")])
def test_excel_and_zip_carry_filter_date_source_and_license(page: Page, site: str, tmp_path: Path, label: str) -> None:
    page.goto(f"{site}/{ADDRESS}")
    expect(page.get_by_text(AWARDS).first).to_be_visible()
    file = taken(page, label, tmp_path)
    if label == "Excel":
        book = openpyxl.load_workbook(file)
        about = "\n".join(str(cell.value) for row in book["citation"].iter_rows() for cell in row)
        assert [row[0].value for row in book["data"].iter_rows(min_row=2)] == ["Dallas", "Arlington", "Austin"]
        assert book["dictionary"].max_row == 1 + book["data"].max_column
    else:
        about = zipfile.ZipFile(file).read("citation.txt").decode("utf-8")
    for said in ("level = Gold", "2026-01-14", "source_url", "CC BY 4.0", "state=Texas", "/records?", AWARDS):
        assert said in about


def test_a_city_of_the_table_opens_its_page_and_back_returns_to_the_list(page: Page, site: str) -> None:
    page.goto(f"{site}/{ADDRESS}")
    expect(page.get_by_text(AWARDS).first).to_be_visible()
    click_cell(page.get_by_test_id("stDataFrame").first, 3)
    page.wait_for_url("**city=austin-tx**")
    page.go_back()
    expect(page.get_by_text(AWARDS).first).to_be_visible()


def test_filter_list_city_and_back_work_by_keyboard_alone(page: Page, site: str) -> None:
    page.goto(f"{site}/records")
    expect(page.get_by_text("Counted as awards:")).to_be_visible()
    page.get_by_role("combobox", name="Search or ask").focus()
    page.keyboard.type("in texas")
    page.keyboard.press("Enter")
    page.wait_for_url("**state=Texas")
    expect(page.get_by_text("awards, in Texas").first).to_be_visible()
    page.get_by_role("combobox", name="Open the record of a city of this table").focus()
    page.keyboard.type("Austin")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Austin, TX")).to_be_visible()
    page.go_back()
    page.wait_for_url("**/records?state=Texas")
    expect(page.get_by_text("awards, in Texas").first).to_be_visible()


def test_a_click_on_a_choice_takes_it_and_the_address_says_so(page: Page, site: str) -> None:
    page.goto(f"{site}/records?state=Texas")
    page.get_by_text("Awards behind each choice").click()
    expect(page.get_by_test_id("stDataFrame")).to_have_count(8)
    click_cell(page.get_by_test_id("stDataFrame").nth(1), 1)
    expect(page.get_by_text("7 awards, in Texas, of kind Certified, to 7 cities.").first).to_be_visible()
    page.wait_for_url("**award=Certified**")


@pytest.mark.proof
def test_the_kind_and_the_words_of_the_address_are_set_in_their_controls(page: Page, site: str) -> None:
    page.goto(f"{site}/records?award=honor_roll&text=las+vegas")
    expect(
        page.get_by_text("1 award, of kind Honor Roll, with “las vegas” in place, source or note, to 1 city.").first
    ).to_be_visible()
    page.get_by_role("button", name="Kind, city, words").click()
    expect(page.get_by_label("Words in place, source or note")).to_have_value("las vegas")


def test_the_feed_and_the_description_open_in_a_browser(page: Page, site: str) -> None:
    answer = page.request.get(f"{site}/api/v1/openapi.json")
    assert json.loads(answer.text())["openapi"].startswith("3.1")
    assert page.request.get(f"{site}/feed.atom").headers["content-type"].startswith("application/atom+xml")
