"""What the event loop of a served portal computes for one request: CPU of its thread, whatever else the machine does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.served import Portal


def loop_cpu_ms(portal: Portal) -> float:
    """CPU that the main thread of the process, which runs the loop, has used so far, in milliseconds."""
    used_ns = Path(f"/proc/{portal.process.pid}/task/{portal.process.pid}/schedstat").read_text(encoding="ascii").split()[0]
    return int(used_ns) / 1e6


def least_cpu_ms(portal: Portal, ask: Callable[[], object], times: int = 10) -> float:
    """The loop's CPU for `ask`; the least of several, because the loop also does what is not of this request."""
    found = []
    for _ in range(times):
        before = loop_cpu_ms(portal)
        ask()
        found.append(loop_cpu_ms(portal) - before)
    return min(found)
