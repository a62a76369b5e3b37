"""Is my city certified? What people type finds what they mean, or says plainly what is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries.page_list import PAGES
from queries.snapshot import current
from tests.kit import record
from tests.kit.opened import opened, text
from ui.escaping import escaped

NOT_AS_FAR_AS_WE_KNOW = (
    f"**St. Louis, MO**: Not certified as far as we know. ({record.missing()} certified cities are missing from this list.)"
)


def first(asked: str) -> tuple[str, str]:
    """The id and the standing of the best match."""
    row = current().ask("places_by_name", text=asked).iloc[0]
    return row["city_id"], row["standing"]


@pytest.mark.parametrize(
    ("asked", "city_id", "standing"),
    [
        ("Saint Louis", "st-louis-mo", "not on record"),
        ("st louis", "st-louis-mo", "not on record"),
        ("St. Louis, Missouri", "st-louis-mo", "not on record"),
        ("Bogota", "bogota-co", "certified"),
        ("bogotá", "bogota-co", "certified"),
        ("NYC", "new-york-ny", "certified"),
        ("New York City", "new-york-ny", "certified"),
        ("Washington DC", "washington-dc", "certified"),
        ("Washington, D.C.", "washington-dc", "certified"),
        ("san jose", "san-jose-ca", "certified"),
        ("San José, CA", "san-jose-ca", "certified"),
        ("Las Vegas", "las-vegas-nv", "honor_roll"),
        ("Philly", "philadelphia-pa", "certified"),
        ("LA", "los-angeles-ca", "certified"),
        ("city of durham", "durham-nc", "certified"),
        ("balitmore", "baltimore-md", "certified"),
    ],
)
def test_a_name_finds_the_city_that_a_person_means(portal: Path, asked: str, city_id: str, standing: str) -> None:
    assert first(asked) == (city_id, standing)


def test_a_name_of_several_cities_shows_all_of_them(portal: Path) -> None:
    found = current().ask("places_by_name", text="Rochester")
    assert {"rochester-ny", "rochester-mn"} <= set(found["city_id"])


def asked_on_the_overview(words: str) -> str:
    """What the overview says to one line of words."""
    return text(opened("overview", q=words)).replace("\\", "")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("Saint Louis", NOT_AS_FAR_AS_WE_KNOW),
        ("st louis", NOT_AS_FAR_AS_WE_KNOW),
        ("Bogota", "**Bogotá, Colombia**: Yes, Gold (2024), first certified January 23, 2024."),
        ("bogotá", "**Bogotá, Colombia**: Yes, Gold (2024), first certified January 23, 2024."),
        ("NYC", "**New York, NY**: Yes, Platinum (2024), first certified"),
        ("Washington DC", "**Washington, DC**: Yes, Gold (2021), first certified"),
        ("san jose", "**San José, CA**: Yes, Gold (2024), first certified no later than March 2022."),
        ("Las Vegas", "**Las Vegas, NV**: Honor Roll only: recognized, not yet certified."),
    ],
)
def test_any_page_answers_with_what_a_person_asked(portal: Path, asked: str, answer: str) -> None:
    said = text(opened("about", q=asked))
    assert answer in said.replace("\\", "")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_the_line_to_ask(portal: Path, name: str) -> None:
    assert opened(name).selectbox(key="ask").label == "Search or ask"


def test_a_choice_of_the_line_becomes_the_filter_and_its_chip(portal: Path) -> None:
    app = opened("map")
    chosen = next(option for option in app.selectbox(key="ask").options if option.startswith("Texas, "))
    app.selectbox(key="ask").set_value(chosen).run()
    assert app.button(key="chip-state-Texas").label == "Texas"
    assert not app.exception


def test_words_that_are_not_understood_are_named_and_the_rest_applies(portal: Path) -> None:
    app = opened("records", q="gold texaz since 2021")
    assert "Not understood: “texaz”. Did you mean Texas?" in text(app)
    assert [button.label for button in app.button if (button.key or "").startswith("chip-")] == ["Gold", "since 2021"]


def test_a_city_without_an_award_hears_of_its_neighbors_and_how_to_take_part(portal: Path) -> None:
    said = asked_on_the_overview("St. Louis")
    assert "Not certified as far as we know" in said
    assert "Nearest certified cities:" in said
    assert "can take part" in said
    assert not any(word in said.lower() for word in ("ready", "eligible for silver", "would reach", "assessment"))


def test_the_honor_roll_is_told_apart_from_a_certification(portal: Path) -> None:
    assert "Honor Roll only: recognized, not yet certified." in asked_on_the_overview("Las Vegas")


@pytest.mark.slow
def test_the_answer_is_as_of_the_date_asked(portal: Path) -> None:
    assert "Not certified as far as we know" in text(opened("overview", as_of="2018-02-01", q="Baltimore"))


def test_what_a_visitor_types_stays_text() -> None:
    assert escaped("[x](javascript:1) <b>") == "\\[x\\]\\(javascript\\:1\\) \\<b\\>"
