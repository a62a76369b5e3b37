"""Problems of record files: each planted error gets exactly one finding, at its line and column, with its rule."""

from pathlib import Path

import pytest

from etl.findings import Blocked, Finding
from tests.kit.record_files import HEADER, PAGE, alone, csv_file, found, loaded, places, workbook
from tests.kit.tiers import first_of

pytestmark = pytest.mark.slow

GOOD = {
    "city": "Omaha",
    "state": "NE",
    "country": "US",
    "population": 489265,
    "level": "Gold",
    "year": 2024,
    "announced_on": None,
    "date_precision": None,
    "not_before": None,
    "announcement": None,
    "award": None,
    "edition": None,
    "source_url": PAGE,
    "publish_scores": None,
    "lat": None,
    "lon": None,
    "population_year": None,
    "open_data": None,
    "evaluations": None,
    "data_management": None,
}
# One row each: what is planted in a good row of a city of its own, and the column and rule of its only finding.
PLANTED = [
    ({"level": "Bronze"}, "level", "known_level"),
    ({"award": "promoted"}, "award", "known_award"),
    ({"open_data": 101}, "open_data", "number_in_range"),
    ({"open_data": "eighty"}, "open_data", "number_in_range"),
    ({"population": "many"}, "population", "whole_number"),
    ({"population": 12_000}, "population", "city_of_30000"),
    ({"year": 2016}, "year", "since_the_start"),
    ({"year": 2031}, "year", "not_in_the_future"),
    ({"year": "soon"}, "year", "whole_number"),
    ({"year": None}, "year", "not_blank"),
    ({"announced_on": "2027-01-05", "year": 2027}, "announced_on", "not_in_the_future"),
    ({"announced_on": "2016-01-05", "year": None}, "announced_on", "since_the_start"),
    ({"announced_on": "05/06/2024"}, "announced_on", "iso_date"),
    ({"announced_on": "2023-01-23"}, "year", "year_agrees_with_date"),
    ({"announced_on": "2024-01-23", "not_before": "2024-02-01"}, "not_before", "not_before_is_earlier"),
    ({"announced_on": "2024-01-23", "date_precision": "week"}, "date_precision", "known_date_precision"),
    ({"announcement": "2024-01-24"}, "announcement", "known_announcement"),
    ({"edition": "2020"}, "edition", "known_edition"),
    ({"country": "XX"}, "country", "known_country"),
    ({"state": "ZZ"}, "state", "known_state"),
    ({"city": None}, "city", "not_blank"),
    ({"state": None}, "state", "not_blank"),
    ({"city": "Nowhereville"}, "city", "placeable_city"),
    ({"city": "Bostom", "state": "MA"}, "city", "close_name"),
    ({"evaluations": 50}, "evaluations", "score_of_its_edition"),
    ({"publish_scores": "maybe"}, "publish_scores", "known_publish_scores"),
    ({"source_url": "www.example.org"}, "source_url", "web_address"),
    ({"source_url": None}, "source_url", "has_source"),
    ({"lat": 95, "lon": -96}, "lat", "number_in_range"),
    ({"population_year": 25}, "population_year", "number_in_range"),
    ({"lat": 41.3}, "lon", "lat_and_lon"),
    ({"city": "=HYPERLINK(1)"}, "city", "no_formula"),
    ({"award": "honor_roll"}, "level", "honor_roll_has_no_level"),
    ({"city": "Austin", "state": "TX", "population": 993588, "award": "certified"}, "award", "one_first_certification"),
    ({"city": "Seattle", "state": "WA", "population": 780995, "award": "leveled_up"}, "level", "level_up_rises"),
]
TOWNS = [
    *(
        "Omaha NE",
        "Lincoln NE",
        "Wichita KS",
        "Olathe KS",
        "Anchorage AK",
        "Mobile AL",
        "Huntsville AL",
        "Tucson AZ",
        "Chandler AZ",
    ),
    *(
        "Fresno CA",
        "Oakland CA",
        "Bakersfield CA",
        "Aurora CO",
        "Pueblo CO",
        "Bridgeport CT",
        "Tampa FL",
        "Orlando FL",
        "Hialeah FL",
    ),
    *(
        "Atlanta GA",
        "Augusta GA",
        "Nampa ID",
        "Naperville IL",
        "Rockford IL",
        "Gary IN",
        "Lexington KY",
        "Lowell MA",
        "Worcester MA",
    ),
    *("Frederick MD", "Duluth MN", "Springfield MO", "Jackson MS", "Billings MT", "Cary NC", "Fargo ND", "Newark NJ"),
]


