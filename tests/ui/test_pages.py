"""Every page answers its question with the real records, under any filter, and never shows a traceback."""

from __future__ import annotations

import re

import pytest

from queries.filters import Filters
from queries.page_list import PAGES
from server.page_head import STYLE
from tests.kit import record
from tests.kit.opened import opened, text
from ui.escaping import escaped
from ui.overview import first_screen

NOT_AS_FAR_AS_WE_KNOW = (
    f"**St. Louis, MO**: Not certified as far as we know. ({record.missing()} certified cities are missing from this list.)"
)


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_every_page_answers_with_a_sentence_and_a_table(portal: object, name: str) -> None:
    app = opened(name, **({"city": "boston-ma"} if name == "city" else {}))
    assert not app.exception
    assert len(app.title) == 1
    assert "last checked November 2026" in text(app)
    # Half of all bytes of a first visit draw pictures: a page without one must not make a browser load that.
    assert bool(app.get("plotly_chart")) == PAGES[name].has_pictures


@pytest.mark.parametrize("name", PAGES)
def test_every_page_stands_a_filter_that_nothing_matches(portal: object, name: str) -> None:
    app = opened(name, level="Platinum", state="Wyoming")
    assert not app.exception


@pytest.mark.parametrize("name", PAGES)
def test_every_page_stands_the_day_before_the_first_announcement(portal: object, name: str) -> None:
    app = opened(name, as_of="2017-04-01")
    assert not app.exception


def test_today_the_overview_says_117_announced_and_how_many_are_named(portal: object) -> None:
    app = opened("overview")
    assert app.title[0].value == "117 cities in at least nine countries have been certified for how well they use data"
    assert f"(104 stated by February 2025, then 13 new: our sum). {record.named_and_missing()}" in text(app)


@pytest.mark.parametrize(
    ("as_of", "total", "sentence"),
    [
        ("2018-01-25", "9", "All of them are named here."),
        ("2021-12-15", "50", "45 named here with a date by then, 5 more possible."),
        ("2025-02-26", "104", "100 of them are named here; 4 are missing."),
    ],
)
def test_the_overview_replays_any_past_date(portal: object, as_of: str, total: str, sentence: str) -> None:
    app = opened("overview", as_of=as_of)
    assert app.title[0].value.startswith(f"{total} cities in at least ")
    assert sentence in text(app)


@pytest.mark.parametrize(
    ("query", "finding"),
    [
        ({"state": "Texas"}, "7 cities in Texas have been certified"),
        ({"level": "Platinum"}, "7 cities hold Platinum as their latest level we found"),
        ({"level": "Gold", "state": "Texas"}, "3 cities in Texas hold Gold as their latest level we found"),
        ({"state": "Wyoming"}, "No cities in Wyoming have been certified"),
        ({"state": "Massachusetts", "level": "Gold"}, "1 city in Massachusetts holds Gold as its latest level we found"),
    ],
)
def test_a_filtered_view_has_its_own_number_as_the_title_and_what_it_is_out_of(
    portal: object, query: dict[str, str], finding: str
) -> None:
    app = opened("overview", **query)
    assert app.title[0].value == finding
    assert f"Of {record.named()} named here (117 announced)." in text(app)


def test_a_value_that_means_nothing_is_named_on_the_page(portal: object) -> None:
    app = opened("overview", level="Bronze")
    assert escaped("There is no level “Bronze”. It can be Silver, Gold, Platinum or Not stated.") in app.warning[0].value


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("Baltimore", "**Baltimore, MD**: Yes, Silver (2021), first certified December 15, 2021."),
        ("las vegas", "**Las Vegas, NV**: Honor Roll only: recognized, not yet certified."),
        ("St Louis", NOT_AS_FAR_AS_WE_KNOW),
        ("Atlantis <script>", "Not certified as far as we know"),
    ],
)
def test_the_search_box_answers_the_question_that_was_asked(portal: object, asked: str, answer: str) -> None:
    app = opened("overview", q=asked)
    assert not app.exception
    assert answer in text(app).replace("\\", "")


def test_the_style_keeps_the_place_of_the_map_in_its_own_shape(portal: object) -> None:
    size = re.search(r"width='(\d+)' height='(\d+)'", first_screen.picture(Filters()))
    assert size and f".st-key-americas img {{ aspect-ratio: {size[1]} / {size[2]} }}" in STYLE
