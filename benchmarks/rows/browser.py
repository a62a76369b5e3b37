"""What a visit costs a reader: bytes of first and repeated visits, and the time until a page is ready and a chart redrawn."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.async_api import Page

from benchmarks.browsing import Unpacked, browser, changed, ready, settled
from benchmarks.crowd import opened, warmed
from benchmarks.line import Line
from benchmarks.peers import dash, fetched
from benchmarks.rounds import Effort, Figure, Samples, interleaved, ratio, rounded
from benchmarks.rows.stock import LEVELS
from benchmarks.served import at_rest, serve
from benchmarks.targets import PAGES

MBIT_S, DELAY_S = 10, 0.04
BARS = ".bars .point"


@dataclass(frozen=True)
class Look:
    """What a ready page shows (CSS), what opens the list of levels, and the choice Gold in it."""

    signs: tuple[str, ...]
    list_of_levels: str
    gold: str


# The page is there when it has taken the place of its first answer.
DRAWN = "body:not(:has(#first-answer))"
OVERVIEW = Look(("h1", BARS, "[data-testid=stDataFrame] canvas", DRAWN), "[aria-label^=Level]", '[role=option]:has-text("Gold")')
MAP = Look(("h1", ".scatterlayer .point", DRAWN), "", "")
DASH = Look(("h1", BARS, ".dash-cell"), "#level", '.dash-options-list-option-text:has-text("Gold")')


async def visits(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """Bytes of a browser's first visits to the overview and the map, and of a second one to the overview."""
    with at_rest(serve(snapshots)) as portal:
        overview, again = await _visited(portal.site, "/", OVERVIEW)
        on_map, _ = await _visited(portal.site, "/map", MAP)
    return {
        "overview": Figure(overview.wire / overview.unpacked, overview.in_words),
        "map": Figure(on_map.wire / on_map.unpacked, on_map.in_words),
        "again": Figure(again.wire / 1e3, again.in_words),
    }


async def speed(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """First visits over a slow line, by turns to the portal and to the Dash twin, and one change of the filter in each."""
    redrawn: Samples = {"portal": [], "dash": []}
    with tempfile.TemporaryDirectory() as name, at_rest(serve(snapshots)) as portal:
        records = fetched(portal, "/api/v1/cities.csv", Path(name) / "cities.csv")
        await warmed(await opened(portal.site, [PAGES["overview"]]), LEVELS)
        with dash(records) as twin:
            parts = {
                "answer": _answered(portal.site),
                "portal": _first(portal.site, OVERVIEW, redrawn["portal"]),
                "dash": _first(twin.site, DASH, redrawn["dash"]),
            }
            seconds = await interleaved(effort.rounds, parts)
    return {
        "answer": Figure(ratio(seconds, "answer", "dash"), _in_s(seconds), rounded(seconds)),
        "ready": Figure(ratio(seconds, "portal", "dash"), _in_s(seconds), rounded(seconds)),
        "change": Figure(ratio(redrawn, "portal", "dash"), _in_s(redrawn), rounded(redrawn)),
    }


@dataclass(frozen=True)
class Visit:
    """Bytes of a visit: as they came, and unpacked."""

    wire: int
    unpacked: int

    @property
    def in_words(self) -> str:
        return f"{self.wire / 1e3:,.0f} KB of {self.unpacked / 1e3:,.0f} KB unpacked"


async def _visited(site: str, path: str, look: Look) -> tuple[Visit, Visit]:
    """A visit by a new browser and a second one by the same."""
    with tempfile.TemporaryDirectory() as profile:
        async with Line(site) as line, browser(Path(profile)) as context:
            return await _visit(await context.new_page(), line, path, look), await _visit(
                await context.new_page(), line, path, look
            )


async def _visit(page: Page, line: Line, path: str, look: Look) -> Visit:
    unpacked, before = Unpacked(), line.down_bytes
    await unpacked.watch(page)
    await ready(page, line.site + path, look.signs)
    await settled(page)
    await page.close()
    return Visit(line.down_bytes - before, unpacked.bytes)


def _answered(site: str) -> Callable[[], Awaitable[float]]:
    """A first visit until the heading, the number and the sentence stand there."""

    async def measured() -> float:
        with tempfile.TemporaryDirectory() as profile:
            async with Line(site, MBIT_S, DELAY_S) as line, browser(Path(profile)) as context:
                return await ready(await context.new_page(), line.site, ("#first-answer h1", "#first-answer p strong"))

    return measured


def _first(site: str, look: Look, redrawn: list[float]) -> Callable[[], Awaitable[float]]:
    """A first visit that then chooses Gold, which leaves one bar."""

    async def measured() -> float:
        with tempfile.TemporaryDirectory() as profile:
            async with Line(site, MBIT_S, DELAY_S) as line, browser(Path(profile)) as context:
                page = await context.new_page()
                seconds = await ready(page, line.site, look.signs)
                await settled(page)
                await page.locator(look.list_of_levels).first.click()
                redrawn.append(await changed(page, look.gold, BARS, 1))
                return seconds

    return measured


def _in_s(samples: Samples) -> str:
    return ", ".join(f"{name} {median(values):.2f} s" for name, values in samples.items())
