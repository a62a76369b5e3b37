"""Coroutines run to their end from a test."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def run(coroutine: Coroutine[Any, Any, Result], make_loop: Callable[[], asyncio.AbstractEventLoop] | None = None) -> Result:
    """What the coroutine returns; in a thread of its own, because the browser of other tests has a loop running in this one."""

    def ran() -> Result:
        with asyncio.Runner(loop_factory=make_loop) as runner:
            return runner.run(coroutine)

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(ran).result()
