"""What every test shares: a snapshot of the real records, the portal on it, and a browser that may not leave the machine."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.kit import tiers
from tests.kit.snapshot_cache import snapshots_of

if TYPE_CHECKING:  # A file of tests that needs no browser and no server starts without them.
    from playwright.sync_api import Browser, BrowserContext, Page, Response

    from benchmarks import served

# Garbage is looked for rarely: a run of tests holds much that stays.
gc.set_threshold(100_000, 50, 50)

# A browser of the tests knows no other machine by its name; `route` would do the same, and switch off what a browser keeps of
# scripts. And a page of a test does not live long enough to win back what optimizing its scripts costs.
BROWSER_FLAGS = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--js-flags=--no-opt --no-maglev",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test with its tier."""
    tiers.mark(items)


def pytest_runtest_setup() -> None:
    """Forgets for whom the process shows its record: a test that reads app.py, as a server does, binds it to one audience."""
    if snapshot := sys.modules.get("queries.snapshot"):
        snapshot.SHELF.audience = None


def pytest_unconfigure() -> None:
    """Says nothing after the summary: as Python ends, DuckDB's binding counts aloud what a thread of a test still holds."""
    atexit.register(os.dup2, os.open(os.devnull, os.O_WRONLY), 2)


@pytest.fixture(scope="session", autouse=True)
def _no_loads(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What somebody loaded on this machine is no part of the record that the tests know."""
    os.environ["PORTAL_LOADS"] = str(tmp_path_factory.mktemp("loads") / "none")


@pytest.fixture(scope="session")
def snapshots() -> Path:
    """Directory with the public snapshot of the records in data/; for reading only."""
    return snapshots_of()


@pytest.fixture
def portal(snapshots: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The portal's own code reads the public snapshot."""
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(snapshots))
    return snapshots


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Starts the portal on a directory of snapshots and gives its address; all are stopped at the end."""
    from benchmarks import served

    running: list[served.Portal] = []

    def start(directory: Path, **settings: str) -> str:
        running.append(served.serve(directory, settings=settings))
        return running[-1].site

    yield start
    for portal in running:
        portal.end()


@pytest.fixture(scope="session")
def site(serve: Callable[[Path], str], snapshots: Path) -> str:
    """Address of the portal, served as `make run` serves it, on the public snapshot."""
    return serve(snapshots)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser: the one that is installed, else the one that playwright installed."""
    from playwright.sync_api import expect, sync_playwright

    from benchmarks import browsing

    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        flags = [*browsing.FLAGS, *BROWSER_FLAGS]
        running = playwright.chromium.launch(executable_path=browsing.installed(), args=flags)
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser session; a request to any other machine finds none and fails the test."""
    session = browser.new_context(viewport={"width": 1280, "height": 900})
    session.set_default_timeout(30_000)
    outside: list[str] = []
    session.on("request", lambda request: outside.append(request.url) if is_outside(request.url) else None)
    yield session
    session.close()
    assert not outside, f"the page asked other machines for {outside}"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One page of that browser; it opens an address until the page is drawn."""
    opened = context.new_page()
    as_it_is = opened.goto

    def drawn(url: str, **more: Any) -> Response | None:
        # The first answer has links of its own; a test that clicks means those of the page that takes its place.
        answer = as_it_is(url, **more)
        opened.locator("#first-answer").wait_for(state="detached")
        return answer

    opened.goto = drawn  # type: ignore[method-assign]
    return opened


def is_outside(url: str) -> bool:
    """Whether an address leaves this machine."""
    return not url.startswith(
        ("http://127.0.0.1:", "ws://127.0.0.1:", "http://localhost:", "ws://localhost:", "data:", "blob:", "about:")
    )
