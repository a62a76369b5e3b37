"""Many sessions at once: opened, set to rerun together or with pauses to think, and what that took."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.session import Session, Target, WrongAnswer

Values = dict[str, Any]
# Views that everybody looks at, by the labels of the shared filters.
SEEN: tuple[Values, ...] = ({}, {"Level": ["Gold"]}, {"State or region": ["Texas"]}, {"Since": "2021"})
OPEN_AT_ONCE = 16


@dataclass
class Heard:
    """What a crowd that thinks between its reruns was answered: seconds of each rerun, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


async def opened(site: str, targets: Iterable[Target], cookies: Iterable[str] = ()) -> list[Session]:
    """One session per target, its page drawn once; a few at a time, as visitors arrive."""
    of_each = itertools.chain(cookies, itertools.repeat(""))
    sessions = [Session(site, target, cookie) for target, cookie in zip(targets, of_each, strict=False)]
    for start in range(0, len(sessions), OPEN_AT_ONCE):
        await asyncio.gather(*(session.open() for session in sessions[start : start + OPEN_AT_ONCE]))
    return sessions


async def shown(session: Session, views: Iterable[Values]) -> list[float]:
    """The seconds of each view, one after the other."""
    return [await session.rerun(values) for values in views]


async def warmed(sessions: list[Session], views: Iterable[Values] = SEEN) -> list[Session]:
    """The sessions, after each page has shown each view."""
    of_page = {session.target: session for session in sessions}
    for session in of_page.values():
        await shown(session, [*views, *views])
    return sessions


async def closed_loop(sessions: list[Session], rerun_count: int, views: Sequence[Values] = SEEN) -> float:
    """Reruns per second when everybody asks again as soon as the answer has come, each beginning with another view."""
    turns = [list(itertools.islice(itertools.cycle(views), start, start + rerun_count)) for start in range(len(views))]
    began = time.perf_counter()
    await asyncio.gather(*(shown(session, turns[number % len(views)]) for number, session in enumerate(sessions)))
    return len(sessions) * rerun_count / (time.perf_counter() - began)


async def thinking(sessions: list[Session], seconds: float, mean_think_s: float) -> Heard:
    """Everybody thinks for 0 to twice the mean before each rerun, until the time is over."""
    heard, end = Heard(), time.monotonic() + seconds
    await asyncio.gather(*(_visit(session, end, mean_think_s, random.Random(n), heard) for n, session in enumerate(sessions)))
    return heard


async def _visit(session: Session, end: float, mean_think_s: float, dice: random.Random, heard: Heard) -> None:
    while time.monotonic() + (pause := dice.uniform(0, 2 * mean_think_s)) < end:
        await asyncio.sleep(pause)
        try:
            heard.seconds.append(await session.rerun(dice.choice(SEEN)))
        except WrongAnswer as fault:
            heard.faults.append(str(fault))
            return


async def left(sessions: list[Session]) -> None:
    """Everybody leaves."""
    await asyncio.gather(*(session.close() for session in sessions))
