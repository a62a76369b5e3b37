"""Every page against its twin in stock Streamlit and an empty page of our own, and the map against a page with one bar chart."""

from __future__ import annotations

import itertools
import random
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from benchmarks.crowd import SEEN, Values, closed_loop, opened, shown, warmed
from benchmarks.peers import fetched, stock
from benchmarks.rounds import Effort, Figure, Samples, compared, interleaved, ms, per_s, ratio
from benchmarks.served import Portal, at_rest, serve
from benchmarks.session import Session, WrongAnswer
from benchmarks.targets import BARS, EMPTY, LEVELS, PAGES, TWIN

STOCK = "stock Streamlit"
APP = "benchmarks.twins.framed:app"
MEASURED = PAGES | {"empty": EMPTY}
TOGETHER = 10
UNSEEN_COUNT = 5
FIRST_DAY, LAST_DAY = date(2021, 1, 1), date(2026, 1, 14)


async def seen(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """CPU of one session after the other beside a rerun of the stock twin, then reruns per second of ten at once."""
    views, each = list(itertools.islice(itertools.cycle(SEEN), effort.reruns)), max(2, effort.reruns // 4)
    async with beside_the_twin(snapshots) as (portal, of_twin):
        crowds = {name: await warmed(await opened(portal.site, [page] * TOGETHER)) for name, page in MEASURED.items()}
        parts = {name: _cpu_of(portal, crowd[0], views) for name, crowd in crowds.items()}
        cpu = await interleaved(effort.rounds, parts | {STOCK: of_twin})
        rate = await interleaved(effort.few_rounds, {name: partial(closed_loop, crowd, each) for name, crowd in crowds.items()})
    return {**of_each_page(cpu), "rate": worst(rate, min, per_s)}


async def unseen(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """CPU of views that nobody has asked for, beside a rerun of the stock twin.

    Every page gets filters of its own, since pages share answers.
    """
    filters = never_seen()

    def fresh(portal: Portal, session: Session) -> Callable[[], Awaitable[float]]:
        return lambda: _cpu_of(portal, session, list(itertools.islice(filters, UNSEEN_COUNT)))()

    async with beside_the_twin(snapshots) as (portal, of_twin):
        sessions = await warmed(await opened(portal.site, MEASURED.values()))
        parts = {name: fresh(portal, session) for name, session in zip(MEASURED, sessions, strict=True)}
        return of_each_page(await interleaved(effort.rounds, parts | {STOCK: of_twin}))


@asynccontextmanager
async def beside_the_twin(snapshots: Path) -> AsyncIterator[tuple[Portal, Callable[[], Awaitable[float]]]]:
    """The portal with the empty page, and what measures the CPU of a rerun of its twin in stock Streamlit on the same records."""
    with tempfile.TemporaryDirectory() as name, at_rest(serve(snapshots, app=APP)) as portal:
        folder = Path(name)
        records = fetched(portal, "/api/v1/cities.csv", folder / "cities.csv")
        with stock("stock_overview.py", folder, {"TWIN_RECORDS": str(records)}) as twin:
            [session] = await warmed(await opened(twin.site, [TWIN]), LEVELS)
            yield portal, _cpu_of(twin, session, list(LEVELS) * 2)


def of_each_page(cpu: Samples) -> dict[str, Figure]:
    """The worst page against the stock twin, and against the empty page."""
    return {
        "twin": worst({name: found for name, found in cpu.items() if name != "empty"}, max, ms, STOCK),
        "cpu": worst({name: found for name, found in cpu.items() if name != STOCK}, max, ms),
    }


async def on_the_map(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """The map page and a page with the bar chart, and the largest frame of the map, which is its figure."""
    views = list(itertools.islice(itertools.cycle(SEEN), effort.reruns))
    with at_rest(serve(snapshots, app=APP)) as portal:
        sessions = await opened(portal.site, [PAGES["map"], BARS])
        figure = sessions[0].largest
        if b"scatter" not in figure:
            raise WrongAnswer("the largest frame of the map page is not its figure")
        await warmed(sessions)
        parts = {name: _cpu_of(portal, session, views) for name, session in zip(("map", "bars"), sessions, strict=True)}
        cpu = await interleaved(effort.rounds, parts)
    size = Figure(len(figure) / 1e3, "before the websocket's compression", portal=f"{len(figure) / 1e3:.0f} KB")
    return {"cpu": compared(cpu, "map", "bars", ms), "figure": size}


def never_seen() -> Iterator[Values]:
    """Dates and levels in an order that never repeats one."""
    days = [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days)]
    levels: list[list[str]] = [[], ["Silver"], ["Gold"], ["Platinum"]]
    every = list(itertools.product(days, levels))
    random.Random(7).shuffle(every)
    return iter([{"Another date": day.isoformat(), "Level": level} for day, level in every])


def _cpu_of(portal: Portal, session: Session, views: list[Values]) -> Callable[[], Awaitable[float]]:
    """Measures the seconds that the portal computes per view."""

    async def measured() -> float:
        before = portal.cpu_s
        await shown(session, views)
        return (portal.cpu_s - before) / len(views)

    return measured


def worst(samples: Samples, choose: Callable[..., str], say: Callable[[float], str], beside: str = "empty") -> Figure:
    """The page that does worst against what is measured beside it; `choose` is max or min. The detail names every page."""
    ratios = {name: ratio(samples, name, beside) for name in samples if name != beside}
    name = choose(ratios, key=ratios.__getitem__)
    figure = compared(samples, name, beside, say)
    figure.portal = f"{name} {figure.portal}"
    figure.detail = f"{name}; " + ", ".join(f"{page} {value:.2f}" for page, value in ratios.items()) + f"; {figure.detail}"
    return figure
