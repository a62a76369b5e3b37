"""A view: a part of a page that takes no input, made once per snapshot and what it is given, and played back from then on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from ui import data

Given = ParamSpec("Given")
Made = TypeVar("Made")


def view(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """The same part of a page, played back where it was made before; what it returns is shared and must not be changed.

    Nothing in it may take input: no button, widget or selection. What it is given (filters, texts, dates) must say by its
    `repr` all that the view depends on besides the snapshot.
    """

    @wraps(make)
    def shown(*given: Given.args, **named: Given.kwargs) -> Made:
        # One text is the whole key: Streamlit takes a filter apart field by field to compare it.
        said = f"{make.__module__}.{make.__qualname__} {data.snapshot().name} {given} {named}"
        # By name: Streamlit reads the signature of the function again for every argument without one.
        return _made(key=said, _make=lambda: make(*given, **named))

    return shown


@st.cache_resource(max_entries=600, show_spinner=False)
def _made(key: str, _make: Callable[[], Made]) -> Made:
    return _make()


# The same for what draws nothing: a table or a figure made of answers.
kept = view
