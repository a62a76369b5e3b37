"""The practices page: every item with its source, every picture with its text, and words for what is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from playwright.sync_api import Page

from queries.filters import Filters
from queries.snapshot import Snapshot, current
from queries.words import page_kind
from tests.kit import record
from tests.kit.api_client import client
from tests.kit.opened import opened, text
from tests.kit.pictures import pictures, plain
from ui import data
from ui.practices.evidence_items import source
from ui.practices.evidence_numbers import OF_CITIES, OF_ITEMS

ITEMS = record.rows("practice_evidence")
PARTS = ("City by city", "In numbers", "One practice", "Side by side", "The standard", "Scores")
TODAY = date(2026, 1, 14)
FREE_TEXTS = {"city", "headline", "source_title", "title", "description", "note", "later_practice", "practice_or_measure"}
HARM = "<script>x</script> [x](https://evil.example) **bold** https://evil.example :red[x] $x$ `x` "
TRACES = ("<script>", "[x](", "**bold**", "https://evil", ":red[", "$x$", "`x`", "javascript:x")
SCRIPT = "javascript:x"


@pytest.fixture
def snapshot(portal: Path) -> Snapshot:
    return current()


def test_every_item_has_a_link_and_undated_items_are_counted_as_undated(portal: Path) -> None:
    app = opened("practices", classified="true")
    items = next(table.value for table in app.dataframe if "Item" in table.value)
    assert len(items) == len(ITEMS)
    assert items["Source"].str.startswith("http").all()
    undated = sum(not item["year"] for item in ITEMS)
    assert (items["Year"] == "no year").sum() == undated > 0
    marks = {"source": "■ source", "editor": "◇ us"}
    on_page = Counter(zip(items["Practice"], items["Practice named by"], items["Kind of page"], strict=True))
    assert on_page == Counter((item["practice"], marks[item["basis"]], page_kind(item["kind"])) for item in ITEMS)
    assert f"({len(ITEMS)} items, {undated} without a year" in text(app)


def test_items_named_by_their_source_can_be_shown_alone_and_marks_differ_in_shape(portal: Path) -> None:
    named = sum(item["basis"] == "source" for item in ITEMS)
    app = opened("practices", classified="false")
    assert f"({named} items" in text(app)
    table = next(p.table for p in pictures(opened("practices", classified="true")) if "Open Data" in p.table)
    assert set("".join(table.drop(columns="City").to_numpy().ravel())) == {"■", "◇"}


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_every_part_stands_any_filter(portal: Path, part: str) -> None:
    for query in (
        {},
        {"classified": "true"},
        {"level": "Platinum", "state": "Wyoming"},
        {"state": "Virginia"},
        {"as_of": "2018-01-25"},
    ):
        app = opened("practices", part=part, **query)
        assert not app.exception


@pytest.mark.parametrize("part", PARTS[:4])
def test_nothing_found_is_never_called_weak(portal: Path, part: str) -> None:
    said = text(opened("practices", part=part, country="Guatemala")).casefold().replace("what is not documented is not weak", "")
    assert not [word for word in ("weak", "poor", "behind", "lacks") if word in said]


def test_a_selection_without_evidence_says_what_that_means(portal: Path) -> None:
    without = {record.key(r) for r in record.rows("cities")} - {record.key(i) for i in ITEMS}
    state = next(
        c["state"] for c in record.standing(TODAY) if (c["city"], c["state"], c["country"]) in without and c["country"] == "US"
    )
    app = opened("practices", state=state)
    assert "That says nothing about how they work" in text(app)
    assert "No city matches this filter." in text(opened("practices", level="Platinum", state="Wyoming"))


def views() -> Iterator[dict[str, str]]:
    """Every view of the page that has a picture, with and without the items that we classified."""
    for classified in ("true", "false"):
        yield {"part": "City by city", "classified": classified}
        yield from ({"part": "In numbers", "classified": classified, "by": by} for by in (*OF_CITIES, *OF_ITEMS))
    yield {"part": "The standard"}
    yield {"part": "City by city", "classified": "true", "state": "Texas", "as_of": "2021-12-15"}


@pytest.mark.parametrize("view", list(views()), ids=lambda view: "-".join(view.values()))
def test_each_picture_has_its_alternative_text_its_table_and_its_file(portal: Path, view: dict[str, str]) -> None:
    found = pictures(opened("practices", **view))
    assert len(found) == {"In numbers": 4, "City by city": 2}.get(view["part"], 1)
    for picture in found:
        assert len(picture.alt) > 40
        assert any(char.isdigit() for char in picture.alt)
        assert len(picture.table) > 0
        answer = client().get(picture.address)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/csv")
        assert answer.text.count("\n") > 1


def test_a_practice_shows_its_meaning_its_names_and_its_cities(portal: Path) -> None:
    said = plain(opened("practices", part="One practice", practice="Repurposing", classified="true"))
    cities = len({record.key(item) for item in ITEMS if item["practice"] == "Repurposing"})
    assert (
        "in 2017 as Repurposing for Results; from 2018 as Repurposing; since August 2022 as Data-Driven Budget and Finance."
        in said
    )
    assert f"Documented for **{cities} cities**" in said
    assert "since August 2022 as Community Impact and Open Data (divided between the two)" in plain(
        opened("practices", part="One practice", practice="Stakeholder Engagement")
    )


def test_two_cities_stand_side_by_side_with_the_band_of_their_level(portal: Path) -> None:
    app = opened("practices", part="Side by side", compare=["Boston, MA", "Portland, OR"])
    said = plain(app)
    assert {"Boston, MA", "Portland, OR"} <= {header.value for header in app.header}
    assert (
        "Latest level we found: **Gold** (2024). It stood for 30 to 36 of all 43 criteria (68 to 84 percent); not for any one"
        in said
    )
    assert "Choose two to four cities" in text(opened("practices", part="Side by side"))


@pytest.fixture
def harmed(portal: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The record with markup in every free text and in every name of a city, and with a script for an address."""
    asked = data.ask

    def answer(name: str, filters: Filters | None = None, **more: object) -> pd.DataFrame:
        table = asked(name, filters, **more)
        addresses = {"source_url": SCRIPT} if "source_url" in table else {}
        return table.assign(**{column: HARM + table[column].astype(str) for column in FREE_TEXTS & set(table)}, **addresses)

    monkeypatch.setattr(data, "ask", answer)
    for kept in (st.cache_data, st.cache_resource):
        kept.clear()
    yield
    for kept in (st.cache_data, st.cache_resource):
        kept.clear()


