"""In a real browser: what residents and journalists come for, each within the actions that it may take: mouse, finger, keyboard.

An action is a click, a tap, a choice, or a text typed and sent. Each task begins on the overview of a new visit.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.kit import record
from tests.kit.tiers import long

DESK, PHONE = (1280, 800), (375, 667)
ONE_MORE_ON_A_PHONE = 1
# Each task is done once by mouse or finger, and every way before a release.
ON_A_PHONE = pytest.mark.parametrize("visit", ["phone", long("desk"), long("keyboard")], indirect=True)
MOST_STOPS = 150  # of the keyboard, on one page


class Visit:
    """A new visit that counts what the reader does."""

    def __init__(self, page: Page, is_phone: bool, has_mouse: bool) -> None:
        self.page, self.is_phone, self.has_mouse, self.actions = page, is_phone, has_mouse, 0

    def takes(self, most: int) -> bool:
        """Whether it took at most so many actions, one more on a phone."""
        return self.actions <= most + ONE_MORE_ON_A_PHONE * self.is_phone

    def choose(self, found: Locator) -> None:
        """One click, one tap, or Enter on what the keyboard has reached."""
        self.actions += 1
        if self.is_phone:
            found.tap()
        elif self.has_mouse:
            found.click()
        else:
            self.reach(found)
            self.page.keyboard.press("Space" if found.get_attribute("type") == "radio" else "Enter")

    def reach(self, found: Locator) -> None:
        """Goes there by Tab, within a list of tabs by the arrows; raises AssertionError where that does not lead there."""
        found.wait_for()
        for _ in range(MOST_STOPS):
            if found.evaluate("element => element.contains(document.activeElement) && document.activeElement !== document.body"):
                return
            is_beside = found.evaluate("tab => !!tab.closest('[role=tablist]')?.contains(document.activeElement)")
            self.page.keyboard.press("ArrowRight" if is_beside else "Tab")
        raise AssertionError(f"the keyboard does not reach {found}")

    def ask(self, words: str) -> None:
        """Words typed into the line of the page and sent by Enter."""
        self.pick("Search or ask", words)

    def pick(self, name: str, words: str) -> None:
        """Words typed into a list and sent by Enter."""
        self.actions += 1
        line = self.page.get_by_role("combobox", name=name)
        if not self.has_mouse:
            self.reach(line)
        line.fill(words)
        line.press("Enter")

    def choose_in(self, name: str, option: str) -> None:
        """One choice out of a list."""
        field = self.page.get_by_role("combobox", name=name)
        self.choose(field)
        field.press_sequentially(option)
        offered = self.page.get_by_role("option", name=option).first
        if self.has_mouse:
            offered.click()
        else:
            offered.wait_for()
            self.page.keyboard.press("Enter")

    def set_date(self, day: str, label: str) -> None:
        """One date: its announcement out of the list; by the keyboard, where the list would set each that is passed, typed."""
        if self.has_mouse or self.is_phone:
            self.choose(self.page.get_by_text(label))
            return
        self.actions += 1
        self.reach(self.page.get_by_role("textbox", name="Another date"))
        self.page.keyboard.type(day)
        self.page.keyboard.press("Enter")

    def go(self, page: str) -> None:
        """One choice in the menu."""
        self.choose(self.page.locator(".st-key-menu").get_by_role("link", name=page, exact=True))

    def sees(self, *said: str) -> None:
        """Waits until each text can be seen."""
        for text in said:
            expect(self.page.get_by_text(text).first).to_be_visible()

    def reads(self, title: str) -> None:
        """Waits until the page's title says so."""
        expect(self.page.get_by_role("heading", level=1, name=title)).to_be_visible()

    def saves(self, label: str, folder: Path) -> Path:
        """The file behind a button beside the result."""
        with self.page.expect_download() as download:
            self.choose(self.page.locator(".st-key-take-away").get_by_role("link", name=label))
        download.value.save_as(folder / download.value.suggested_filename)
        return folder / download.value.suggested_filename


