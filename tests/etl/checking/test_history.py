"""Histories of cities: what a level-up needs, who may be first, and that one error never shows as two."""

from pathlib import Path

import pytest

from tests.kit.record_files import HEADER, alone, csv_file, found, loaded, places

pytestmark = pytest.mark.slow

COLUMNS = "city,state,population,level,announced_on,award"


def test_a_level_up_must_rise_over_the_latest_level_stated_before_it(tmp_path: Path) -> None:
    lines = (
        "Austin,TX,,,2023-01-01,recertified",
        "Austin,TX,,Gold,2024-01-01,leveled_up",
        "Mesa,AZ,,Platinum,2026-01-01,leveled_up",
    )
    file = csv_file(tmp_path / "a.csv", COLUMNS, *lines)
    (finding,) = found(file)
    assert (finding.line, finding.column, finding.rule) == (3, "level", "level_up_rises")
    assert finding.message == "a level-up to Gold in 2024, but the level before it is Gold"


def test_a_level_before_a_level_up_on_record_is_reported_at_the_row_that_brings_it(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", COLUMNS, "Tempe,AZ,,Platinum,2023-01-01,recertified")
    assert places(found(file)) == [(2, "level", "level_up_rises")]


def test_a_second_first_certification_is_reported_at_the_row_of_the_file(tmp_path: Path) -> None:
    lines = (
        "Austin,TX,,Silver,2019-01-01,certified",
        "Omaha,NE,,Gold,2020-01-01,certified",
        "Omaha,NE,,Gold,2021-01-01,certified",
    )
    file = csv_file(tmp_path / "a.csv", COLUMNS, *lines)
    rule = "one_first_certification"
    assert places(found(file)) == [(2, "award", rule), (4, "award", rule)]


def test_an_honor_roll_is_no_certification(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", COLUMNS, "Omaha,NE,,,2020-01-01,honor_roll", "Omaha,NE,,Gold,2021-01-01,")
    assert alone(file).awards["award"].tolist() == ["honor_roll", "certified"]
    assert found(file) == []


def test_a_first_award_that_is_not_certified_is_remarked_on(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", COLUMNS, "Omaha,NE,,Gold,2021-01-01,recertified")
    (finding,) = found(file)
    assert (finding.rule, finding.blocks, finding.city_id) == ("first_award_is_certified", False, "omaha-ne")


def test_a_bad_row_does_not_disturb_the_history_of_its_city(tmp_path: Path) -> None:
    lines = ("Omaha,NE,,Bronze,2020-01-01,certified", "Omaha,NE,,Gold,2021-01-01,recertified")
    assert places(found(csv_file(tmp_path / "a.csv", COLUMNS, *lines))) == [(2, "level", "known_level")]


def test_a_city_in_question_does_not_disturb_the_history_of_the_one_meant(tmp_path: Path) -> None:
    lines = ("Omahha,NE,,Silver,2020-01-01,certified", "Omaha,NE,,Gold,2021-01-01,leveled_up")
    assert places(found(csv_file(tmp_path / "a.csv", COLUMNS, *lines))) == [(2, "city", "close_name")]


def test_the_order_of_the_rows_does_not_matter(tmp_path: Path) -> None:
    lines = ["Omaha,NE,,Platinum,2024", "Omaha,NE,,Silver,2020", "Omaha,NE,,Gold,2022"]
    awards = loaded(csv_file(tmp_path / "a.csv", HEADER, *lines)).awards.query("city_id == 'omaha-ne'")
    assert awards["award"].tolist() == ["certified", "leveled_up", "leveled_up"]
