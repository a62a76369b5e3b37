"""What the server does for itself: it opens a new record before visitors ask for it, and collects what ended sessions leave."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager, contextmanager, suppress
from typing import Any

from starlette.types import ASGIApp

import settings
from queries.file_check import read_again
from queries.snapshot import SHELF, NoSnapshot
from server.log_privacy import keep_visitors_out
from server.warm_up import open_pages

LOOK_EVERY_S = 2.0
COLLECT_EVERY = 15  # looks
READ_EVERY = 150  # looks
# Objects between two collections of the young, and rounds until the older ones: full ones, which take as long as ten pages with
# hundreds of readers, come only by the clock below.
THRESHOLDS = (10_000, 10, 100_000)

log = logging.getLogger(__name__)


def lifespan(load: Callable[[], None], say: Any, hear: Any) -> Callable[[ASGIApp], AbstractAsyncContextManager[None]]:
    """The life of the server: `load` before the first request, the upkeep beside the requests, nothing after the last."""

    @asynccontextmanager
    async def living(app: ASGIApp) -> AsyncIterator[None]:
        without = settings.current().without
        with ExitStack() as until_the_end:
            keep_visitors_out()
            load()
            if "collection" not in without:
                until_the_end.enter_context(_collected_on_purpose())
            upkeep = asyncio.create_task(_keep(app, say, hear))
            yield
            upkeep.cancel()
            with suppress(asyncio.CancelledError):
                await upkeep

    return living


@contextmanager
def _collected_on_purpose() -> Iterator[None]:
    """Full collections by the clock alone; what is loaded stays, so that no later collection has to look at it again."""
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


async def _keep(app: ASGIApp, say: Any, hear: Any) -> None:
    shown, looks = "", 0
    while True:
        shown = await _follow(app, shown, say, hear)
        await asyncio.sleep(LOOK_EVERY_S)
        looks += 1
        # Streamlit lets go of a session a while after its visitor left; its event loop, three open files, and its snapshot
        # are closed when the session is collected, and Python collects old things only when many new ones were made.
        if looks % COLLECT_EVERY == 0 and "collection" not in settings.current().without:
            gc.collect()
        if looks % READ_EVERY == 0:
            await asyncio.to_thread(_read_again)


def _read_again() -> None:
    """Reads the open snapshot's file anew, and says so in the log where it is no longer what was published."""
    read_again()
    damage = SHELF.damage()
    if damage:
        log.error("%s", damage)


async def _follow(app: ASGIApp, shown: str, say: Any, hear: Any) -> str:
    """Opens the newest snapshot, and the pages on it if it is not `shown` already; its name."""
    try:
        name = (await asyncio.to_thread(SHELF.current)).name
        if name != shown:
            drawn = await open_pages(app, say, hear)
            log.info("opened %d pages on %s", drawn, name)
        return name
    except NoSnapshot:
        return ""
    except Exception:  # Visitors are served without it.
        log.exception("pages could not be opened ahead of visitors")
        return shown
