"""Which tests run when: `make quick` while one works, `make test` before a change is done, `make proof` before a release.

A test without a marker is quick. `slow`: it builds, serves, checks files against the whole record, or computes for more than a
second. `browser`: it drives a real browser. `proof`: the long form of what a shorter test holds.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

# A test that asks for one of these fixtures needs no marker of its own.
# The second set: fixtures that build records of their own.
NEEDS = {"browser": {"browser"}, "slow": {"serve", "sample", "staff", "public", "of_few", "hostile_record", "places", "desk"}}


# About how long a test takes.
SECONDS = {"browser": 8.0, "slow": 3.0, "": 0.1}


def mark(items: list[pytest.Item]) -> None:
    """Marks each test by what it asks for; hypothesis' own tests run in both `test` and, with many more examples, `proof`.

    The files that take longest come first: one of them begun last would keep one worker alone at the end.
    """
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        for marker, fixtures in NEEDS.items():
            if asked & fixtures:
                item.add_marker(marker)
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("generated")
    seconds: Counter[Path] = Counter()
    for item in items:
        if is_proof() or not item.get_closest_marker("proof"):
            tier = next((name for name in NEEDS if item.get_closest_marker(name)), "")
            seconds[item.path] += SECONDS[tier]
    items.sort(key=lambda item: (-seconds[item.path], item.path))


def is_proof() -> bool:
    """Whether `make proof` runs."""
    return os.environ.get("TESTS_TIER") == "proof"


def long(*case: object) -> object:
    """The case for `parametrize` that only `make proof` runs: a value, or one for each name."""
    return pytest.param(*case, marks=pytest.mark.proof)


def first_of(cases: Iterable[object], count: int) -> list[object]:
    """The cases for `parametrize`, of which `make test` runs so many, spread evenly, and `make proof` the others."""
    every = list(cases)
    kept = {round(number * (len(every) - 1) / max(1, count - 1)) for number in range(min(count, len(every)))}
    return [
        case if number in kept else long(*(case if isinstance(case, tuple) else (case,))) for number, case in enumerate(every)
    ]
