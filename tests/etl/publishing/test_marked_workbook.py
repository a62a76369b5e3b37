"""The marked workbook is the file itself with each finding colored and explained where it stands, those of the whole file too."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell

from etl.checking.record_check import checked
from etl.publishing import marked_workbook
from tests.kit.record_files import HEADER, KNOWN_ON, REFERENCE, csv_file
from tests.kit.repository import ROOT
from tests.kit.tiers import first_of

pytestmark = pytest.mark.slow
CASES = ROOT / "tests" / "etl" / "cases" / "records"


def marked(path: Path, folder: Path) -> tuple[int, dict[tuple[str, str], Cell], openpyxl.Workbook]:
    """How many cells were marked, each marked cell by its sheet and place, and the workbook."""
    out = folder / "marked.xlsx"
    found = checked([path], REFERENCE, KNOWN_ON).problems
    count = marked_workbook.write(out, path, found, REFERENCE.facts.score_columns)
    book = openpyxl.load_workbook(out)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    return count, {(cell.parent.title, cell.coordinate): cell for cell in cells}, book


def test_each_bad_cell_is_colored_and_says_why_and_how_to_mend_it(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", HEADER, "Toledo,OH,,Silver,2026", "Aurora,IL,,Gld,2026", "Total,,,,")
    count, cells, book = marked(path, tmp_path)
    assert count == len(cells) == 2
    assert "“Gld” is not a value of level. Write one of" in cells["records", "D3"].comment.text
    assert "looks like a total. Delete the row" in cells["records", "A4"].comment.text
    assert {cell.fill.fgColor.rgb for cell in cells.values()} == {"00F4B183"}
    assert [row[4].value for row in book["findings"].iter_rows(min_row=2)] == ["known_level", "row_looks_like_total"]


def test_what_is_said_of_a_sheet_that_is_not_read_is_marked_on_the_one_that_is(tmp_path: Path) -> None:
    count, cells, _ = marked(CASES / "03-hidden-records-sheet.xlsx", tmp_path)
    assert (count, list(cells)) == (1, [("Spring 2026", "A1")])
    assert "not read: Records (hidden)" in cells["Spring 2026", "A1"].comment.text


def test_a_mistake_on_the_sheet_of_the_announcement_is_marked_there(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "records"
    for row in (HEADER.split(","), ["Toledo", "OH", None, "Silver", 2026]):
        book.active.append(row)
    sheet = book.create_sheet("announcement")
    for line in (("Date", "2026-05-12"), ("Title", "Spring"), ("Total", "many"), ("Source", "https://example.org/a")):
        sheet.append(line)
    book.save(tmp_path / "a.xlsx")
    _, cells, _ = marked(tmp_path / "a.xlsx", tmp_path)
    assert "“many” is not a whole number" in cells["announcement", "B3"].comment.text


@pytest.mark.parametrize("path", first_of(sorted(CASES.iterdir()), 5), ids=lambda path: path.name[:2])
def test_every_finding_of_every_case_is_on_the_list_and_in_a_cell(path: Path, tmp_path: Path) -> None:
    found = checked([path], REFERENCE, KNOWN_ON).problems
    count, cells, book = marked(path, tmp_path)
    assert book["findings"].max_row == len(found) + 1
    assert count == len(cells)
    assert bool(count) is bool(found)
