"""Whose code a rerun runs: the portal's own, Streamlit's, or that of Python and the other packages."""

from __future__ import annotations

import asyncio
import itertools
import pstats
import signal
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.crowd import SEEN, opened, shown, warmed
from benchmarks.profiled import OUT
from benchmarks.rounds import Effort, Figure
from benchmarks.served import ROOT, at_rest, serve
from benchmarks.targets import PAGES

OWN, STREAMLIT, OTHERS = "the portal", "Streamlit", "Python and other packages"
TURN_S = 0.5  # a signal is heard between two steps of the program
Profile = dict[tuple[str, int, str], tuple]


async def own(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """Each page with views seen before, one session after the other, under Python's profiler."""
    views = list(itertools.islice(itertools.cycle(SEEN), effort.reruns))
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "profile"
        with at_rest(serve(snapshots, app="benchmarks.profiled:app", settings={OUT: str(out)})) as portal:
            sessions = await warmed(await opened(portal.site, PAGES.values()))
            portal.process.send_signal(signal.SIGUSR1)
            await asyncio.sleep(TURN_S)
            for session in sessions:
                await shown(session, views)
            portal.process.send_signal(signal.SIGUSR1)
            await asyncio.sleep(TURN_S)
        spent = by_owner(pstats.Stats(str(out)).stats)  # type: ignore[attr-defined]  # not in its stub
    whole = sum(spent.values())
    share = {owner: 100 * spent[owner] / whole for owner in (OWN, STREAMLIT, OTHERS)}
    said = {owner: f"{owner} {percent:.0f} %" for owner, percent in share.items()}
    return {"share": Figure(share[OWN], ", ".join(said.values()), dict(share), said[OWN], f"{said[STREAMLIT]}, {said[OTHERS]}")}


def by_owner(profile: Profile) -> Counter[str]:
    """The seconds in the code of each owner; what Python's own C code takes is of who calls it."""
    spent: Counter[str] = Counter()
    for (file, _, _), (_, _, seconds, _, callers) in profile.items():
        if file == "~" and callers:
            for (caller, _, _), (_, _, part, _) in callers.items():
                spent[owner_of(caller)] += part
        else:
            spent[owner_of(file)] += seconds
    return spent


def owner_of(file: str) -> str:
    """Whose code stands in a file."""
    if "/site-packages/streamlit/" in file:
        return STREAMLIT
    return OWN if file.startswith(f"{ROOT}/") and "/site-packages/" not in file else OTHERS
