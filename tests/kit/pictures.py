"""Every picture of a page with all that must come with it: what it says to a blind reader, its table, and its file."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd
from streamlit.runtime.state.common import user_key_from_element_id
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from tests.kit.opened import text
from ui.figure import FOLD

FILE = re.compile(r"\((/files/answers/[^)]+)\)")
ESCAPED = re.compile(r"\\(.)")
PAPER = {"width": 718, "height": 950}  # pixels of a letter page within its margins


@dataclass(frozen=True)
class Picture:
    """One picture: its alternative text, its figure as JSON text, its table, and its file as pure CSV ("" = a button)."""

    alt: str
    spec: str
    table: pd.DataFrame
    address: str


def pictures(app: AppTest) -> list[Picture]:
    """The pictures of the page, each fold opened; raises ValueError where one has no “Table and data” under it.

    Raises AssertionError where a fold sent something while it was closed.
    """
    closed = folds(app)
    assert not [part for part in closed if len(part.dataframe) or len(part.markdown)], "sent before a reader opened it"
    for part in closed:
        app.session_state[user_key_from_element_id(part.proto.id) or ""] = True
    under = folds(app.run())
    found = []
    for chart, part in zip(app.get("plotly_chart"), under, strict=True):
        addresses = [address for markdown in part.markdown for address in FILE.findall(markdown.value)]
        found.append(
            Picture(chart.proto.alt, chart.proto.spec, part.dataframe[0].value, "".join(addresses).replace(".zip?", ".csv?"))
        )
    return found


def folds(app: AppTest) -> list[Block]:
    """What stands behind each picture, in order."""
    return [part for part in app.expander if part.label == FOLD]


def plain(app: AppTest) -> str:
    """What the page says, without the signs that keep markdown from reading it."""
    return ESCAPED.sub(r"\1", text(app))
