"""Two readers who ask for different things are never shown the same cached part of a page."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from queries.filters import Filters
from queries.listing import AwardList
from queries.vocabulary import Vocabulary
from tests.kit.generated import given, st
from ui import element_cache
from ui.element_cache import key

WORDS = st.lists(st.text(max_size=4), max_size=3).map(tuple)
DAYS = st.dates(date(2017, 4, 1), date(2027, 1, 1))
FILTERS = st.builds(Filters, as_of=st.none() | DAYS, level=WORDS, year=st.lists(st.integers(2017, 2027), max_size=2).map(tuple),
                    since=st.none() | st.integers(2017, 2027), state=WORDS, country=WORDS, city=WORDS)  # fmt: skip
VOCABULARY = Vocabulary({}, {}, date(2017, 4, 1), date(2026, 1, 14))
LISTINGS = st.builds(AwardList, FILTERS, DAYS, st.just(VOCABULARY), st.text(max_size=4))
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | DAYS
GIVEN = st.lists(
    st.recursive(PLAIN | FILTERS | LISTINGS, lambda some: st.lists(some, max_size=3).map(tuple), max_leaves=6), max_size=3
)
OTHERS = {"as_of": date(2021, 12, 15), "since": 2021, "year": (2021,)}


def taken_apart(value: object) -> object:
    """A value with the kinds of its parts, so that 1, 1.0 and True differ, and not-a-number is itself."""
    if isinstance(value, (tuple, list)):
        return (type(value).__name__, *map(taken_apart, value))
    if isinstance(value, (Filters, AwardList)):
        return (type(value).__name__, *(taken_apart(getattr(value, field.name)) for field in fields(value) if field.compare))
    return type(value).__name__, value.hex() if isinstance(value, float) else value


@pytest.mark.slow
@given(GIVEN, GIVEN)
def test_what_differs_has_different_keys_and_what_is_equal_one(one: list, other: list) -> None:
    is_same = taken_apart(one) == taken_apart(other)
    assert (key(tuple(one), {}) == key(tuple(other), {})) == is_same
    assert (key((), {"given": one}) == key((), {"given": other})) == is_same


@pytest.mark.parametrize("name", [field.name for field in fields(Filters)])
def test_a_filter_that_differs_in_one_value_has_another_key(name: str) -> None:
    other = replace(Filters(), **{name: OTHERS.get(name, ("Gold",))})
    assert key((other,), {}) != key((Filters(),), {})


def test_one_value_in_a_thousand_makes_another_key() -> None:
    many = tuple(f"city-{at}" for at in range(1000))
    assert key((many,), {}) != key(((*many[:500], "another", *many[501:]),), {})
    assert key((0.1 + 0.2,), {}) != key((0.3,), {})


@dataclass(frozen=True)
class Hiding:
    shown: str
    hidden: str = field(repr=False)


@pytest.mark.parametrize(
    "value",
    [
        pd.DataFrame({"city": range(1000)}),
        pd.Series(range(1000)),
        np.arange(5000),
        object(),
        Hiding("same", "different"),
        {"a": 1},
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_does_not_say_all_of_itself_is_refused_by_kind(value: object) -> None:
    with pytest.raises(TypeError, match=f"not a {type(value).__name__}"):
        key((value,), {})
    with pytest.raises(TypeError, match="not a tuple"):
        key(((value,),), {})


def test_each_view_and_each_snapshot_has_its_own_parts(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    @element_cache.view
    def first(word: str) -> str:
        made.append(word)
        return f"first {word}"

    @element_cache.view
    def second(word: str) -> str:
        return f"second {word}"

    assert (first("a"), second("a"), first("b"), first("a")) == ("first a", "second a", "first b", "first a")
    assert made == ["a", "b"]
    monkeypatch.setattr(element_cache.data, "snapshot", lambda: type("Newer", (), {"name": "portal-newer"}))
    assert first("a") == "first a"
    assert made == ["a", "b", "a"]
