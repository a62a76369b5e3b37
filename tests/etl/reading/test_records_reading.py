"""Reading record files: every format and separator, the right line numbers, and a clear word where a file cannot be read."""

import json
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from etl.reading import bounds
from etl.reading.cell_grid import Grid
from etl.reading.formats import read as read_file
from tests.kit.record_files import HEADER, csv_file, found, places, workbook
from tests.kit.tiers import first_of

pytestmark = pytest.mark.slow

ROW = "Omaha,NE,489265,Gold,2024"
BAD = "Omaha,NE,489265,Bronze,2024"


def read(path: Path) -> Grid:
    """The only table of the file."""
    [grid] = read_file(path).grids
    return grid


def with_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_separators_encodings_and_line_endings_are_recognized(tmp_path: Path, separator: str, encoding: str, ending: str) -> None:
    text = ending.join([HEADER, "São Paulo,TX,,Gold,2024", ""]).replace(",", separator)
    cells = read(with_text(tmp_path / "a.csv", text, encoding)).cells
    assert cells.loc[2].dropna().tolist() == ["São Paulo", "TX", "Gold", "2024"]


def test_headers_are_trimmed_and_written_in_any_case(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", " City ,STATE,Population,level,Year,Announced On", f"{ROW},")
    assert found(file) == []


def test_lines_count_blank_rows_and_quoted_line_breaks(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", f"{HEADER},note", f"{ROW},", "", f'{ROW[:-1]}3,"two\nlines"', ",,,,,", f"{BAD},")
    assert list(read(file).cells.index) == [2, 4, 7]
    assert places(found(file)) == [(7, "level", "known_level")]


def test_a_header_below_blank_lines_keeps_the_lines_of_the_file(tmp_path: Path) -> None:
    assert places(found(csv_file(tmp_path / "a.csv", "", HEADER, BAD))) == [(3, "level", "known_level")]


def test_rows_of_a_workbook_are_numbered_as_excel_shows_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER.split(","))
    for column, value in enumerate(BAD.split(","), start=1):
        book.active.cell(5, column, value)
    book.save(tmp_path / "a.xlsx")
    assert places(found(tmp_path / "a.xlsx")) == [(5, "level", "known_level")]


def test_the_sheet_called_records_is_read_before_the_first(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["something", "else"])
    book.create_sheet("Records").append(HEADER.split(","))
    book["Records"].append(ROW.split(","))
    book.save(tmp_path / "a.xlsx")
    assert found(tmp_path / "a.xlsx") == []


def test_elements_of_a_json_array_count_like_lines_of_a_table(tmp_path: Path) -> None:
    rows = [dict(zip(HEADER.split(","), line.split(","), strict=True)) for line in (ROW, BAD)]
    (tmp_path / "a.json").write_text(json.dumps(rows, indent=2), encoding="utf-8")
    assert places(found(tmp_path / "a.json")) == [(3, "level", "known_level")]


def test_lines_of_json_lines_are_those_of_the_file(tmp_path: Path) -> None:
    row = json.dumps(dict(zip(HEADER.split(","), BAD.split(","), strict=True)))
    for name in ("a.jsonl", "a.ndjson", "a.json"):
        assert places(found(with_text(tmp_path / name, f"\n{row}\n"))) == [(2, "level", "known_level")]


def test_dates_of_spreadsheets_and_parquet_are_read_as_days(tmp_path: Path) -> None:
    rows = [dict(zip(HEADER.split(","), ROW.split(","), strict=True)) | {"announced_on": pd.Timestamp(2024, 1, 23)}]
    pd.DataFrame(rows).to_parquet(tmp_path / "a.parquet")
    for file in (workbook(tmp_path / "a.xlsx", rows), tmp_path / "a.parquet"):
        assert read(file).cells.loc[2].tolist()[-1] == "2024-01-23"


def test_a_wrong_byte_is_reported_with_its_line(tmp_path: Path) -> None:
    file = with_text(tmp_path / "a.csv", f"{HEADER}\n{ROW}\nBogotá,TX,,Gold,2024\n", "cp1252")
    (finding,) = found(file)
    assert (finding.line, finding.rule) == (3, "utf_8")
    assert "CSV UTF-8" in finding.mend


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    first_of(
        [
            ("a.csv", b"", "has_rows"),
            ("a.csv", b"\n \n", "has_rows"),
            ("a.csv", HEADER.encode(), "has_rows"),
            ("a.csv", b"city\0,state\n", "text_file"),
            ("a.csv", f'{HEADER}\n"Omaha,NE\n'.encode(), "readable_file"),
            ("a.xlsx", b"no workbook", "readable_file"),
            ("a.parquet", b"no parquet", "readable_file"),
            ("a.json", b"[{]", "readable_file"),
            ("a.json", b"[1, 2]", "readable_file"),
            ("a.json", b"[]", "has_rows"),
            ("a.json", b"[" * 100_000, "readable_file"),
            ("a.json", b'[{"city": "\\ud800"}]', "utf_8"),
            ("a.xls", b"old", "known_format"),
            ("a.xlsm", b"macros", "known_format"),
            ("a.txt", b"text", "known_format"),
            ("a", b"text", "known_format"),
        ],
        6,
    ),
)
def test_a_file_that_cannot_be_read_gets_one_finding(tmp_path: Path, name: str, content: bytes, rule: str) -> None:
    (tmp_path / name).write_bytes(content)
    findings = found(tmp_path / name)
    assert rule in [finding.rule for finding in findings if finding.blocks]
    assert rule == "has_rows" or len(findings) == 1


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    assert [finding.rule for finding in found(tmp_path / "none.csv")] == ["readable_file"]


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_UNPACKED_BYTES", 1000)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", "0" * 1001)
    assert [finding.rule for finding in found(tmp_path / "a.xlsx")] == ["unpacked_size"]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_BYTES", 10)
    findings = found(csv_file(tmp_path / "a.csv", HEADER, ROW))
    assert "file_size" in [finding.rule for finding in findings if finding.file.endswith("a.csv")]


