"""Every picture of a page with all that must come with it: what it says to a blind reader, its table, and its file."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd
from streamlit.testing.v1 import AppTest

from tests.kit.opened import text

FILE = re.compile(r"\((/files/answers/[^)]+)\)")
ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True)
class Picture:
    """One picture: its alternative text, its figure as JSON text, its table, and its file as pure CSV ("" = a button)."""

    alt: str
    spec: str
    table: pd.DataFrame
    address: str


def pictures(app: AppTest) -> list[Picture]:
    """The pictures of the page; raises ValueError where one has no “Table and data” under it."""
    under = [part for part in app.expander if part.label == "Table and data"]
    found = []
    for chart, part in zip(app.get("plotly_chart"), under, strict=True):
        addresses = [address for markdown in part.markdown for address in FILE.findall(markdown.value)]
        found.append(
            Picture(chart.proto.alt, chart.proto.spec, part.dataframe[0].value, "".join(addresses).replace(".zip?", ".csv?"))
        )
    return found


def plain(app: AppTest) -> str:
    """What the page says, without the signs that keep markdown from reading it."""
    return ESCAPED.sub(r"\1", text(app))
