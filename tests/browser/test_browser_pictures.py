"""A saved picture can be read by itself, in both themes and after a change of theme: background, title, date and source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from tests.kit.contrast import contrast

pytestmark = pytest.mark.browser
RGB = r"rgb\((\d+), (\d+), (\d+)\)"
BACKGROUND = re.compile(rf'<rect x="0" y="0" [^>]*style="fill: {RGB}; fill-opacity: 1;"')
LETTERS = re.compile(rf"<text [^>]*fill: {RGB}; fill-opacity: 1")
PICTURES = {"/growth": 5, "/": 2}


def hexed(channels: tuple[str, ...]) -> str:
    return "#" + "".join(f"{int(channel):02x}" for channel in channels)


def saved(page: Page, picture: Locator) -> str:
    """The picture as the reader saves it."""
    picture.scroll_into_view_if_needed()
    picture.hover(position={"x": 200, "y": 20})
    with page.expect_download() as download:
        picture.get_by_role("button", name="Download plot").click()
    return Path(download.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("address", PICTURES)
def test_every_letter_of_a_saved_picture_stands_out_from_its_own_background(page: Page, site: str, address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{site}{address}")
    page.locator(".js-plotly-plot .gtitle").nth(PICTURES[address] - 1).wait_for()
    grounds = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(1500)
        for picture in page.locator(".stPlotlyChart").all():
            svg = saved(page, picture)
            ground = hexed(BACKGROUND.search(svg).groups())  # type: ignore[union-attr]
            grounds.add(ground)
            letters = {hexed(found) for found in LETTERS.findall(svg)}
            assert letters and min(contrast(color, ground) for color in letters) >= 4.5, (scheme, letters, ground)
            assert "As of January 14, 2026" in svg and "Source: record of certified cities" in svg
    assert len(grounds) == 2


def test_a_click_on_a_legend_hides_nothing(page: Page, site: str) -> None:
    page.goto(f"{site}/growth")
    picture = page.locator(".stPlotlyChart").first
    picture.locator(".legendtoggle").first.wait_for()
    drawn = picture.locator(".scatterlayer .trace").count()
    picture.locator(".legend .traces").first.click(force=True)
    page.wait_for_timeout(600)
    assert picture.locator(".scatterlayer .trace").count() == drawn
