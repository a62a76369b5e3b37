"""In a real browser: the first answer is read at once, gives way without a jump or a blank moment, and stays without scripts."""

from __future__ import annotations

import base64
import io
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from queries.embed_list import EMBEDS
from queries.page_list import BY_ADDRESS
from tests.kit.pictures import PAPER
from tests.kit.tiers import long

pytestmark = pytest.mark.browser
SIZES = ((1280, 900), (375, 812))
# The bar that every page is held to; a reader loses the line at much more.
MOST_SHIFT = 0.02
WATCH = """
window.shifts = []
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifts.push([one.value, one.sources.map(
    source => (source.node && source.node.parentElement || {className: '?'}).className)])
}).observe({type: 'layout-shift', buffered: true})
"""
# A light page has a line of text where it is this dark.
INK, LEAST_INK = 140, 1_500


def opened(browser: Browser, width: int, height: int, **more: Any) -> Page:
    """A page of a session of its own, as large as that."""
    session = browser.new_context(viewport={"width": width, "height": height}, **more)
    session.set_default_timeout(30_000)
    session.add_init_script(WATCH)
    return session.new_page()


def shift(page: Page) -> tuple[float, list]:
    """How much has moved under the reader, and what."""
    found = page.evaluate("window.shifts")
    return sum(value for value, _ in found), [what for value, what in found if value > MOST_SHIFT / 4]


def drawn(page: Page, address: str) -> None:
    """Opens the address until the page has taken the place of the first answer."""
    page.goto(address)
    page.locator("#first-answer").wait_for(state="detached")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.wait_for_timeout(400)


def filmed(line: CDPSession) -> list[bytes]:
    """Every picture that the page paints from now on (PNG), in their order."""
    film: list[bytes] = []

    def keep(frame: dict) -> None:
        film.append(base64.b64decode(frame["data"]))
        line.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    line.on("Page.screencastFrame", keep)
    line.send("Page.startScreencast", {"format": "png"})
    return film


