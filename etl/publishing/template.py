"""The workbook that staff fill in: an empty sheet that checks what is typed, its announcement, the columns, what is on record."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.facts import Facts
from etl.reading import announcement_sheet
from etl.reading.reference import Reference
from etl.reading.workbook import ON_RECORD, SHEET
from etl.schema import ANNOUNCEMENT_COLUMNS, COLUMNS, MINIMUM_COLUMNS, RECORD_COLUMNS, Column
from file_writers.arrow_table import of_frame
from file_writers.excel_file import ExcelFile

LAST_ROW = 1000
WIDTHS = {"city": 24, "source_url": 44, "source_title": 32, "note": 32}
EXPLAINED = ("Column", "Title", "What it means", "Kind of value", "Unit", "Allowed values", "Needed?")
NEEDED = dict.fromkeys(MINIMUM_COLUMNS, "yes") | {
    "year": "yes, or announced_on",
    "population": "yes; cells may be blank",
    "level": "yes; blank = not stated",
}
KINDS = {"text": "text", "integer": "whole number", "number": "number", "date": "date, as 2024-01-23"}
BY_COLUMN = {
    "state": "a USPS code; outside the US the name of the region",
    "country": "an ISO code as BR; blank = US",
    "announcement": "the date of an announcement on record",
    "award": "{values}; blank = derived from the city's history",
    "edition": "{values}; blank = by the date",
    "source_url": "an address that begins with https://",
}


def write(out: Path, reference: Reference, awards: pd.DataFrame) -> None:
    """Writes the workbook to `out`. `awards`: the table `awards`, shown on the sheet `on record`."""
    with ExcelFile(out) as file:
        bold = file.book.add_format({"bold": True, "bg_color": "#E8EEF2", "bottom": 1})
        needed = file.book.add_format({"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "bottom": 5})
        wrapped = file.book.add_format({"text_wrap": True, "valign": "top"})
        _records(file.book.add_worksheet(SHEET), reference, {True: needed, False: bold}, file.day)
        _announcement(file.book.add_worksheet(announcement_sheet.SHEET), bold, wrapped)
        _columns(file.book.add_worksheet("columns"), reference.facts, bold, wrapped)
        _on_record(file, reference, awards)


def _records(sheet: Worksheet, reference: Reference, heads: dict[bool, Format], day: Format) -> None:
    """The sheet that is read: only its header is written, needed columns in white on dark; everything else stays blank."""
    sheet.freeze_panes(1, 2)
    for number, name in enumerate(reference.facts.record_columns):
        column = reference.facts.column(name)
        sheet.write_string(0, number, name, heads[name in NEEDED])
        said = f"Needed: {NEEDED[name]}. " if name in NEEDED else ""
        sheet.write_comment(0, number, f"{said}{column.title}. {column.description}", {"width": 280, "height": 90})
        sheet.set_column(number, number, WIDTHS.get(name, max(len(name) + 3, 12)), day if column.kind == "date" else None)
        rule = _prompt(name, column) | (_validation(name, column, reference) or {})
        if rule:
            sheet.data_validation(1, number, LAST_ROW, number, rule)


def _prompt(name: str, column: Column) -> dict:
    """What Excel says beside a cell of a needed column that is chosen."""
    if name not in NEEDED:
        return {}
    return {"validate": "any", "input_title": f"{name}: needed", "input_message": f"{column.title}: {NEEDED[name]}"[:255]}


def _validation(name: str, column: Column, reference: Reference) -> dict | None:
    """What Excel lets people type in a column; a US state is only suggested, because elsewhere a region stands there."""
    first_year = reference.facts.first_year
    asked = {"error_title": name, "error_message": f"{column.title}: {_allowed(name, column, first_year)}"[:255]}
    if name == "state":
        return {**asked, "validate": "list", "source": reference["states"]["state"].tolist(), "error_type": "information"}
    choices = reference["countries"]["country"].tolist() if name == "country" else list(column.allowed)
    if choices:
        return {**asked, "validate": "list", "source": choices}
    if column.kind == "date":
        return {**asked, "validate": "date", "criteria": ">=", "value": pd.Timestamp(first_year, 1, 1).to_pydatetime()}
    if column.kind in ("integer", "number"):
        return asked | _range(name, column, first_year)
    return None


def _range(name: str, column: Column, first_year: int) -> dict:
    validate = "integer" if column.kind == "integer" else "decimal"
    least = first_year if name == "year" else column.least
    if column.most is None:
        return {"validate": validate, "criteria": ">=", "value": least}
    return {"validate": validate, "criteria": "between", "minimum": least, "maximum": column.most}


def _announcement(sheet: Worksheet, bold: Format, wrapped: Format) -> None:
    """What announcement the rows belong to: a label in each row, room for its value, what it means; may stay blank."""
    told = {announcement_sheet.DATE: "The day of the announcement, as 2026-05-12"}
    told |= {name: f"{COLUMNS[column].title}. {COLUMNS[column].description}" for name, column in ANNOUNCEMENT_COLUMNS.items()}
    for row, (label, words) in enumerate(told.items()):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 2, f"{words}{'' if words.endswith('.') else '.'}", wrapped)
    for number, width in enumerate((24, 44, 80)):
        sheet.set_column(number, number, width)


def _columns(sheet: Worksheet, facts: Facts, bold: Format, wrapped: Format) -> None:
    """One row per column of the record format, from the schema."""
    sheet.freeze_panes(1, 1)
    for number, (title, width) in enumerate(zip(EXPLAINED, (30, 28, 64, 22, 10, 44, 24), strict=True)):
        sheet.write_string(0, number, title, bold)
        sheet.set_column(number, number, width)
    for row, name in enumerate(facts.record_columns, start=1):
        column = facts.column(name)
        allowed = _allowed(name, column, facts.first_year)
        values = (name, column.title, column.description, KINDS[column.kind], column.unit, allowed, NEEDED.get(name, "no"))
        for number, value in enumerate(values):
            sheet.write_string(row, number, value, wrapped)


def _allowed(name: str, column: Column, first_year: int) -> str:
    if name in BY_COLUMN:
        return BY_COLUMN[name].format(values=", ".join(column.allowed))
    if column.allowed:
        return ", ".join(column.allowed) + " or blank"
    if name == "year":
        return f"{first_year} or later"
    if column.least is not None:
        return f"{column.least:g} or more" if column.most is None else f"{column.least:g} to {column.most:g}"
    return KINDS[column.kind]


def _on_record(file: ExcelFile, reference: Reference, awards: pd.DataFrame) -> None:
    """The present awards under the same headers, texts as they are, so that rows can be copied to the sheet that is read."""
    sheet = file.book.add_worksheet(ON_RECORD)
    populations = reference["cities"].set_index("city_id")[["population", "population_year"]]
    names = [name for name in RECORD_COLUMNS if name in {*awards.columns, *populations.columns}]
    shown = awards.join(populations, on="city_id")[names]
    for number, name in enumerate(names):
        sheet.set_column(number, number, WIDTHS.get(name, max(len(name) + 3, 12)))
        for row, value in enumerate(of_frame(shown[[name]]).column(0).to_pylist(), start=1):
            file.cell(sheet, row, number, value)
    sheet.freeze_panes(1, 1)
    headers = [{"header": name} for name in names]
    sheet.add_table(
        0, 0, max(len(shown), 1), len(names) - 1, {"columns": headers, "name": "on_record", "style": "Table Style Light 1"}
    )
