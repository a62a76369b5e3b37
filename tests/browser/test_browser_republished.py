"""The record is published anew while a list is on the screen: a click opens the city that stood there, on every page."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.kit.repository import ROOT
from tests.kit.tiers import long

pytestmark = pytest.mark.browser
# Cities before, between and after those on record, by name and by the day of their first certification.
LATER = """city,state,population,level,year,announced_on
Abilene,TX,,Gold,2026,2026-03-01
Lubbock,TX,,Silver,2022,2022-06-15
Yuma,AZ,,Silver,2018,2018-02-01
"""
ROW, POINTER = 35, "current.json"
LISTS = [
    "/map?state=Texas",
    *map(
        long,
        ["/records", "/map", "/records?state=Texas", "/tracking", "/tracking?section=Last+awards", "/tracking?section=States"],
    ),
]


@pytest.fixture(scope="module")
def both(snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A directory with the record as it is and as it is after the rows of LATER, and the pointer to each."""
    directory = Path(shutil.copytree(snapshots, tmp_path_factory.mktemp("both") / "snapshots"))
    before = (directory / POINTER).read_text(encoding="utf-8")
    (directory.parent / "later.csv").write_text(LATER, encoding="utf-8")
    build = [sys.executable, "-m", "etl", "build", "--records", str(directory.parent / "later.csv"), "--out", str(directory)]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return directory, before, (directory / POINTER).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def served(serve: Callable[[Path], str], both: tuple[Path, str, str]) -> str:
    """The portal on that directory."""
    return serve(both[0])


def point(directory: Path, text: str) -> None:
    """Moves the pointer as a build does: the new one replaces the old one whole."""
    fresh = directory / "pointer"
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(directory / POINTER)


@pytest.mark.parametrize("address", LISTS)
def test_a_click_opens_the_city_that_was_on_the_screen(
    page: Page, served: str, both: tuple[Path, str, str], address: str
) -> None:
    directory, before, after = both
    point(directory, before)
    page.goto(served + address)
    expect(page.get_by_text("last checked November 2026")).to_be_visible()
    table = page.get_by_test_id("stDataFrame").last if "States" in address else page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    page.wait_for_timeout(1_000)
    row = 4
    name = table.locator(f"[role=row][aria-rowindex='{row + 1}'] [role=gridcell]").first.inner_text()
    assert name
    point(directory, after)
    box = table.bounding_box()
    page.mouse.click(box["x"] + 40, box["y"] + ROW * row + 18)
    page.wait_for_function("() => location.search.includes('city=')")
    heading = page.get_by_role("heading", level=1) if "/map" not in address else page.locator(".st-key-chosen-on-map")
    expect(heading).to_contain_text(name.split(",")[0])
