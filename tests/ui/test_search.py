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
    """What the overview says after the words were typed into its search box."""
    return text(opened("overview").text_input(key="find").set_value(words).run()).replace("\\", "")


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
    said = text(opened("about").text_input(key="find-anywhere").set_value(asked).run())
    assert answer in said.replace("\\", "")


@pytest.mark.parametrize("name", [page.name for page in PAGES.values() if not page.has_search])
def test_every_page_has_the_search(portal: Path, name: str) -> None:
    assert opened(name).text_input(key="find-anywhere").label == "Is my city certified?"


def test_the_page_of_a_city_has_the_search_too(portal: Path) -> None:
    assert opened("city", city="boston-ma").text_input(key="find-anywhere")
    assert opened("city").text_input(key="find-city")


def test_a_city_without_an_award_hears_of_its_neighbors_and_how_to_take_part(portal: Path) -> None:
    said = asked_on_the_overview("St. Louis")
    assert "Not certified as far as we know" in said
    assert "Nearest certified cities:" in said
    assert "can take part" in said
    assert not any(word in said.lower() for word in ("ready", "eligible for silver", "would reach", "assessment"))


def test_the_honor_roll_is_told_apart_from_a_certification(portal: Path) -> None:
    assert "Honor Roll only: recognized, not yet certified." in asked_on_the_overview("Las Vegas")


def test_the_answer_is_as_of_the_date_asked(portal: Path) -> None:
    app = opened("overview", as_of="2018-02-01")
    assert "Not certified as far as we know" in text(app.text_input(key="find").set_value("Baltimore").run())


def test_what_a_visitor_types_stays_text() -> None:
    assert escaped("[x](javascript:1) <b>") == "\\[x\\]\\(javascript\\:1\\) \\<b\\>"