@pytest.mark.parametrize("part", PARTS)
def test_the_words_of_the_record_add_no_link_no_script_and_no_style(harmed: None, part: str) -> None:
    app = opened("practices", part=part, classified="true", compare=[f"{HARM}Boston, MA", f"{HARM}Portland, OR"])
    assert not app.exception
    drawn = text(app) + "".join(part.label for part in app.expander)
    assert not [trace for trace in TRACES if trace in drawn]
    assert part not in ("One practice", "Side by side") or "bold" in drawn
    for table in app.dataframe:
        assert "Item" not in table.value or table.value["Source"].isna().all()


def test_a_source_is_a_link_only_where_it_is_a_page_of_the_web() -> None:
    assert source("A [page]", "https://example.org/a(1)/<b> c?x=1&y=ñ#z") == (
        "[A \\[page\\]](<https://example.org/a%281%29/%3Cb%3E%20c?x=1&y=%C3%B1#z>)"
    )
    assert source("Page", SCRIPT) == "Page"
    assert source("Page", "file:///etc/hosts") == "Page"


@pytest.mark.proof
@pytest.mark.browser
def test_a_mark_of_the_grid_opens_its_items(page: Page, site: str) -> None:
    page.goto(f"{site}/practices?state=Massachusetts")
    mark = page.locator(".js-plotly-plot .scatterlayer .point").first
    mark.wait_for()
    mark.click(force=True)
    page.get_by_role("heading", name="Boston, MA: Results-Driven Contracting").wait_for()
    assert page.get_by_role("link", name="Boston").count() >= 1
