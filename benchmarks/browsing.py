"""A real browser: visits to a page, what they cost in bytes, when they are ready, and how long a chart takes to change."""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import BrowserContext, CDPSession, Page, async_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
# The first has no window: it computes less for a page, as nothing of a window is loaded beside it.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TIMEOUT_MS = 120_000
QUIET_MS = 1_500
# The time from asking for the page until it shows each of the signs; looked at with every picture that the browser draws.
READY = """signs => new Promise(resolve => {
  const look = () => signs.every(sign => document.querySelector(sign)) ? resolve(performance.now()) : requestAnimationFrame(look)
  look()
})"""
# A click, then the time until the chart shows another number of bars than before.
CHANGE = """([option, bars, count]) => new Promise(resolve => {
  const began = performance.now()
  const done = () => document.querySelectorAll(bars).length === count
  const look = () => done() ? resolve(performance.now() - began) : requestAnimationFrame(look)
  option.click()
  requestAnimationFrame(look)
})"""


def installed() -> str | None:
    """The browser to drive: the one that CHROMIUM names, else the first that is found, else (None) playwright's own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@asynccontextmanager
async def browser(profile: Path) -> AsyncIterator[BrowserContext]:
    """A browser that keeps its cache in `profile`."""
    async with async_playwright() as tools:
        context = await tools.chromium.launch_persistent_context(
            profile, executable_path=installed(), args=FLAGS, viewport={"width": 1280, "height": 900}
        )
        context.set_default_timeout(TIMEOUT_MS)
        try:
            yield context
        finally:
            await context.close()


@dataclass
class Unpacked:
    """How many bytes the browser had in hand after decompressing: answers and messages of websockets."""

    bytes: int = 0

    async def watch(self, page: Page) -> None:
        """Counts from now on."""
        self.session: CDPSession = await page.context.new_cdp_session(page)
        await self.session.send("Network.enable")
        self.session.on("Network.dataReceived", lambda event: self._add(event["dataLength"]))
        self.session.on("Network.webSocketFrameReceived", lambda event: self._add(_size(event["response"])))

    def _add(self, size: int) -> None:
        self.bytes += size


def _size(frame: dict) -> int:
    text = frame["payloadData"]
    return len(base64.b64decode(text)) if frame["opcode"] == 2 else len(text)


async def ready(page: Page, address: str, signs: Sequence[str]) -> float:
    """Opens the address; seconds from asking until there is an element for each of `signs` (CSS)."""
    await page.goto(address, wait_until="commit")
    return float(await page.evaluate(READY, list(signs))) / 1e3


async def settled(page: Page) -> None:
    """Waits until the page has fetched what it needs and drawn it."""
    await page.wait_for_load_state("load")
    await page.wait_for_timeout(QUIET_MS)


async def changed(page: Page, option: str, bars: str, count: int) -> float:
    """Seconds from a click on `option` until there are `count` elements `bars`; `option` is a locator, `bars` CSS."""
    handle = await page.locator(option).first.element_handle()
    return float(await page.evaluate(CHANGE, [handle, bars, count])) / 1e3
