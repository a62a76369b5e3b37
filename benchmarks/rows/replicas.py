"""Two portals behind the shipped nginx against one, with the same sessions on the same machine."""

from __future__ import annotations

import itertools
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.crowd import closed_loop, opened, warmed
from benchmarks.gateway import gateway
from benchmarks.rounds import Effort, Figure, Samples, compared, interleaved, per_s
from benchmarks.served import Portal, at_rest, serve
from benchmarks.session import Session
from benchmarks.targets import PAGES
from benchmarks.two_portals import cookie_of

TOGETHER = 24


async def replicas(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """All sessions on one portal, then half of them on each; the cookie says on which."""
    with tempfile.TemporaryDirectory() as folder, at_rest(serve(snapshots)) as a, at_rest(serve(snapshots)) as b:
        nginx, site = gateway(Path(folder), [a, b])
        try:
            cookies = sorted({cookie_of(site) for _ in range(40)})
            crowds = {
                "one": await opened(site, [PAGES["overview"]] * TOGETHER, [cookies[0]] * TOGETHER),
                "two": await opened(site, [PAGES["overview"]] * TOGETHER, itertools.cycle(cookies)),
            }
            for crowd in crowds.values():
                await warmed(crowd)
                await closed_loop(crowd, 4)
            cores: Samples = {name: [] for name in crowds}
            each = max(2, effort.reruns // 3)
            parts = {name: partial(_rate, crowd, each, [a, b], cores[name]) for name, crowd in crowds.items()}
            rate = await interleaved(effort.rounds, parts)
        finally:
            nginx.terminate()
            nginx.wait(10)
    figure = compared(rate, "two", "one", per_s)
    busy = ", ".join(f"{name} {median(found):.2f}" for name, found in cores.items())
    figure.detail += f"; cores that the portals computed on: {busy}, the rest had nginx and who asks"
    return {"rate": figure}


async def _rate(crowd: list[Session], each: int, portals: list[Portal], cores: list[float]) -> float:
    """Reruns per second; adds to `cores` how many cores the portals were busy on meanwhile."""
    began, before = time.perf_counter(), sum(portal.cpu_s for portal in portals)
    rate = await closed_loop(crowd, each)
    cores.append((sum(portal.cpu_s for portal in portals) - before) / (time.perf_counter() - began))
    return rate
