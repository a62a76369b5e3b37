"""Names, titles and notes that are markdown stay plain text on the pages about cities: no link, no bold, no color, no math."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from queries.filters import Filters
from tests.kit.opened import opened
from ui import data

SIGNS = ("**bold**", "[go](javascript:1)", ":red[r]", "$x$", "https://evil.example")
HARM = " ".join(SIGNS) + " <script>1</script>"
TEXTS = {"city", "place", "state_name", "country_name", "note", "source_title", "headline", "summary", "unknown", "practice"}


@pytest.fixture
def hostile(portal: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every name, title and note that the pages are given ends in markdown."""
    ask = data.ask

    def harmed(name: str, filters: Filters | None = None, **more: object) -> pd.DataFrame:
        rows = ask(name, filters, **more)
        return rows.assign(**{column: rows[column].astype("object") + f" {HARM}" for column in TEXTS & set(rows)})

    monkeypatch.setattr(data, "ask", harmed)
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


def markdown(app: AppTest) -> Iterator[str]:
    """Every text that a browser would read as markdown."""
    for kind in ("title", "header", "markdown", "caption", "info", "warning"):
        yield from (element.value for element in app.get(kind))
    yield from (link.proto.label for link in app.get("page_link"))
    for table in app.table:
        yield from (str(cell) for cell in [*table.value.columns, *table.value.to_numpy().ravel()])


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("city", {"city": "boston-ma"}),
        ("city", {"city": ["boston-ma", "bogota-co"]}),
        ("city", {"city": "springfeld"}),
        ("city", {"city": HARM}),
        ("map", {"view": "Tiles"}),
        ("map", {"region": HARM}),
        ("records", {"text": HARM}),
    ],
)
def test_markdown_in_the_record_and_in_the_address_stays_plain_text(hostile: None, page: str, query: dict) -> None:
    app = opened(page, **query)
    assert not app.exception
    texts = list(markdown(app))
    assert any("bold" in text for text in texts)
    assert not [text for text in texts for sign in SIGNS if sign in text]


def test_markdown_in_what_is_typed_and_found_stays_plain_text(hostile: None) -> None:
    for asked in ("Boston", "St. Louis", HARM):
        app = opened("about", q=asked)
        assert not app.exception
        assert not [text for text in markdown(app) for sign in SIGNS if sign in text]
