"""Many sessions: 200 against 10 in a closed loop, 300 that think, and what memory they leave behind."""

from __future__ import annotations

import asyncio
import itertools
from functools import partial
from pathlib import Path

from benchmarks.crowd import SEEN, Heard, closed_loop, left, opened, thinking, warmed
from benchmarks.neighbor import READERS, ROUNDS, against_one, pages_ms
from benchmarks.rounds import Effort, Figure, compared, interleaved, mb, ms, per_s, percentile
from benchmarks.served import Portal, at_rest, serve
from benchmarks.session import Target
from benchmarks.targets import PAGES

FEW, MANY, CROWD = 10, 200, 300
SOCKETS, PAGES_READ = 60, 150
MEAN_THINK_S = 5.0
RERUN_COUNT = 2_000
# How long the server keeps a session whose visitor has left: a minute in the portal's settings, less here, to be done sooner.
KEPT_S = 3


async def many(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """The overview in two processes, one with 10 sessions and one with 200; only one is asked at a time."""
    with at_rest(serve(snapshots)) as one, at_rest(serve(snapshots)) as other:
        few = await warmed(await opened(one.site, [PAGES["overview"]] * FEW))
        full = await warmed(await opened(other.site, [PAGES["overview"]] * MANY))
        each = max(1, effort.reruns // 16)
        parts = {"10": partial(closed_loop, few, each * MANY // FEW // 2), "200": partial(closed_loop, full, each)}
        rate = await interleaved(effort.rounds, parts)
    return {"rate": compared(rate, "200", "10", per_s)}


async def crowd(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """Readers on all pages who think five seconds on average: ten of them, and three hundred."""
    heard: dict[str, list[Heard]] = {"10": [], "300": []}
    with at_rest(serve(snapshots)) as one, at_rest(serve(snapshots)) as other:
        crowds = {name: await warmed(await opened(portal.site, _spread(size))) for name, portal, size in
                  (("10", one, FEW), ("300", other, CROWD))}  # fmt: skip

        async def p95(name: str) -> float:
            # Ten people press rarely: they get three times as long, for enough answers.
            heard[name].append(await thinking(crowds[name], effort.seconds * (3 if name == "10" else 1), MEAN_THINK_S))
            return percentile(heard[name][-1].seconds, 0.95)

        parts = {name: partial(p95, name) for name in crowds}
        samples = await interleaved(2 if effort.rounds > 1 else 1, parts)
    faults = [fault for part in heard["300"] for fault in part.faults]
    run_count = sum(len(part.seconds) for part in heard["300"])
    of = f"of {run_count + len(faults)} runs"
    return {
        "errors": Figure(len(faults), of + (f"; {faults[0]}" if faults else ""), portal=of),
        "p95": compared(samples, "300", "10", ms),
    }


async def neighbor(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """Three readers with and without an address that asks without end over 60 sockets, by turns."""
    count = PAGES_READ if effort.rounds > 1 else READERS * ROUNDS
    with at_rest(serve(snapshots)) as portal:
        await asyncio.to_thread(pages_ms, portal.site, READERS * 15, 1_000_000)
        alone, beside, drawn = await asyncio.to_thread(against_one, portal.site, SOCKETS, count, 2_000_000)
    low, high = (percentile(times, 0.95) for times in (alone, beside))
    said = f"p95 alone {low:.0f} ms, beside the neighbor {high:.0f} ms, who got {drawn} pages"
    return {"p95": Figure(high / low, said, {"alone": alone, "beside": beside}, f"{high:.0f} ms", f"alone {low:.0f} ms")}


async def memory(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """Resident memory: warm, with 300 more sessions, and after they made 2,000 reruns and left."""
    rerun_count = RERUN_COUNT if effort.rounds > 1 else CROWD
    with at_rest(serve(snapshots, settings={"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(KEPT_S)})) as portal:
        first = await warmed(await opened(portal.site, _spread(FEW)))
        await closed_loop(first, 4 * len(SEEN))
        warm = portal.rss_mb
        guests = await opened(portal.site, _spread(CROWD))
        full = portal.rss_mb
        for start in range(0, CROWD, FEW):
            await closed_loop(guests[start : start + FEW], -(-rerun_count // CROWD))
        busy = portal.rss_mb
        await left(guests)
        after = await _settled(portal)
    per_session = (full - warm) * 1e6 / CROWD / 2**20
    said = f"MB: warm {warm:.0f}, 300 more {full:.0f}, {rerun_count} reruns later {busy:.0f}, all gone {after:.0f}"
    return {
        "session": Figure(per_session, said, portal=f"{per_session:.2f} MiB"),
        "after": Figure(after / warm, said, portal=mb(after), peer=f"warm {mb(warm)}"),
    }


def _spread(size: int) -> list[Target]:
    """So many visitors over all pages."""
    return list(itertools.islice(itertools.cycle(PAGES.values()), size))


async def _settled(portal: Portal) -> float:
    """Megabytes after the sessions that ended are forgotten: the next visitor after their time does that."""
    await asyncio.sleep(KEPT_S + 1)
    await left(await warmed(await opened(portal.site, [PAGES["overview"]])))
    await asyncio.sleep(1)
    return portal.rss_mb
