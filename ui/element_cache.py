"""A view: a part of a page that takes no input, made once per snapshot and what it is given, and played back from then on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from ui import data

Given = ParamSpec("Given")
Made = TypeVar("Made")
PLAIN = (str, int, float, date, type(None))
FILLED = (tuple, list)


def view(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """The same part of a page, played back where it was made before; what it returns is shared and must not be changed.

    Nothing in it may take input: no button, widget or selection. What it is given says all that the view depends on besides the
    snapshot: texts, numbers, dates, filters and tuples of them. Raises TypeError where it is given anything else.
    """

    @wraps(make)
    def shown(*given: Given.args, **named: Given.kwargs) -> Made:
        said = f"{make.__module__}.{make.__qualname__} {data.snapshot().name} {key(given, named)}"
        # By name: Streamlit reads the signature of the function again for every argument without one.
        return _made(key=said, _make=lambda: make(*given, **named))

    return shown


def key(given: tuple, named: dict[str, object]) -> str:
    """One text that says all of what a view is given: Streamlit would take a filter apart field by field to compare it.

    Raises TypeError where the `repr` of something may leave a part of it out, as that of a table does.
    """
    for value in (*given, *named.values()):
        if not says_all(value):
            raise TypeError(f"a view is given texts, numbers, dates, filters and tuples of them, not a {type(value).__name__}")
    return f"{given} {named}"


def says_all(value: object) -> bool:
    """Whether two values of this kind that differ have different `repr`s."""
    if isinstance(value, PLAIN):
        return True
    if isinstance(value, FILLED):
        return all(map(says_all, value))
    shown = _shown_fields(type(value))  # type: ignore[arg-type]
    return bool(shown) and all(says_all(getattr(value, name)) for name in shown)


@cache
def _shown_fields(kind: type) -> tuple[str, ...]:
    """The fields that the `repr` of a dataclass shows; none where it leaves one out by which two values may differ."""
    if not is_dataclass(kind) or any(field.compare and not field.repr for field in fields(kind)):
        return ()
    return tuple(field.name for field in fields(kind) if field.repr)


@st.cache_resource(max_entries=600, show_spinner=False)
def _made(key: str, _make: Callable[[], Made]) -> Made:
    return _make()


# The same for what draws nothing: a table or a figure made of answers.
kept = view
