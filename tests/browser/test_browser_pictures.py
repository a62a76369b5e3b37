"""A saved picture can be read by itself, in both themes and after a change of theme: background, title, date and source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import plotly
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from charts.finished import signed
from etl.publishing import sample_build
from queries.sample_snapshot import NOTE
from tests.kit.contrast import contrast
from tests.kit.snapshot_cache import kept
from tests.kit.tiers import long

pytestmark = pytest.mark.browser
BACKGROUND = re.compile(r'<rect x="0" y="0" [^>]*style="fill: rgb\((\d+), (\d+), (\d+)\); fill-opacity: 1;"')
DAY = "[Aa]s of January 14, 2026"
SIGNED = re.compile(f"{DAY}.* Source: record of certified cities|Source: .*, as published|{NOTE.capitalize()} {DAY}")
SVG, PNG = "Download plot", "Download as PNG"
# Every view with pictures, and how many they are.
PICTURES = [
    ("/practices", 2),
    *(
        long(*case)
        for case in [
            ("/growth", 5),
            ("/", 2),
            ("/?places=Size", 4),
            ("/growth?by=State", 5),
            ("/map", 1),
            ("/map?region=United+States&shade=True", 1),
            ("/map?view=Tiles", 1),
            ("/map?view=Tiles&measure=Share+of+cities+of+30%2C000%2B", 1),
            ("/map?view=Replay", 1),
            ("/city?city=boston-ma", 1),
            ("/city?city=boston-ma&city=austin-tx&city=bogota-co", 1),
            ("/practices?part=In+numbers", 4),
            ("/practices?part=The+standard", 1),
            ("/tracking", 1),
        ]
    ),
]
# Each letter that is seen: its box and its color, as the browser writes it.
WRITTEN = """() => [...document.querySelectorAll("svg text, svg tspan")]
  .filter((part) => [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((part) => [part.getBoundingClientRect(), getComputedStyle(part), part.textContent])
  .filter(([box, style]) => box.width > 2 && style.fillOpacity !== "0" && style.opacity !== "0" && !/, 0\\)$/.test(style.fill))
  .map(([box, style, text]) => [[box.left, box.top, box.right, box.bottom], style.fill, text])"""

# Where the title begins and what stands under it ends.
TITLE = """figure => Plotly.newPlot("picture", figure.data, {...figure.layout, width: 340}).then(() =>
  [document.querySelector(".gtitle").getBoundingClientRect().top,
   document.querySelector(".gtitle-subtitle").getBoundingClientRect().bottom])"""


class Letters(NamedTuple):
    """One text of a picture: what it says, its color, and the color that most of its box has."""

    text: str
    color: str
    ground: str


def hexed(channels: tuple[int, ...]) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in channels[:3])


def saved(page: Page, picture: Locator, button: str = SVG) -> bytes:
    """The picture as the reader saves it."""
    picture.scroll_into_view_if_needed()
    picture.hover(position={"x": 200, "y": 20})
    with page.expect_download() as download:
        picture.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def letters(viewer: Page, svg: str) -> list[Letters]:
    """Every text of a saved picture, opened by itself."""
    viewer.set_content(f'<body style="margin: 0">{svg}</body>')
    drawn = Image.open(BytesIO(viewer.screenshot(full_page=True))).convert("RGB")
    found = []
    for box, color, text in viewer.evaluate(WRITTEN):
        pixels = drawn.crop(tuple(round(edge) for edge in box))
        ground = Counter(zip(*[iter(pixels.tobytes())] * 3, strict=True)).most_common(1)[0][0]
        found.append(Letters(text, hexed(tuple(map(int, re.findall(r"\d+", color)[:3]))), hexed(ground)))
    return found


def ground_of(png: bytes) -> str:
    """The color of the first corner of a PNG; fails where it can be seen through."""
    corner = Image.open(BytesIO(png)).convert("RGBA").getpixel((1, 1))
    assert isinstance(corner, tuple) and corner[3] == 255
    return hexed(tuple(map(int, corner)))


def hold(page: Page, count: int) -> None:
    """Saves each of so many pictures in both themes, the first one as PNG too, and looks at all that they say."""
    page.locator(".js-plotly-plot .gtitle").nth(count - 1).wait_for()
    svgs, grounds = [], set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(1500)
        every = page.locator(".stPlotlyChart").all()
        assert len(every) == count
        for picture in every:
            svgs.append(saved(page, picture).decode())
            grounds.add(hexed(tuple(map(int, BACKGROUND.search(svgs[-1]).groups()))))  # type: ignore[union-attr]
        assert ground_of(saved(page, every[0], PNG)) in grounds
    assert len(grounds) == 2
    # In a tab of its own, and only now: a page behind another one is drawn seldom.
    viewer = page.context.new_page()
    for svg in svgs:
        written = letters(viewer, svg)
        assert not [one for one in written if contrast(one.color, one.ground) < 4.5]
        assert SIGNED.search(" ".join(one.text for one in written))


@pytest.mark.parametrize(("address", "count"), PICTURES)
def test_every_letter_of_a_saved_picture_stands_out_from_its_own_background(
    page: Page, site: str, address: str, count: int
) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{site}{address}")
    hold(page, count)


@pytest.mark.proof
def test_every_letter_of_a_saved_picture_of_scores_stands_out_too(page: Page, serve: Callable[..., str], snapshots: Path) -> None:
    site = serve(snapshots, PORTAL_SAMPLE=str(kept("sample", [], sample_build.build)))
    page.emulate_media(color_scheme="light")
    page.goto(f"{site}/practices?sample=1")
    hold(page, 4)


@pytest.mark.proof
def test_a_click_on_a_legend_hides_nothing(page: Page, site: str) -> None:
    page.goto(f"{site}/growth")
    picture = page.locator(".stPlotlyChart").first
    picture.locator(".legendtoggle").first.wait_for()
    drawn = picture.locator(".scatterlayer .trace").count()
    picture.locator(".legend .traces").first.click(force=True)
    page.wait_for_timeout(600)
    assert picture.locator(".scatterlayer .trace").count() == drawn


def test_a_title_of_any_length_begins_at_the_top_and_ends_above_the_picture(page: Page) -> None:
    plain = {"data": [{"type": "bar", "y": [1]}], "layout": {"margin": {"t": 8}, "height": 200, "xaxis": {}, "yaxis": {}}}
    page.set_content("<body style='margin:0'><div id='picture'></div>")
    page.add_script_tag(path=Path(plotly.__file__).parent / "package_data" / "plotly.min.js")
    for count in range(1, 6):
        figure = signed(plain, " ".join(["letters that fill a whole line"] * count), "As of a day", "Source: a page")
        assert figure["layout"]["title"]["text"].count("<br>") == count - 1
        top, bottom = page.evaluate(TITLE, figure)
        assert -1 <= top <= 6, (count, top)
        assert bottom <= figure["layout"]["margin"]["t"], (count, bottom)