@pytest.fixture(params=["desk", long("phone"), long("keyboard")])
def visit(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    is_phone = request.param == "phone"
    width, height = PHONE if is_phone else DESK
    session = browser.new_context(viewport={"width": width, "height": height}, has_touch=is_phone, is_mobile=is_phone)
    session.set_default_timeout(30_000)
    page = session.new_page()
    page.goto(site)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    yield Visit(page, is_phone, has_mouse=request.param == "desk")
    session.close()


def is_in_the_first_screen(found: Locator) -> bool:
    """Whether all of it stands above the fold."""
    box, size = found.bounding_box(), found.page.viewport_size
    return bool(box and size and box["y"] >= 0 and box["y"] + box["height"] <= size["height"])


@pytest.mark.proof
def test_total_levels_and_date_are_read_without_an_action(visit: Visit) -> None:
    visit.sees("103 of them are named here.", "As of Jan 14, 2026")
    levels = visit.page.get_by_text("7 Platinum · ").first
    expect(levels).to_contain_text("37 Gold")
    expect(levels).to_contain_text("50 Silver")
    for found in (visit.page.get_by_role("heading", level=1), levels, visit.page.get_by_role("combobox", name="Search or ask")):
        assert is_in_the_first_screen(found)
    assert visit.takes(0) and visit.actions == 0


@ON_A_PHONE
@pytest.mark.parametrize(
    ("name", "answer"),
    [
        long("bogota", "Bogotá, Colombia: Yes"), ("Nowhereville", "we know no city called “Nowhereville”"),
        long("lujan de cuyo", "Luján de Cuyo, Argentina: Yes"), long("BALTIMORE", "Baltimore, MD: Yes"),
        long("saint paul", "St. Paul, MN"), long("st paul", "St. Paul, MN"),
    ],
)  # fmt: skip
def test_my_city_is_answered(visit: Visit, name: str, answer: str) -> None:
    visit.ask(name)
    visit.sees(answer)
    assert visit.takes(2)


@pytest.mark.proof
@ON_A_PHONE
def test_only_platinum_on_the_map(visit: Visit) -> None:
    visit.ask("platinum")
    visit.reads("7 cities hold Platinum as their latest level we found")
    visit.go("Map")
    visit.sees("7 cities hold Platinum as their latest level we found")
    assert visit.takes(2)


@pytest.mark.proof
@ON_A_PHONE
def test_one_state_as_a_list(visit: Visit) -> None:
    visit.ask("texas")
    visit.reads("7 cities in Texas")
    visit.go("Records")
    visit.sees("awards, in Texas")
    assert visit.takes(3)


@pytest.mark.proof
def test_a_city_with_its_sources(visit: Visit) -> None:
    visit.ask("baltimore")
    visit.choose(visit.page.get_by_role("link", name="See the record"))
    visit.reads("Baltimore, MD")
    visit.sees("Awards")
    assert visit.takes(2)


@pytest.mark.proof
@ON_A_PHONE
def test_outside_the_us(visit: Visit) -> None:
    visit.ask("brazil")
    visit.reads("8 cities in Brazil have been certified")
    assert visit.takes(1)


def test_gold_in_texas_since_2021_as_a_file_with_its_citation(visit: Visit, tmp_path: Path) -> None:
    visit.ask("gold texas since 2021")
    visit.sees("Gold")
    visit.go("Records")
    visit.reads("3 awards, to 3 cities")
    file = visit.saves("CSV", tmp_path)
    with zipfile.ZipFile(file) as archive:
        rows = csv.DictReader(io.StringIO(archive.read(f"{file.stem}.csv").decode("utf-8-sig")))
    assert [row["city"] for row in rows] == ["Dallas", "Arlington", "Austin"]
    visit.choose(visit.page.get_by_role("button", name="Quote and cite"))
    visit.sees("lists 3 What Works Cities Certification awards")
    assert visit.takes(4)


@pytest.mark.proof
@ON_A_PHONE
def test_first_certified_and_by_which_announcement(visit: Visit) -> None:
    visit.ask("austin")
    visit.sees("first certified July 14, 2021")
    visit.choose(visit.page.get_by_role("link", name="See the record"))
    visit.reads("Austin, TX")
    visit.sees("July 14, 2021")
    assert visit.takes(2)


@ON_A_PHONE
def test_a_count_at_an_announcement_and_a_sentence_to_quote(visit: Visit) -> None:
    visit.choose(visit.page.get_by_role("button", name="As of Jan 14, 2026"))
    visit.set_date("December 15, 2021", "December 15, 2021: 50 cities")
    visit.reads("50 cities")
    visit.sees("As of Dec 15, 2021")
    visit.choose(visit.page.get_by_role("button", name="Quote and cite"))
    visit.sees("as of December 15, 2021 (CC BY 4.0)")
    assert visit.takes(3)


@pytest.mark.proof
def test_three_cities_side_by_side_with_their_sources(visit: Visit) -> None:
    visit.ask("boston")
    visit.choose(visit.page.get_by_role("link", name="See the record"))
    visit.reads("Boston, MA")
    visit.choose_in("Compare with another city", "Phoenix, AZ")
    visit.reads("Cities side by side")
    visit.choose_in("Compare with another city", "Bogotá, Colombia")
    for name in ("Boston, MA", "Phoenix, AZ", "Bogotá, Colombia"):
        expect(visit.page.get_by_role("columnheader", name=name).first).to_be_visible()
    visit.sees("Quote and cite")
    assert visit.takes(4)


@pytest.mark.proof
def test_a_picture_to_embed_and_to_save(visit: Visit) -> None:
    visit.go("Growth")
    visit.choose(visit.page.get_by_role("button", name="Embed"))
    visit.sees("<iframe")
    assert visit.takes(2)


@pytest.mark.proof
@ON_A_PHONE
def test_the_data_by_address_is_documented_where_it_is_used(visit: Visit) -> None:
    visit.go("About")
    expect(visit.page.get_by_role("link", name="openapi.json").first).to_be_visible()
    assert visit.takes(1)


@pytest.mark.proof
def test_the_cohort_of_2024_new_only_then_all(visit: Visit) -> None:
    cohort = [row for row in record.rows("awards") if row["year"] == "2024"]
    new = [row for row in cohort if row["award"] == "certified"]
    visit.ask("new in 2024")
    expect(visit.page.locator(".st-key-chip-award-Certified")).to_be_attached()
    visit.go("Records")
    visit.sees(f"{len(new)} awards, ")
    visit.choose(visit.page.locator(".st-key-asked-here").get_by_role("button", name="Certified", exact=False))
    visit.sees(f"{len(cohort)} awards, ")
    assert visit.takes(3)


@pytest.mark.proof
def test_how_a_level_is_earned_and_what_changed_in_2022(visit: Visit) -> None:
    visit.go("Practices")
    visit.choose(visit.page.get_by_role("tab", name="The standard"))
    visit.sees("Silver", "August 2022")
    assert visit.takes(2)


@pytest.mark.proof
def test_what_changed_since_last_month(visit: Visit) -> None:
    visit.choose(visit.page.get_by_role("link", name="What changed in the record"))
    visit.sees("Changes")
    visit.reads("Tracking the count")
    assert visit.takes(1)


@pytest.mark.proof
def test_who_to_ask_when_updated_and_what_is_missing(visit: Visit) -> None:
    visit.sees("The record ends January 2026; last checked November 2026", "What is missing")
    visit.go("About")
    visit.sees("Corrections")
    assert visit.takes(1)
