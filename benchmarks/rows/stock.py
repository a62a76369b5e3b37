"""The portal against stock Streamlit: an empty page of each, and the overview against its twin on the same records."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.crowd import Values, closed_loop, opened, shown, warmed
from benchmarks.peers import fetched, stock
from benchmarks.rounds import Effort, Figure, Samples, compared, interleaved, ms, per_s
from benchmarks.rows.pages import APP, STOCK
from benchmarks.served import Portal, at_rest, serve
from benchmarks.session import Session, Target
from benchmarks.targets import EMPTY, LEVELS, PAGES, TWIN

TOGETHER = 50
EMPTY_TWIN = Target("", "An empty page")


async def empty(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """The empty page in the portal's frame, and an empty page on Streamlit's defaults that imports the same."""
    with (
        tempfile.TemporaryDirectory() as folder,
        at_rest(serve(snapshots, app=APP)) as portal,
        stock("stock_empty.py", Path(folder)) as twin,
    ):
        sessions = {"portal": (await opened(portal.site, [EMPTY]))[0], STOCK: (await opened(twin.site, [EMPTY_TWIN]))[0]}
        seconds, cpu = await _in_turn({"portal": portal, STOCK: twin}, sessions, [{}] * effort.reruns, effort.rounds)
    return {"latency": compared(seconds, "portal", STOCK, ms), "cpu": compared(cpu, "portal", STOCK, ms)}


async def overview(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """One reader who changes the level, then fifty at once."""
    views = list(itertools.islice(itertools.cycle(LEVELS), effort.reruns))
    with tempfile.TemporaryDirectory() as name, at_rest(serve(snapshots)) as portal:
        folder = Path(name)
        records = fetched(portal, "/api/v1/cities.csv", folder / "cities.csv")
        with stock("stock_overview.py", folder, {"TWIN_RECORDS": str(records)}) as twin:
            crowds = {
                "portal": await warmed(await opened(portal.site, [PAGES["overview"]] * TOGETHER), LEVELS),
                STOCK: await warmed(await opened(twin.site, [TWIN] * TOGETHER), LEVELS),
            }
            alone = {name: crowd[0] for name, crowd in crowds.items()}
            seconds, _ = await _in_turn({"portal": portal, STOCK: twin}, alone, views, effort.rounds)
            parts = {
                "portal": partial(closed_loop, crowds["portal"], max(2, effort.reruns // 3), LEVELS),
                STOCK: partial(closed_loop, crowds[STOCK], 2, LEVELS),
            }
            rate = await interleaved(effort.few_rounds, parts)
    return {"latency": compared(seconds, "portal", STOCK, ms), "rate": compared(rate, "portal", STOCK, per_s)}


async def _in_turn(
    portals: dict[str, Portal], sessions: dict[str, Session], views: list[Values], rounds: int
) -> tuple[Samples, Samples]:
    """Median seconds of a rerun per round, and CPU seconds of a rerun, for each of the servers."""
    cpu: Samples = {name: [] for name in portals}

    def part(name: str) -> Callable[[], Awaitable[float]]:
        async def measured() -> float:
            before = portals[name].cpu_s
            seconds = await shown(sessions[name], views)
            cpu[name].append((portals[name].cpu_s - before) / len(views))
            return median(seconds)

        return measured

    return await interleaved(rounds, {name: part(name) for name in portals}), cpu
