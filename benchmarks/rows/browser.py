"""What a visit costs a reader: bytes of first and repeated visits, and the time until a page is ready and a chart redrawn."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.async_api import Page

from benchmarks.browsing import Unpacked, browser, changed, ready, settled
from benchmarks.crowd import opened, warmed
from benchmarks.line import Line
from benchmarks.peers import dash, fetched, stock
from benchmarks.rounds import Effort, Figure, Samples, compared, interleaved, s
from benchmarks.rows.pages import STOCK
from benchmarks.rows.stock import LEVELS
from benchmarks.served import at_rest, serve
from benchmarks.targets import PAGES

DASH_TWIN, NO_PICTURE = "Dash", "portal without a picture"
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
FILTER, PILLS = 'button:has-text("Filter")', "[data-testid=stButtonGroup]"
OVERVIEW = Look(("h1", BARS, "[data-testid=stDataFrame] canvas", DRAWN), FILTER, f'{PILLS} button:has-text("Gold")')
# What Streamlit's own scripts take: a page of ours without a picture.
WORDS = ("h1", DRAWN)
# The heading, the number and the sentence.
ANSWERED = ("#first-answer h1", "#first-answer p strong")
MAP = Look(("h1", ".scatterlayer .point", DRAWN), "", "")
# What Streamlit itself leaves of the time: its twin, uncompressed as it serves itself.
PLAIN = Look(
    ("h1", BARS, "[data-testid=stDataFrame] canvas"), "[data-testid=stMultiSelect] input", '[role=option]:has-text("Gold")'
)
DASH = Look(("h1", BARS, ".dash-cell"), "#level", '.dash-options-list-option-text:has-text("Gold")')


async def visits(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """Bytes of a browser's first visits to the overview and the map, and of a second one to the overview."""
    with at_rest(serve(snapshots)) as portal:
        overview, again = await _visited(portal.site, "/", OVERVIEW)
        on_map, _ = await _visited(portal.site, "/map", MAP)
    return {
        "overview": overview.against_unpacked,
        "map": on_map.against_unpacked,
        "again": replace(again.against_unpacked, value=again.wire / 1e3, peer=""),
    }


async def speed(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """First visits over a slow line, by turns to the portal and to its twins, and one change of the filter in each."""
    redrawn: Samples = {"portal": [], DASH_TWIN: [], STOCK: []}
    with tempfile.TemporaryDirectory() as name, at_rest(serve(snapshots)) as portal:
        folder = Path(name)
        records = fetched(portal, "/api/v1/cities.csv", folder / "cities.csv")
        await warmed(await opened(portal.site, [PAGES["overview"]]), LEVELS)
        with dash(records) as twin, stock("stock_overview.py", folder, {"TWIN_RECORDS": str(records)}) as plain:
            parts = {
                "answer": _ready(portal.site, "", ANSWERED),
                NO_PICTURE: _ready(portal.site, "/about", WORDS),
                "portal": _first(portal.site, OVERVIEW, redrawn["portal"]),
                DASH_TWIN: _first(twin.site, DASH, redrawn[DASH_TWIN]),
                STOCK: _first(plain.site, PLAIN, redrawn[STOCK]),
            }
            seconds = await interleaved(effort.rounds, parts)
    return {
        "answer": compared(seconds, "answer", DASH_TWIN, s),
        "ready": compared(seconds, "portal", DASH_TWIN, s),
        "change": compared(redrawn, "portal", DASH_TWIN, s),
    }


@dataclass(frozen=True)
class Visit:
    """Bytes of a visit: as they came, and unpacked."""

    wire: int
    unpacked: int

    @property
    def against_unpacked(self) -> Figure:
        wire, unpacked = f"{self.wire / 1e3:,.0f} KB", f"unpacked {self.unpacked / 1e3:,.0f} KB"
        return Figure(self.wire / self.unpacked, f"{wire}; {unpacked}", portal=wire, peer=unpacked)


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


def _ready(site: str, path: str, signs: tuple[str, ...]) -> Callable[[], Awaitable[float]]:
    """A first visit until each of the signs is there."""

    async def measured() -> float:
        with tempfile.TemporaryDirectory() as profile:
            async with Line(site, MBIT_S, DELAY_S) as line, browser(Path(profile)) as context:
                return await ready(await context.new_page(), line.site + path, signs)

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
