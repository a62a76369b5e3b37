"""In a real browser: the portal starts, shows the right number, and the address is the filter, both ways."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.kit import record
from tests.kit.repository import ROOT


def test_the_overview_shows_the_announced_total(page: Page, site: str) -> None:
    page.goto(site)
    expect(page.get_by_test_id("stMetricValue")).to_have_text("117")
    expect(page.get_by_text(record.named_and_missing())).to_be_visible()


def test_a_filter_changes_the_address_and_the_address_restores_the_filter(page: Page, site: str) -> None:
    page.goto(site)
    expect(page.get_by_test_id("stMetricValue")).to_have_text("117")
    page.get_by_role("combobox", name="Level").click()
    page.get_by_role("option", name="Platinum").click()
    expect(page.get_by_text("At least 7 cities certified at least once, latest level we found: Platinum")).to_be_visible()
    page.wait_for_url("**level=Platinum**")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_text("At least 7 cities certified at least once, latest level we found: Platinum")).to_be_visible()


def test_a_past_date_in_the_address_replays_the_record(page: Page, site: str) -> None:
    page.goto(f"{site}/?as_of=2021-12-15")
    expect(page.get_by_test_id("stMetricValue")).to_have_text("50")
    expect(page.get_by_text("45 named here with a date by then, 5 more possible.")).to_be_visible()


def test_a_card_of_the_newest_announcement_leads_to_its_city_and_back_returns(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("link", name="Cali, Colombia").first.click()
    page.wait_for_url("**/city?city=cali-co")
    expect(page.get_by_role("heading", name="Cali, Colombia")).to_be_visible()
    page.go_back()
    expect(page.get_by_test_id("stMetricValue")).to_have_text("117")


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
    page.get_by_label("Is my city certified?").fill("Austin")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{platinum + 1} Platinum, {gold - 1} Gold, {silver} Silver")).to_be_visible()
