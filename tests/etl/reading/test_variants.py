"""Forty files of the kinds that people send, invented here: each is read right, or is one clear finding; none is silent."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.checking.record_check import checked
from tests.kit.record_files import HEADER, KNOWN_ON, REFERENCE
from tests.kit.tiers import first_of

pytestmark = pytest.mark.slow
Make = Callable[[Path], Path]
TOLEDO, AURORA = ("toledo-oh", "Silver"), ("aurora-il", "Gold")
BOTH = [TOLEDO, AURORA]
TWO = ("Toledo,OH,265304,Silver,2026", "Aurora,IL,180542,Gold,2026")
BRIEF = HEADER.split(",")
CELLS: list[list[Any]] = [["Toledo", "OH", 265304, "Silver", 2026], ["Aurora", "IL", 180542, "Gold", 2026]]


def text(*lines: str, name: str = "a.csv", encoding: str = "utf-8", end: str = "\n") -> Make:
    """A text file of these lines."""

    def make(folder: Path) -> Path:
        (folder / name).write_bytes((end.join(lines) + end).encode(encoding))
        return folder / name

    return make


def book(**sheets: list[list[Any]]) -> Make:
    """A workbook with these sheets; an underscore in front of a name hides the sheet."""

    def make(folder: Path) -> Path:
        made = openpyxl.Workbook()
        made.remove(made.active)
        for title, rows in sheets.items():
            sheet = made.create_sheet(title.strip("_").replace("_", " "))
            for row in rows:
                sheet.append(row)
            sheet.sheet_state = "hidden" if title.startswith("_") else "visible"
        made.save(folder / "a.xlsx")
        return folder / "a.xlsx"

    return make


def with_format(number_format: str, *scores: float) -> Make:
    """A workbook with a score column whose cells have that number format."""

    def make(folder: Path) -> Path:
        path = book(Spring=[[*BRIEF, "open_data"], *([*row, score] for row, score in zip(CELLS, scores, strict=True))])(folder)
        made = openpyxl.load_workbook(path)
        for row in (2, 3):
            made["Spring"].cell(row, 6).number_format = number_format
        made.save(path)
        return path

    return make


def as_json(rows: object, name: str = "a.json") -> Make:
    """A JSON file of that value."""
    return text(json.dumps(rows, ensure_ascii=False), name=name)


ROWS = [dict(zip(BRIEF, row, strict=True)) for row in CELLS]
READ: dict[str, tuple[Make, list[tuple[str, str]]]] = {
    "semicolons": (text(HEADER.replace(",", ";"), *(line.replace(",", ";") for line in TWO)), BOTH),
    "tabs": (text(HEADER.replace(",", "\t"), *(line.replace(",", "\t") for line in TWO), name="a.tsv"), BOTH),
    "bars": (text(HEADER.replace(",", "|"), *(line.replace(",", "|") for line in TWO)), BOTH),
    "a mark of byte order": (text("\ufeff" + HEADER, *TWO), BOTH),
    "lines of Windows": (text(HEADER, *TWO, end="\r\n"), BOTH),
    "UTF-16 of Excel": (text(HEADER.replace(",", "\t"), *(t.replace(",", "\t") for t in TWO), encoding="utf-16"), BOTH),
    "a separator named, with bars": (text("sep=|", HEADER.replace(",", "|"), *(line.replace(",", "|") for line in TWO)), BOTH),
    "headings in capitals": (text(HEADER.upper(), *TWO), BOTH),
    "headings with spaces around": (text(" City , State , Population , Level , Year ", *TWO), BOTH),
    "titles above": (text("Spring 2026,,,,", ",,,,", HEADER, *TWO), BOTH),
    "blank lines between": (text(HEADER, "", TWO[0], "", "", TWO[1]), BOTH),
    "states by name": (text(HEADER, "Toledo,Ohio,,Silver,2026", "Aurora,Illinois,,Gold,2026"), BOTH),
    "states in small letters": (text(HEADER, "Toledo,oh,,Silver,2026", "Aurora,il,,Gold,2026"), BOTH),
    "states with points": (text(HEADER, "Albany,N.Y.,,Gold,2026"), [("albany-ny", "Gold")]),
    "levels in capitals": (text(HEADER, "Toledo,OH,,SILVER,2026", "Aurora,IL,,gold ,2026"), BOTH),
    "populations with commas": (text(HEADER, 'Toledo,OH,"265,304",Silver,2026', 'Aurora,IL,"180,542",Gold,2026'), BOTH),
    "years with decimals": (text(HEADER, "Toledo,OH,,Silver,2026.0", "Aurora,IL,,Gold,2026.0"), BOTH),
    "dates in words": (text(HEADER.replace("year", "announced_on"), 'Toledo,OH,,Silver,"May 12, 2026"'), [TOLEDO]),
    "dates in Spanish": (text(HEADER.replace("year", "announced_on"), "Toledo,OH,,Silver,12 de mayo de 2026"), [TOLEDO]),
    "a city with its state": (text(HEADER, '"Toledo, OH",OH,,Silver,2026'), [TOLEDO]),
    "City of": (text(HEADER, "City of Toledo,OH,,Silver,2026"), [TOLEDO]),
    "a country in three letters": (text(f"{HEADER},country", "Bogotá,Bogotá,7181469,Gold,2026,COL"), [("bogota-co", "Gold")]),
    "a country in Portuguese": (text(f"{HEADER},country", "Recife,Pernambuco,1488920,Gold,2026,Brasil"), [("recife-br", "Gold")]),
    "a city without accents": (text(f"{HEADER},country", "Bogota,Bogota,7181469,Gold,2026,Colombia"), [("bogota-co", "Gold")]),
    "decomposed letters": (text(f"{HEADER},country", "Bogota\u0301,Bogota\u0301,7181469,Gold,2026,CO"), [("bogota-co", "Gold")]),
    "an instructions sheet": (book(Read_me=[["Fill in the next sheet"]], Spring=[BRIEF, *CELLS]), BOTH),
    "two sheets of awards": (book(Spring=[BRIEF, CELLS[0]], Fall=[BRIEF, CELLS[1]]), BOTH),
    "numbers as text": (book(Spring=[BRIEF, ["Toledo", "OH", "265304", "Silver", "2026"]]), [TOLEDO]),
    "percent cells": (with_format("0%", 0.78, 0.91), BOTH),
    "JSON lines": (text(*(json.dumps(row) for row in ROWS), name="a.jsonl"), BOTH),
    "JSON in an envelope": (as_json({"rows": ROWS}), BOTH),
}
FOUND: dict[str, tuple[Make, str]] = {
    "shares of one": (text(f"{HEADER},open_data", f"{TWO[0]},0.78"), "score_in_percent"),
    "a total in Spanish": (text(HEADER, *TWO, "Suma,,445846,,"), "row_looks_like_total"),
    "a footnote with a star": (text(HEADER, *TWO, "* provisional,,,,"), "row_looks_like_footnote"),
    "a day in two ways": (text(HEADER.replace("year", "announced_on"), "Toledo,OH,,Silver,05/06/2026"), "iso_date"),
    "a population with a point": (text(HEADER, "Toledo,OH,265.304,Silver,2026"), "whole_number"),
    "a level with a slip": (text(HEADER, "Toledo,OH,,Silvr,2026"), "known_level"),
    "a level that is none": (text(HEADER, "Toledo,OH,,Bronze,2026"), "known_level"),
    "a state with a slip": (text(HEADER, "Toledo,Ohoi,,Silver,2026"), "known_state"),
    "a year in the future": (text(HEADER, "Toledo,OH,,Silver,2031"), "not_in_the_future"),
    "a county": (text(HEADER, "Miami-Dade County,FL,,Gold,2026"), "placeable_city"),
    "a formula": (text(HEADER, "=HYPERLINK(1),OH,,Silver,2026"), "no_formula"),
    "the header twice": (text(HEADER, TWO[0], HEADER, TWO[1]), "row_repeats_the_header"),
    "no header": (text(*TWO), "needed_header"),
    "the same row twice": (text(HEADER, TWO[0], TWO[0]), "no_row_twice"),
    "a level twice": (text(HEADER, TWO[0], TWO[0].replace("Silver", "Gold")), "one_level_an_announcement"),
    "half a mis-read letter": (text(f"{HEADER},note", f"{TWO[0]},BogotÃ¡"), "text_encoding"),
    "a hidden sheet alone": (book(_Records=[BRIEF, *CELLS], Notes=[["nothing here"]]), "visible_sheet"),
    "a date that is a heading": (text(HEADER.replace("year", "date"), "Toledo,OH,,Silver,2026-05-12"), "needed_column"),
    "an empty file": (text(""), "has_rows"),
}


@pytest.mark.parametrize("name", first_of(READ, 10))
def test_a_variant_is_read_as_its_writer_means_it(name: str, tmp_path: Path) -> None:
    make, expected = READ[name]
    record = checked([make(tmp_path)], REFERENCE, KNOWN_ON)
    assert not [finding.message for finding in record.problems if finding.blocks]
    mine = record.awards[record.of_files.loc[record.awards["row"]].to_numpy()]
    assert [tuple(row) for row in mine[["city_id", "level"]].astype(str).to_numpy()] == expected
    assert all(reading.header_line for reading in record.records.readings)


@pytest.mark.parametrize("name", first_of(FOUND, 8))
def test_a_variant_that_cannot_be_read_is_one_clear_finding(name: str, tmp_path: Path) -> None:
    make, rule = FOUND[name]
    blocking = [finding for finding in checked([make(tmp_path)], REFERENCE, KNOWN_ON).problems if finding.blocks]
    assert [finding.rule for finding in blocking] == [rule]
    assert blocking[0].message and blocking[0].mend


def test_there_are_forty_and_more() -> None:
    assert len(READ) + len(FOUND) >= 40
