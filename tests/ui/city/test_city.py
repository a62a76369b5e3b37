"""The page of a city: everything on record, nothing more, and what is not known said plainly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from queries import bands, city_words
from queries.filters import Filters
from queries.snapshot import current
from tests.kit.opened import opened, text
from tests.kit.record import rows


def city(*slugs: str, **query: str) -> str:
    """What the city page says of these cities, as it is read: without the marks that keep text from being markdown."""
    app = opened("city", city=list(slugs), **query)
    assert not app.exception
    return text(app).replace("\\", "")


def test_every_city_on_record_has_a_page_in_words(portal: Path) -> None:
    found = current().ask("city_record", Filters(city=tuple(sorted(current().ask("cities_on_record")["city_id"]))))
    assert len(found) == len(rows("cities"))
    assert all(city_words.standing(record).endswith(".") for record in found.to_dict("records"))


def test_a_city_shows_level_awards_sources_and_population_with_their_years(portal: Path) -> None:
    said = city("boston-ma")
    for words in (
        "Gold, the latest level we found (2024). First certified January 25, 2018.", "673,458 people (2024)",
        "**January 25, 2018**: Certified, Silver (2017 edition).", "**January 23, 2024**: Leveled up, Gold (2022 edition).",
    ):  # fmt: skip
        assert words in said


@pytest.mark.parametrize(
    ("slug", "band"),
    [
        ("boston-ma", "A Gold city of 2024 met 30 to 36 of all 43 criteria of the 2022 edition (68 to 84 percent)."),
        ("austin-tx", "A Gold city of 2021 met 31 or more of all 45 criteria of the 2018 edition (67 percent or more)."),
        ("new-orleans-la", "How many criteria Silver stood for under the 2017 edition is not in any source we found."),
        ("cali-co", "How many criteria it met is not known, because no source we found states its level."),
        ("las-vegas-nv", "The Honor Roll is not a level: no share of the criteria goes with it."),
    ],
)
def test_a_city_says_what_its_latest_level_stands_for_over_all_criteria(portal: Path, slug: str, band: str) -> None:
    assert band in city(slug)


def test_a_city_that_is_only_possible_by_a_date_has_no_band(portal: Path) -> None:
    assert "not certain by this date, so no share of the criteria is given." in city("tulsa-ok", as_of="2021-06-01")


def test_every_city_on_record_has_a_sentence_about_its_band(portal: Path) -> None:
    slugs = sorted(current().ask("cities_on_record")["city_id"])
    standings = current().ask("city_record", Filters(city=tuple(slugs))).set_index("city_id")["standing"]
    found = current().ask("level_band_by_city", Filters(city=tuple(slugs)))
    assert sorted(found["city_id"]) == slugs
    for band in found.to_dict("records"):
        said = bands.of_city(standings[band["city_id"]], band)
        assert said.endswith(".") and "nan" not in said.lower(), said


def test_a_fact_told_as_a_story_is_not_told_again_as_evidence(portal: Path) -> None:
    snapshot = current()
    told = {row["evidence_id"] for row in rows("stories") if row["evidence_id"]}
    shown = snapshot.ask("evidence_by_city", Filters(city=tuple(sorted(snapshot.words.options["city"]))))
    assert not told & set(shown["evidence_id"])


@pytest.mark.parametrize(
    ("slug", "unknown"),
    [
        ("charlotte-nc", "The exact date of the first certification is not known: between 2020"),
        ("medellin-co", "No source we found states the level of the first certification"),
        ("memphis-tn", "No public page is linked for the recertification (June 21, 2023)."),
        ("bogota-co", "The year of the population is not given."),
    ],
)
def test_what_the_record_does_not_know_is_said(portal: Path, slug: str, unknown: str) -> None:
    assert unknown in " ".join(current().ask("unknowns_by_city", Filters(city=(slug,)))["unknown"])


def test_the_honor_roll_alone_is_no_certification(portal: Path) -> None:
    assert "Honor Roll (recognized, not yet certified)" in city("las-vegas-nv")


def test_a_past_date_shows_only_what_was_announced_by_then(portal: Path) -> None:
    said = city("boston-ma", as_of="2018-06-01")
    assert "Silver, the latest level we found (2018)" in said
    assert "January 23, 2024" not in said


def test_an_unknown_address_names_itself_and_what_may_be_meant(portal: Path) -> None:
    app = opened("city", city="springfeld")
    assert "There is no city “springfeld” on record." in text(app)
    assert "Did you mean:" in text(app)


def test_a_city_without_an_award_is_answered_and_not_refused(portal: Path) -> None:
    assert "**St. Louis, MO**: Not certified as far as we know." in city("st-louis-mo")


def test_up_to_four_cities_stand_side_by_side(portal: Path) -> None:
    app = opened("city", city=["boston-ma", "bogota-co", "las-vegas-nv", "tempe-az", "austin-tx"])
    assert not app.exception
    names = ["Boston, MA", "Bogotá, Colombia", "Las Vegas, NV", "Tempe, AZ"]
    assert list(app.table[0].value.columns) == names
    [on_a_phone] = [said.value for said in app.markdown if said.value.startswith("**Data Governance**")]
    [beside] = [said.value for said in app.markdown if said.value.startswith("| Practice |")]
    assert on_a_phone.count("- ") >= beside.count("\n| **") * len(names)
    assert set(re.findall(r"\]\((\S+)\)", on_a_phone)) == set(re.findall(r"\]\((\S+)\)", beside)) != set()


def test_peers_have_nearly_as_many_people_and_those_of_the_same_country_and_level_come_first(portal: Path) -> None:
    peers = current().ask("peers_by_city", place="baltimore-md")
    here = current().ask("city_record", Filters(city=("baltimore-md",))).iloc[0]
    assert len(peers)
    assert peers["population"].between(here["population"] / 2, here["population"] * 2).all()
    both = (peers["country"] == "US") & (peers["level"] == here["level"])
    assert both.iloc[0] and both.is_monotonic_decreasing
    assert not {"baltimore-md", "chicago-il", "porto-alegre-br"} & set(peers["city_id"])
    assert "same country and level, " in city_words.alike(peers.to_dict("records")[0])


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("austin-tx", "One of 37 Gold cities named here"),
        ("cali-co", "One of 9 cities named here whose level no source we found states"),
    ],
)
def test_a_city_is_one_of_so_many_of_its_level(portal: Path, slug: str, said: str) -> None:
    assert said in city(slug)


def test_distances_are_in_miles_with_kilometers_in_brackets(portal: Path) -> None:
    labels = [link.proto.label.replace("\\", "") for link in opened("city", city="boston-ma").get("page_link")]
    assert any(re.search(r"\d+ miles? \(\d+ km\)", label) for label in labels)


def test_a_comparison_quotes_cites_and_downloads_what_it_shows(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_URL", "https://cities.example.org")
    slugs = ["boston-ma", "phoenix-az", "bogota-co"]
    app = opened("city", city=slugs)
    link = "https://cities.example.org/city?city=boston-ma&city=phoenix-az&city=bogota-co&as_of=2026-01-14"
    assert sum(link in code.value for code in app.code) == 5
    said = text(app).replace("\\", "")
    assert "/files/awards.csv?city=boston-ma&city=phoenix-az&city=bogota-co&as_of=2026-01-14" in said
    names = ("Boston, MA", "Phoenix, AZ", "Bogotá, Colombia")
    quoted = app.code[0].value
    assert quoted.startswith("As of January 14, 2026, ") and all(f"{name}: " in quoted for name in names)
    for name in names:
        assert f"**{name}**" in said
    practices = next(markdown.value for markdown in app.markdown if markdown.value.startswith("| Practice |"))
    assert practices.splitlines()[0].replace("\\", "") == f"| Practice | {' | '.join(names)} |"
    assert len(practices.splitlines()) == 2 + 8


def test_the_nearest_certified_city_is_the_nearest(portal: Path) -> None:
    near = current().ask("nearest_certified_cities", place="boston-ma")
    assert near["city_id"].iloc[0] == "cambridge-ma"
    assert near["distance_km"].is_monotonic_increasing


def test_quote_citation_link_and_report_carry_the_date_and_the_id(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_URL", "https://cities.example.org")
    app = opened("city", city="boston-ma")
    link = "https://cities.example.org/city?city=boston-ma&as_of=2026-01-14"
    assert sum(link in code.value for code in app.code) == 4
    assert "https://cities.example.org/cities/boston-ma?as_of=2026-01-14" in {code.value for code in app.code}
    assert "Boston, MA: Gold, the latest level we found (2024)." in app.code[0].value
    assert any(code.value.startswith("Record: boston-ma") for code in app.code)


def test_every_answer_about_a_city_is_made_as_of_the_date(portal: Path) -> None:
    early = Filters(as_of=current().words.newest.replace(year=2018))
    assert len(current().ask("cities_on_record", early)) < len(current().ask("cities_on_record"))
