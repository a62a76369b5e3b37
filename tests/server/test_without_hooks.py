"""The portal without its own moments for garbage: slower, and the same answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import served
from benchmarks.session import Target
from benchmarks.targets import PAGES
from benchmarks.visitor import Visitor
from tests.kit.tiers import first_of

ALL_OFF = "collection"


@pytest.fixture(scope="module")
def with_and_without(snapshots: Path) -> Iterator[tuple[str, str]]:
    """Addresses of the portal as it is served, and of one without all hooks."""
    without = {"PORTAL_WITHOUT": ALL_OFF}
    with served.serve(snapshots) as usual, served.serve(snapshots, settings=without) as plain:
        yield usual.site, plain.site


def text_of(site: str, target: Target) -> list[str]:
    """All markdown of the page, drawn twice, so that what is kept is played back too."""
    with Visitor(site) as visitor:
        drawn = [visitor.open(target.page, "&".join(filter(None, (target.query, "level=Gold")))) for _ in range(2)]
    assert not any(one.failed for one in drawn)
    assert target.title in drawn[0].text
    assert [text.body for text in drawn[0].of("markdown")] == [text.body for text in drawn[1].of("markdown")]
    return [text.body for text in drawn[0].of("markdown")]


@pytest.mark.slow
@pytest.mark.parametrize("page", first_of(PAGES, 3))
def test_without_all_hooks_every_page_says_the_same(with_and_without: tuple[str, str], page: str) -> None:
    usual, plain = (text_of(site, PAGES[page]) for site in with_and_without)
    assert usual == plain
    assert len(usual) >= 3
