"""What each departure from uvicorn's and Python's own ways brings today: the portal with it and without it, by turns."""

from __future__ import annotations

import itertools
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.crowd import closed_loop, left, opened, thinking, warmed
from benchmarks.rounds import Effort, Figure, Samples, interleaved, ms, per_s, percentile, ratio, rounded
from benchmarks.served import Portal, at_rest, serve
from benchmarks.session import Session, WrongAnswer
from benchmarks.targets import PAGES

HOOKS = ("collection",)
# The crowd of the promise: with a hundred readers a stop for garbage is short.
TOGETHER, CROWD, MEAN_THINK_S = 50, 300, 5.0
ROUNDS = 3
WITH, WITHOUT = "with it", "without it"


async def hooks(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """Each of the hooks by itself, the others in place."""
    return {hook: await _brought(snapshots, hook, effort) for hook in HOOKS}


async def _brought(snapshots: Path, hook: str, effort: Effort) -> Figure:
    """How many times better the portal is with the hook: in reruns per second or the p95 of a crowd, whichever is more."""
    with at_rest(serve(snapshots)) as usual, at_rest(serve(snapshots, settings={"PORTAL_WITHOUT": hook})) as plain:
        portals = {WITH: usual, WITHOUT: plain}
        rate = await _rates(portals, effort)
        p95 = await _p95(portals, effort)
    faster, sooner = ratio(rate, WITH, WITHOUT), ratio(p95, WITHOUT, WITH)
    said = {name: f"{per_s(median(rate[name]))}, p95 {ms(median(p95[name]))}" for name in portals}
    detail = f"reruns {faster:.2f}×, p95 {sooner:.2f}×; " + "; ".join(f"{name} {words}" for name, words in said.items())
    samples = {f"rate {name}": values for name, values in rounded(rate).items()} | rounded(p95)
    return Figure(max(faster, sooner), detail, samples, said[WITH], f"{WITHOUT} {said[WITHOUT]}")


async def _rates(portals: dict[str, Portal], effort: Effort) -> Samples:
    """Reruns per second of fifty sessions over all pages."""
    crowds = {name: await _crowd(portal, TOGETHER) for name, portal in portals.items()}
    each = max(2, effort.reruns // 8)
    rate = await interleaved(_rounds(effort), {name: partial(closed_loop, crowd, each) for name, crowd in crowds.items()})
    for crowd in crowds.values():
        await left(crowd)
    return rate


async def _p95(portals: dict[str, Portal], effort: Effort) -> Samples:
    """The p95 of three hundred readers who think; a run that fails is no measurement."""
    crowds = {name: await _crowd(portal, CROWD if effort.rounds > 1 else TOGETHER) for name, portal in portals.items()}

    async def measured(name: str) -> float:
        heard = await thinking(crowds[name], effort.seconds, MEAN_THINK_S)
        if heard.faults:
            raise WrongAnswer(heard.faults[0])
        return percentile(heard.seconds, 0.95)

    return await interleaved(_rounds(effort), {name: partial(measured, name) for name in crowds})


async def _crowd(portal: Portal, size: int) -> list[Session]:
    return await warmed(await opened(portal.site, itertools.islice(itertools.cycle(PAGES.values()), size)))


def _rounds(effort: Effort) -> int:
    return min(ROUNDS, effort.rounds)
