"""In a real browser: the portal starts, shows the right number, and the address is the filter, both ways."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from queries.page_list import BY_ADDRESS
from tests.kit import record
from tests.kit.addresses import comes_to
from tests.kit.repository import ROOT
from tests.kit.tiers import long


@pytest.mark.proof
def test_the_overview_shows_the_announced_total(page: Page, site: str) -> None:
    page.goto(site)
    expect(page.get_by_role("heading", level=1)).to_contain_text("117 cities in at least nine countries")
    page.get_by_text("How we get 117").click()
    expect(page.get_by_text(record.named_and_missing())).to_be_visible()


def test_a_filter_changes_the_address_and_the_address_restores_the_filter(page: Page, site: str) -> None:
    page.goto(site)
    expect(page.get_by_role("heading", level=1)).to_contain_text("117 cities")
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("button", name="Platinum", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("7 cities hold Platinum as their latest level we found")
    page.wait_for_url("**level=Platinum**")
    address = page.evaluate("location.href")
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("7 cities hold Platinum as their latest level we found")


@pytest.mark.proof
def test_a_past_date_in_the_address_replays_the_record(page: Page, site: str) -> None:
    page.goto(f"{site}/?as_of=2021-12-15")
    expect(page.get_by_role("heading", level=1)).to_contain_text("50 cities")
    expect(page.get_by_text("45 named here with a date by then, 5 more possible.").first).to_be_visible()


@pytest.mark.proof
def test_a_card_of_the_newest_announcement_leads_to_its_city_and_back_returns(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("link", name="Cali, Colombia").first.click()
    page.wait_for_url("**/city?city=cali-co")
    expect(page.get_by_role("heading", name="Cali, Colombia")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("117 cities")


def test_back_and_a_reload_bring_a_reader_to_where_they_stood_and_a_new_page_begins_at_its_top(page: Page, site: str) -> None:
    page.goto(f"{site}/growth")
    page.evaluate(f"{MAIN}.scrollTop = 1200")
    page.wait_for_timeout(300)
    page.locator(".st-key-menu").get_by_role("link", name="Records").evaluate("link => link.click()")
    page.get_by_role("heading", level=1, name="awards").wait_for()
    page.wait_for_function(f"{MAIN}.scrollTop === 0")
    page.go_back()
    page.wait_for_function(STANDS, arg=1200)
    page.reload()
    page.wait_for_function(STANDS, arg=1200)


# What scrolls, and whether it stands so many pixels down once the page is drawn.
MAIN = """document.querySelector('[data-testid="stMain"]')"""
STANDS = (
    f"""wanted => document.querySelector('[data-test-script-state="notRunning"]') && Math.abs({MAIN}?.scrollTop - wanted) < 2"""
)


def test_a_deep_link_opens_its_page_and_asks_for_nothing_that_is_not_there(page: Page, site: str) -> None:
    """Streamlit would ask below /map first."""
    refused = []
    page.on("response", lambda answer: refused.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{site}/map?level=Gold")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    comes_to(page, "/map", level="Gold")
    assert refused == []


@pytest.mark.proof
def test_a_new_announcement_shows_on_an_open_page_at_its_next_interaction(
    page: Page, serve: Callable[[Path], str], snapshots: Path, tmp_path: Path
) -> None:
    directory = Path(shutil.copytree(snapshots, tmp_path / "snapshots"))
    page.goto(serve(directory))
    platinum, gold, silver = map(record.cities_at, ("Platinum", "Gold", "Silver"))
    expect(page.get_by_text(f"{platinum} Platinum, {gold} Gold, {silver} Silver")).to_be_visible()
    records = tmp_path / "new.csv"
    records.write_text("city,state,population,level,year\nAustin,TX,,Platinum,2026\n", encoding="utf-8")
    build = [sys.executable, "-m", "etl", "build", "--records", str(records), "--out", str(directory), "--known-on", "2026-11-22"]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    page.get_by_role("combobox", name="Search or ask").fill("Austin")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{platinum + 1} Platinum, {gold - 1} Gold, {silver} Silver")).to_be_visible()


@pytest.mark.parametrize("width", [long(1280), 375])
def test_what_is_asked_stands_as_chips_and_each_can_be_taken_off(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 667})
    page.goto(site)
    page.get_by_role("combobox", name="Search or ask").fill("gold texas since 2021")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "2 cities in Texas hold Gold as their latest level we found, first certified since 2021"
    )
    comes_to(page, "/", level="Gold", state="Texas", since="2021")
    page.get_by_role("button", name="since 2021").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 cities in Texas hold Gold as their latest level we found")
    page.get_by_role("link", name="Map", exact=True).click()
    comes_to(page, "/map", level="Gold", state="Texas")
    expect(page.get_by_role("button", name="Texas", exact=True)).to_be_visible()
    page.get_by_role("button", name="Clear", exact=True).click()
    comes_to(page, "/map")


def test_the_filter_of_a_link_goes_along_to_another_page_and_one_back_returns(page: Page, site: str) -> None:
    page.goto(f"{site}/?level=Gold&state=Texas")
    expect(page.get_by_role("button", name="Texas", exact=True)).to_be_visible()
    before = page.evaluate("history.length")
    for name, path in (("Records", "/records"), ("Map", "/map")):
        page.get_by_role("link", name=name, exact=True).click()
        comes_to(page, path, level="Gold", state="Texas")
    assert page.evaluate("history.length") == before + 2
    page.go_back()
    comes_to(page, "/records", level="Gold", state="Texas")
    expect(page.get_by_role("heading", level=1, name="4 awards, to 3 cities")).to_be_visible()


@pytest.mark.parametrize("address", ["/about", *map(long, sorted(set(BY_ADDRESS) - {"/about"}))])
def test_the_tab_says_which_page_it_shows(page: Page, site: str, address: str) -> None:
    page.goto(site + address)
    expect(page.get_by_text("Independent record, not run by").first).to_be_visible()
    assert page.title().endswith(" · Certified cities")