def planted_rows() -> list[dict]:
    """A good row per city with one thing planted in it."""
    rows = []
    for (planted, _, _), town in zip(PLANTED, TOWNS, strict=True):
        city, state = town.split()
        rows.append(GOOD | {"city": city, "state": state, "population": None} | planted)
    return rows


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    return found(workbook(tmp_path_factory.mktemp("planted") / "planted.xlsx", planted_rows()))


def test_a_workbook_with_planted_errors_gets_exactly_one_finding_for_each(planted: list[Finding]) -> None:
    expected = [(line, column, rule) for line, (_, column, rule) in enumerate(PLANTED, start=2)]
    assert places(planted) == expected
    assert len(expected) >= 30


def test_every_finding_says_what_is_wrong_and_how_to_mend_it(planted: list[Finding]) -> None:
    assert all(finding.message and finding.mend for finding in planted)
    assert [f.value for f in planted[:5]] == ["Bronze", "promoted", "101", "eighty", "many"]


def test_a_problem_of_the_same_file_is_raised_with_all_the_others(tmp_path: Path) -> None:
    file = workbook(tmp_path / "planted.xlsx", planted_rows())
    with pytest.raises(Blocked) as blocked:
        loaded(file)
    assert len(blocked.value.findings) == len(PLANTED)


def test_the_problems_of_all_files_are_raised_at_once(tmp_path: Path) -> None:
    first = csv_file(tmp_path / "a.csv", HEADER, "Omaha,NE,,Bronze,2024")
    second = csv_file(tmp_path / "b.csv", HEADER, "Omaha,NE,,Gold,1999")
    with pytest.raises(Blocked) as blocked:
        alone(first, second)
    assert [f.file for f in blocked.value.findings] == [str(first), str(second)]


def test_remarks_alone_do_not_stop_a_file(tmp_path: Path) -> None:
    lines = (f"{HEADER},source_url,mayor", "Omaha,NE,29999,Gold,2024,,X", f"Quito,Pichincha,,Gold,2024,{PAGE},Y")
    file = csv_file(tmp_path / "a.csv", *lines)
    with pytest.raises(Blocked) as blocked:
        loaded(file)
    assert [f.rule for f in blocked.value.findings if f.blocks] == ["known_state"]
    rules = {f.rule for f in loaded(csv_file(file, *lines[:2])).quality if f.file == str(file)}
    assert rules == {"city_of_30000", "has_source", "known_column"}


