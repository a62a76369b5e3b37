"""The workbook that staff fill in: it explains every column, runs no formula, and loads again once it is filled."""

from pathlib import Path

import openpyxl
import pytest

from etl.publishing import template
from tests.kit import record
from tests.kit.record_files import REFERENCE, award, found, loaded

pytestmark = pytest.mark.slow

RECORD_COLUMNS = REFERENCE.facts.record_columns


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "records.xlsx"
    awards = loaded().awards
    awards.loc[0, "note"] = "=HYPERLINK(1)"
    template.write(path, REFERENCE, awards)
    return path


def test_every_column_of_the_record_format_is_a_header_and_explained(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    assert book.sheetnames == ["records", "announcement", "columns", "on record"]
    assert tuple(cell.value for cell in book["records"][1]) == RECORD_COLUMNS
    assert all(cell.comment for cell in book["records"][1])
    explained = list(book["columns"].iter_rows(min_row=2, values_only=True))
    assert tuple(row[0] for row in explained) == RECORD_COLUMNS
    assert [row[0] for row in explained if row[-1].startswith("yes")] == ["city", "state", "population", "level", "year"]


def test_lists_and_ranges_are_checked_while_typing(written: Path) -> None:
    rules = openpyxl.load_workbook(written)["records"].data_validations.dataValidation
    by_column = {RECORD_COLUMNS[next(iter(rule.sqref.ranges)).min_col - 1]: rule for rule in rules}
    assert by_column["level"].formula1 == '"Silver,Gold,Platinum"'
    assert (by_column["open_data"].formula1, by_column["open_data"].formula2) == ("0", "100")
    assert by_column["announced_on"].type == "date"
    assert by_column["state"].errorStyle == "information"
    assert {"award", "edition", "date_precision", "publish_scores", "country", "year", "population", "lat"} <= set(by_column)


def test_the_five_needed_columns_are_marked_on_the_sheet_itself(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["records"]
    needed = {"city", "state", "population", "level", "year"}
    fills = {
        name: {c.fill.fgColor.rgb for c in sheet[1] if (c.value in needed) is (name == "needed")} for name in ("needed", "other")
    }
    assert len(fills["needed"]) == len(fills["other"]) == 1
    assert fills["needed"] != fills["other"]
    assert {c.value for c in sheet[1] if c.comment.text.startswith("Needed: yes")} == needed
    prompts = {rule.promptTitle for rule in sheet.data_validations.dataValidation if rule.promptTitle}
    assert prompts == {f"{name}: needed" for name in needed}


def test_no_cell_acts_as_a_formula(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" and cell.value != "=HYPERLINK(1)"]
    assert openpyxl.load_workbook(written, data_only=True)["on record"]["P2"].value == "=HYPERLINK(1)"


def test_the_present_awards_are_there_to_start_from(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["on record"]
    assert sheet.max_row == len(record.rows("awards")) + 1
    assert sheet.tables["on_record"].autoFilter


def test_an_untouched_workbook_says_that_it_has_no_rows(written: Path) -> None:
    (finding,) = found(written)
    assert (finding.rule, finding.message) == ("has_rows", "no rows below the header")


def test_a_filled_workbook_loads(written: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written)
    sheet = book["records"]
    for name, value in {"city": "Omaha", "state": "NE", "level": "Gold", "year": 2025}.items():
        sheet.cell(2, RECORD_COLUMNS.index(name) + 1, value)
    for column, cell in enumerate(book["on record"][100], start=1):
        name = book["on record"].cell(1, column).value
        sheet.cell(3, RECORD_COLUMNS.index(name) + 1, cell.value)
    said = {"announcement": "2025-12-31", "announcement_title": "Winter 2025", "new_cities": 1}
    for row in book["announcement"].iter_rows():
        row[1].value = said.get(row[0].value)
    book.save(tmp_path / "filled.xlsx")
    intake = loaded(tmp_path / "filled.xlsx")
    assert "Winter 2025" in intake.announcements["title"].tolist()
    assert intake.outcomes == {"added": 1, "updated": 0, "unchanged": 1}
    assert award(intake, "omaha-ne-2025-12-31-certified")["record_line"] == 2