def ink(picture: bytes) -> int:
    """How many of its points are as dark as text."""
    return sum(Image.open(io.BytesIO(picture)).convert("L").histogram()[:INK])


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def another_site(folder: Path) -> Iterator[str]:
    """The address of a site of another origin that serves the folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("addresses", [["/", "/map", "/records"], long(sorted(BY_ADDRESS))], ids=["three", "every page"])
@pytest.mark.parametrize(("width", "height"), [SIZES[1], long(*SIZES[0])])
def test_no_page_moves_under_its_reader_while_it_comes(
    browser: Browser, site: str, addresses: list[str], width: int, height: int
) -> None:
    moved = {}
    page = opened(browser, width, height)
    for address in addresses:
        drawn(page, f"{site}{address}")
        value, what = shift(page)
        if value > MOST_SHIFT:
            moved[address] = (round(value, 3), what)
    page.context.close()
    assert moved == {}


@pytest.mark.parametrize("address", sorted(set(BY_ADDRESS) - {"/city", "/about"}))
@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.proof
def test_no_page_moves_under_its_reader_after_a_filter(
    browser: Browser, site: str, address: str, width: int, height: int
) -> None:
    page = opened(browser, width, height)
    drawn(page, f"{site}{address}")
    page.get_by_role("button", name="Filter", exact=True).click()
    gold = page.get_by_role("button", name="Gold", exact=True).first
    expect(gold).to_be_visible()
    page.evaluate("window.shifts = []")
    gold.click()
    # What moves in answer to a choice belongs to it, however long a busy machine takes; what moves later is a jump.
    page.wait_for_timeout(150)
    while page.locator('.stApp[data-test-script-state="running"]').count():
        page.keyboard.press("Shift")
        page.wait_for_timeout(100)
    page.keyboard.press("Escape")
    page.wait_for_timeout(2_000)
    value, what = shift(page)
    page.context.close()
    assert value <= MOST_SHIFT, what


def test_nothing_is_blank_between_the_first_answer_and_the_page(browser: Browser, site: str) -> None:
    page = opened(browser, 1280, 700)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    speed = {"offline": False, "latency": 40, "downloadThroughput": 1.25e6, "uploadThroughput": 1.25e6}
    line.send("Network.emulateNetworkConditions", speed)
    film = filmed(line)
    page.goto(f"{site}/growth?level=Gold", wait_until="commit")
    while max(map(ink, film), default=0) < LEAST_INK and page.locator("#first-answer").count():
        page.wait_for_timeout(50)
    assert page.locator("#first-answer").is_visible()
    seen = len(film) - 1
    page.locator("#first-answer").wait_for(state="detached")
    page.wait_for_timeout(1_000)
    page.context.close()
    assert film[-1] != film[seen]
    assert min(map(ink, film[seen:])) > LEAST_INK


@pytest.mark.parametrize(
    "addresses",
    [
        ["/?level=Gold&state=Texas", "/map", "/records", "/city?city=boston-ma", "/cities/boston-ma"],
        long([*sorted(BY_ADDRESS), "/?level=Gold&state=Texas", "/city?city=boston-ma", "/cities/", "/cities/boston-ma"]),
    ],
    ids=["five", "every page"],
)
def test_without_scripts_every_page_answers_and_no_link_of_it_is_dead(browser: Browser, site: str, addresses: list[str]) -> None:
    page = opened(browser, 375, 812, java_script_enabled=False)
    links: set[str] = set()
    for address in addresses:
        page.goto(f"{site}{address}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert "JavaScript" not in page.locator("body").inner_text().replace("without JavaScript", "")
        found = page.locator("a[href]").evaluate_all("every => every.slice(0, 60).map(one => one.getAttribute('href'))")
        links |= {link for link in found if link.startswith("/")}
    page.context.close()
    assert len(links) > 40
    with httpx.Client(base_url=site, follow_redirects=True, timeout=30) as client:
        dead = {link for link in links if client.get(link).status_code != 200}
    assert dead == set()


def test_a_page_of_another_site_may_frame_an_embed_and_nothing_else(context: BrowserContext, site: str, tmp_path: Path) -> None:
    paths = [*(one.path("boston-ma" if one.name == "city" else "") for one in EMBEDS.values()), "/", "/cities/boston-ma"]
    frames = "".join(f'<iframe name="{path}" src="{site}{path}"></iframe>' for path in paths)
    (tmp_path / "index.html").write_text(frames, encoding="utf-8")
    page = context.new_page()
    with another_site(tmp_path) as outer:
        page.goto(outer)
        page.wait_for_load_state("networkidle")
    shown = {path for path in paths if (frame := page.frame(name=path)) and frame.url.startswith(site)}
    assert shown == {path for path in paths if path.startswith("/embed/")}


@pytest.mark.parametrize("scheme", [long("light"), "dark"])
def test_an_embed_follows_the_setting_of_its_reader_and_fits_a_narrow_frame(browser: Browser, site: str, scheme: Any) -> None:
    page = opened(browser, 320, 600, color_scheme=scheme, java_script_enabled=False)
    for one in EMBEDS.values():
        page.goto(f"{site}{one.path('boston-ma' if one.name == 'city' else '')}")
        box = page.locator("main").bounding_box()
        assert box
        assert box["x"] + box["width"] <= 320
        assert box["y"] + box["height"] <= one.frame_height, one.name
        color = {"light": "rgb(255, 254, 251)", "dark": "rgb(20, 24, 27)"}[scheme]
        expect(page.locator("body")).to_have_css("background-color", color)
    page.context.close()


@pytest.mark.parametrize("path", ["/tracking", *map(long, ["/", "/map", "/practices", "/growth"])])
def test_a_printed_page_has_no_controls_its_pictures_in_width_and_says_its_date_and_address(
    page: Page, site: str, path: str
) -> None:
    page.goto(f"{site}{path}?level=Gold")
    expect(page.locator(".stPlotlyChart .main-svg").first).to_be_visible()
    expect(page.locator(".st-key-printed")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for control in (
        ".st-key-menu",
        ".st-key-asked",
        ".st-key-quote-and-embed",
        ".modebar",
        '[role="tab"][aria-selected="false"]',
    ):
        expect(page.locator(control).filter(visible=True)).to_have_count(0)
    address = re.escape(f"{path}?level=Gold&as_of=2026-01-14")
    expect(page.get_by_text(re.compile(rf"As of January 14, 2026 · .*{address}"))).to_be_visible()
    for picture in page.locator(".stPlotlyChart").filter(visible=True).all():
        expect(picture.locator(".main-svg").first).to_be_visible()
        box = picture.bounding_box()
        assert box
        assert box["x"] + box["width"] <= PAPER["width"] + 1


@pytest.mark.proof
def test_embed_and_quote_give_what_can_be_taken_away(page: Page, site: str) -> None:
    page.goto(f"{site}/growth?level=Gold")
    page.get_by_role("button", name="Embed").click()
    expect(page.get_by_text("/embed/growth?level=Gold")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Quote and cite").click()
    quoted = page.get_by_test_id("stCode").filter(has_text="/growth?level=Gold&as_of=2026-01-14")
    expect(quoted.first).to_be_visible()
