"""Tests on invented input: hypothesis with the same examples in every run, some for `make test`, many for `make proof`."""

from __future__ import annotations

import os

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

__all__ = ["assume", "example", "given", "settings", "st"]

EXAMPLES = {"test": 10, "proof": 500}

for tier, count in EXAMPLES.items():
    settings.register_profile(tier, derandomize=True, deadline=None, max_examples=count, database=None)
settings.load_profile(os.environ.get("TESTS_TIER", "test"))