@pytest.mark.parametrize("name", first_of(["a.csv", "a.xlsx", "a.parquet"], 1))
def test_a_file_that_is_too_wide_is_refused(tmp_path: Path, name: str) -> None:
    row = {f"column_{number}": "x" for number in range(201)}
    pd.DataFrame([row]).to_csv(tmp_path / "a.csv", index=False)
    pd.DataFrame([row]).to_parquet(tmp_path / "a.parquet")
    workbook(tmp_path / "a.xlsx", [row])
    assert [finding.rule for finding in found(tmp_path / name)] == ["column_count"]


def test_a_missing_column_is_named_with_the_header_that_may_be_meant(tmp_path: Path) -> None:
    (finding,) = found(csv_file(tmp_path / "a.csv", HEADER.replace("population", "Populaton"), ROW))
    assert (finding.line, finding.column, finding.value, finding.rule) == (1, "population", "populaton", "needed_column")


def test_a_missing_column_hides_no_other_problem(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", "city,state,level,year", "Omaha,NE,Bronze,2024", "Nowhereville,NE,Gold,1999")
    rules = ["needed_column", "known_level", "placeable_city", "since_the_start"]
    assert [finding.rule for finding in found(file)] == rules


def test_announced_on_may_stand_in_the_place_of_year(tmp_path: Path) -> None:
    assert found(csv_file(tmp_path / "a.csv", HEADER.replace("year", "announced_on"), "Omaha,NE,,Gold,2024-01-23")) == []


def test_a_header_twice_is_a_problem_and_an_unknown_one_a_remark(tmp_path: Path) -> None:
    twice, unknown = found(csv_file(tmp_path / "a.csv", f"{HEADER},level,mayor", f"{ROW},Gold,X"))
    assert (twice.column, twice.rule, twice.blocks) == ("level", "unique_header", True)
    assert (unknown.column, unknown.rule, unknown.blocks) == ("mayor", "known_column", False)


def test_a_row_with_more_cells_than_the_header_is_reported_at_its_line(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", HEADER, ROW, "Washington, D.C.,DC,,Gold,2024", BAD)
    assert places(found(file)) == [(3, "", "cells_fit_header"), (4, "level", "known_level")]


@pytest.mark.parametrize("text", first_of(["=1+1", "@SUM(A1)", "+cmd", "-2+3", "=", "-A1"], 2))
def test_text_that_a_spreadsheet_would_run_is_refused(tmp_path: Path, text: str) -> None:
    file = csv_file(tmp_path / "a.csv", f"{HEADER},note,mine", f"{ROW},{text},{text}")
    assert places(found(file)) == [(1, "mine", "known_column"), (2, "mine", "no_formula"), (2, "note", "no_formula")]


@pytest.mark.parametrize("text", first_of(["-", "-5", "+1.5", "- 3", "a=b", "me@example.org"], 2))
def test_harmless_signs_are_left_alone(tmp_path: Path, text: str) -> None:
    assert found(csv_file(tmp_path / "a.csv", f"{HEADER},note", f"{ROW},{text}")) == []


def test_a_formula_of_a_workbook_is_refused_whatever_its_value(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append([*HEADER.split(","), "note"])
    book.active.append([*ROW.split(","), "=1+1"])
    book.active.append(["Lincoln", "NE", None, "Gold", 2024])
    book.active["F3"] = ArrayFormula("F3:F4", "=SUM(E2:E3)")
    book.save(tmp_path / "a.xlsx")
    assert places(found(tmp_path / "a.xlsx")) == [(2, "note", "no_formula"), (3, "note", "no_formula")]
