"""What every test shares: a snapshot of the real records, the portal on it, and a browser that may not leave the machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from benchmarks import served

ROOT = Path(__file__).resolve().parent.parent
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]

settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("repeatable")
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session", autouse=True)
def _no_loads(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What somebody loaded on this machine is no part of the record that the tests know."""
    os.environ["PORTAL_LOADS"] = str(tmp_path_factory.mktemp("loads") / "none")


@pytest.fixture(scope="session")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Directory with the public snapshot of the records in data/."""
    from etl.publishing.build import Order, build

    out = tmp_path_factory.mktemp("snapshots")
    build(Order(out=out))
    return out


@pytest.fixture
def portal(snapshots: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The portal's own code reads the public snapshot."""
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(snapshots))
    return snapshots


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Starts the portal on a directory of snapshots and gives its address; all are stopped at the end."""
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
    """A real browser: Debian's chromium where there is one, else the one that playwright installed."""
    found = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=BROWSER_FLAGS)
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser session; a request to any other machine is refused and fails the test."""
    session = browser.new_context(viewport={"width": 1280, "height": 900})
    session.set_default_timeout(30_000)
    outside: list[str] = []
    session.on("request", lambda request: outside.append(request.url) if is_outside(request.url) else None)
    session.route(is_outside, lambda route: route.abort())
    yield session
    session.close()
    assert not outside, f"the page asked other machines for {outside}"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One page of that browser."""
    return context.new_page()


def is_outside(url: str) -> bool:
    """Whether an address leaves this machine."""
    return not url.startswith(
        ("http://127.0.0.1:", "ws://127.0.0.1:", "http://localhost:", "ws://localhost:", "data:", "blob:", "about:")
    )
