"""Two portals behind the shipped nginx against one, with the same sessions on the same machine."""

from __future__ import annotations

import itertools
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.crowd import closed_loop, opened, warmed
from benchmarks.gateway import gateway
from benchmarks.rounds import Effort, Figure, compared, interleaved, per_s
from benchmarks.served import at_rest, serve
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
            rate = await interleaved(
                effort.rounds, {name: partial(closed_loop, crowd, max(2, effort.reruns // 3)) for name, crowd in crowds.items()}
            )
        finally:
            nginx.terminate()
            nginx.wait(10)
    return {"rate": compared(rate, "two", "one", per_s)}
