"""A record file says what announcement it belongs to: on a sheet, in columns or in options, checked like everything else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from etl.checking.intake import Intake, take_in
from etl.checking.record_check import findings_of
from etl.findings import Finding
from etl.reading.record_rows import Source
from tests.kit.record_files import ALONE, KNOWN_ON, PAGE, REFERENCE, csv_file
from tests.kit.tiers import first_of

pytestmark = pytest.mark.slow

COLUMNS = "city,state,population,level,announced_on,announcement,announcement_title,stated_total,new_cities,announcement_source"
OPTIONS = {
    "announcement": "2026-05-12", "announcement_title": "Spring 2026", "stated_total": "119", "new_cities": "2",
    "announcement_source": PAGE,
}  # fmt: skip


def with_options(folder: Path, row: str = "Toledo,OH,,Silver,2026", **options: str) -> Source:
    file = csv_file(folder / "spring.csv", "city,state,population,level,year", row)
    said = {name: text for name, text in (OPTIONS | options).items() if text}
    return Source(file, file.name, file.name, announcement=said)


def taken(*files: Path | Source) -> Intake:
    return take_in(list(files), REFERENCE, KNOWN_ON)


def newest(intake: Intake) -> dict:
    return intake.announcements.sort_values("announced_on").iloc[-1].to_dict()


def problems(*files: Path | Source) -> list[Finding]:
    return findings_of(list(files), REFERENCE, KNOWN_ON)


def rules(*files: Path | Source, blocks: bool = True) -> set[str]:
    about = ("announce", "--", "stated", "new_c", "sheet")
    return {f.rule for f in problems(*files) if f.blocks == blocks and f.column.startswith(about)}


def is_spring(intake: Intake) -> bool:
    found = newest(intake)
    toledo = intake.awards.set_index("city").loc["Toledo"]
    return (
        (found["announced_on"].date().isoformat(), found["title"]) == ("2026-05-12", "Spring 2026")
        and (found["stated_total"], found["new_cities"], found["new_cities_basis"]) == (119, 2, "stated")
        and found["source_url"] == PAGE
        and toledo["announcement"].date().isoformat() == "2026-05-12"
    )


def test_options_name_the_announcement_of_every_row_of_the_file(tmp_path: Path) -> None:
    assert is_spring(taken(with_options(tmp_path)))


def test_columns_name_it_beside_the_awards_and_need_to_be_filled_once(tmp_path: Path) -> None:
    lines = [f"Toledo,OH,,Silver,2026-05-12,2026-05-12,Spring 2026,119,2,{PAGE}", "Fresno,CA,,Gold,2026-05-12,2026-05-12,,,,"]
    assert is_spring(taken(csv_file(tmp_path / "a.csv", COLUMNS, *lines)))


def test_in_columns_the_day_of_the_award_stands_in_for_a_blank_announcement(tmp_path: Path) -> None:
    assert is_spring(taken(csv_file(tmp_path / "a.csv", COLUMNS, f"Toledo,OH,,Silver,2026-05-12,,Spring 2026,119,2,{PAGE}")))


@pytest.mark.parametrize("lies_flat", [False, True], ids=["label beside value", "labels above values"])
def test_a_sheet_of_the_workbook_names_it(tmp_path: Path, lies_flat: bool) -> None:
    book = openpyxl.Workbook()
    book.active.title = "records"
    for row in (["city", "state", "population", "level", "year"], ["Toledo", "OH", None, "Silver", 2026]):
        book.active.append(row)
    said = [
        ("Date", pd.Timestamp(2026, 5, 12)),
        ("Title", "Spring 2026"),
        ("Stated total", 119),
        ("New cities", 2),
        ("Source", PAGE),
    ]
    sheet = book.create_sheet("Announcement")
    for row in zip(*said, strict=True) if lies_flat else said:
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    assert is_spring(taken(tmp_path / "a.xlsx"))


def test_an_announcement_on_record_is_updated_where_the_file_says_more(tmp_path: Path) -> None:
    file = with_options(
        tmp_path, "Toledo,OH,,Silver,2026", announcement="2026-01-14", announcement_title="", stated_total="117", new_cities=""
    )
    found = newest(taken(file))
    assert (found["stated_total"], found["new_cities"]) == (117, 13)
    assert found["title"] == "13 new cities; Cambridge and Glendale Platinum"


@pytest.mark.parametrize(
    ("options", "rule"),
    first_of(
        [
            ({"announcement": "May 2026"}, "iso_date"),
            ({"announcement": "2016-05-12"}, "since_2017"),
            ({"announcement": "2027-05-12"}, "not_in_the_future"),
            ({"announcement": ""}, "announcement_date"),
            ({"announcement_title": ""}, "needed_title"),
            ({"stated_total": "116"}, "total_does_not_fall"),
            ({"stated_total": "many"}, "whole_number"),
            ({"new_cities": "-2"}, "whole_number"),
            ({"announcement_source": "page of the program"}, "web_address"),
            ({"announcement": "2025-02-26", "stated_total": "80"}, "total_does_not_fall"),
            ({"announcement": "2024-06-17", "stated_total": "105", "new_cities": ""}, "total_does_not_fall"),
        ],
        5,
    ),
    ids=str,
)
def test_what_cannot_be_right_is_a_problem_at_its_place(tmp_path: Path, options: dict[str, str], rule: str) -> None:
    assert rules(with_options(tmp_path, **options)) == {rule}


@pytest.mark.parametrize(
    ("options", "rule"),
    first_of(
        [
            ({"stated_total": "130"}, "total_adds_up"),
            ({"stated_total": "", "new_cities": ""}, "announced_numbers"),
            ({"stated_total": "1190", "new_cities": ""}, "usual_rise"),
            ({"announcement_source": ""}, "has_source"),
        ],
        2,
    ),
    ids=str,
)
def test_what_is_odd_is_remarked_on_and_loads(tmp_path: Path, options: dict[str, str], rule: str) -> None:
    file = with_options(tmp_path, **options)
    assert rules(file) == set()
    assert rules(file, blocks=False) == {rule}


def test_two_rows_that_say_different_things_of_one_announcement_are_a_problem_with_both_lines(tmp_path: Path) -> None:
    lines = [f"Toledo,OH,,Silver,2026-05-12,2026-05-12,Spring,{total},2,{PAGE}" for total in (119, 120)]
    file = csv_file(tmp_path / "a.csv", COLUMNS, lines[0], lines[1].replace("Toledo,OH", "Fresno,CA"))
    [found] = [f for f in problems(file) if f.blocks]
    assert (found.line, found.column, found.value, found.rule) == (3, "stated_total", "120", "one_value")
    assert "line 2 says “119”" in found.message


def test_a_row_of_another_year_is_not_put_into_the_announcement(tmp_path: Path) -> None:
    intake = taken(with_options(tmp_path, "Toledo,OH,,Silver,2024"))
    assert pd.isna(intake.awards.set_index("city").loc["Toledo"]["announcement"])


def test_a_record_of_the_given_files_alone_has_the_announcement_too(tmp_path: Path) -> None:
    intake = take_in([replace(with_options(tmp_path), known_on="2026-06-01")], ALONE, KNOWN_ON, base=None)
    assert intake.announcements["title"].tolist() == ["Spring 2026"]