def test_a_file_that_names_no_page_at_all_is_remarked_on_once_when_loaded(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", HEADER, "Omaha,NE,,Gold,2024", "Lincoln,NE,,Gold,2024")
    assert found(file) == []
    assert [(f.line, f.rule) for f in loaded(file).quality if f.file == str(file)] == [(0, "has_source")]


def test_a_row_twice_is_reported_with_the_line_of_the_first(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", HEADER, "Omaha,NE,,Gold,2024", "Lincoln,NE,,Gold,2024", "OMAHA,ne,,gold,2024.0")
    (finding,) = found(file)
    assert (finding.line, finding.column, finding.rule) == (4, "city", "no_row_twice")
    assert finding.message.endswith("line 2")


def test_a_row_that_may_name_two_awards_is_a_question(tmp_path: Path) -> None:
    lines = ("Omaha,NE,,Gold,2024-02-01,certified", "Omaha,NE,,Gold,2024-03-01,recertified")
    first = csv_file(tmp_path / "a.csv", "city,state,population,level,announced_on,award", *lines)
    second = csv_file(tmp_path / "b.csv", HEADER, "Omaha,NE,,Gold,2024")
    assert places(found(first, second)) == [(2, "city", "one_award_is_meant")]
    named = csv_file(tmp_path / "b.csv", f"{HEADER},award", "Omaha,NE,,Gold,2024,recertified")
    assert loaded(first, named).outcomes == {"added": 2, "updated": 0, "unchanged": 1}


def test_two_awards_of_one_kind_on_one_day_are_reported(tmp_path: Path) -> None:
    lines = ("Austin,TX,,Gold,2024-02-01,recertified", "Austin,TX,,Platinum,2024-02-01,recertified")
    file = csv_file(tmp_path / "a.csv", "city,state,population,level,announced_on,award", *lines)
    assert places(found(file)) == [(3, "level", "one_level_an_announcement")]
    blank = csv_file(tmp_path / "a.csv", "city,state,population,level,announced_on,award", lines[0], lines[0].replace("Gold", ""))
    assert places(found(blank)) == [(3, "announced_on", "one_award_of_a_kind_per_day")]


def test_the_name_of_no_country_is_a_finding(tmp_path: Path) -> None:
    (finding,) = found(csv_file(tmp_path / "a.csv", f"{HEADER},country", "Recife,Pernambuco,,Gold,2024,US of A"))
    assert (finding.column, finding.rule) == ("country", "known_country")


def test_a_region_of_another_country_is_answered_with_that_country(tmp_path: Path) -> None:
    (finding,) = found(csv_file(tmp_path / "a.csv", HEADER, "Ottawa,Ontario,,Gold,2026"))
    assert (finding.column, finding.mend) == ("state", "Write CA in country")


@pytest.mark.parametrize("population", first_of(["204774", '"204,774"', "204774.0", "204 774", "204\u00a0774", ""], 2))
def test_populations_may_be_written_with_commas_spaces_or_zero_decimals(tmp_path: Path, population: str) -> None:
    assert found(csv_file(tmp_path / "a.csv", HEADER, f"Little Rock,AR,{population},Gold,2026.0")) == []


@pytest.mark.parametrize("population", first_of(["204.774", "-204774", "2e5", "204 7740", "20,4774"], 2))
def test_other_writings_of_a_population_are_reported(tmp_path: Path, population: str) -> None:
    file = csv_file(tmp_path / "a.csv", HEADER, f'Little Rock,AR,"{population}",Gold,2026')
    assert places(found(file)) == [(2, "population", "whole_number")]


@pytest.mark.parametrize("written", ["Leveled up", "leveled_up", "LEVELED-UP"])
def test_awards_may_be_written_in_public_words(tmp_path: Path, written: str) -> None:
    intake = loaded(csv_file(tmp_path / "a.csv", f"{HEADER},award", f"Little Rock,AR,,gold,2026,{written}"))
    assert (intake.awards["award_id"] == "little-rock-ar-2026-11-22-leveled-up").sum() == 1


def test_a_population_far_from_the_one_on_record_is_remarked_on_once(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", HEADER, "Austin,TX,500000,Gold,2024", "Austin,TX,500000,Platinum,2025")
    assert places(found(file)) == [(2, "population", "population_as_on_record")]
    assert loaded(file).cities.set_index("city_id").loc["austin-tx", "population"] == 993_588


def test_a_build_from_the_given_files_alone_knows_no_announcements(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", f"{HEADER},announcement", "Austin,TX,,Gold,2024,2024-05-05")
    assert len(alone(file).awards) == 1
