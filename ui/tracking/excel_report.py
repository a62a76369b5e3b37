"""The Excel report for a meeting: a cover with date, filter and citation, and one sheet per part of the tracking page."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from queries import citation, words
from queries.filters import Filters
from queries.snapshot import Snapshot

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Text stays text: nothing in a cell may run as a formula, and no cell becomes a link that a click follows.
PLAIN_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST, NARROWEST = 60, 9


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, the query whose rows it holds and whether the whole filter applies or only its date."""

    name: str
    query: str
    is_filtered: bool = False


SHEETS = (
    Sheet("Reconciliation", "announcements"),
    Sheet("Announced cities", "announced_cities"),
    Sheet("Levels", "city_count_by_level", True),
    Sheet("Countries", "city_count_by_country", True),
    Sheet("New by year", "city_count_by_year", True),
    Sheet("Coverage", "coverage_by_state"),
    Sheet("Cities", "cities", True),
    Sheet("Years since last award", "years_since_last_award", True),
    Sheet("Wanted", "wanted"),
    Sheet("Findings", "quality_findings"),
    Sheet("Changes", "change_log"),
    Sheet("Editions", "editions"),
)


def workbook(snapshot: Snapshot, filters: Filters, link: str) -> bytes:
    """The report as XLSX, `link` being the page it was made from; a download is made outside the run of that page."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **PLAIN_TEXT}) as book:
        styles = {
            "title": book.add_format({"bold": True, "font_size": 16}),
            "head": book.add_format({"bold": True, "bottom": 1}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        titles = _titles(snapshot)
        _cover(book, cover_lines(snapshot, filters, link), styles)
        for sheet in SHEETS:
            asked = filters if sheet.is_filtered else Filters(as_of=filters.as_of)
            _write(book.add_worksheet(sheet.name), snapshot.ask(sheet.query, asked), titles, styles)
    return out.getvalue()


def file_name(snapshot: Snapshot, filters: Filters) -> str:
    """`certified-cities-report-2026-01-14.xlsx`."""
    return f"certified-cities-report-{filters.as_of or snapshot.newest}.xlsx"


def cover_lines(snapshot: Snapshot, filters: Filters, link: str) -> list[tuple[str, object]]:
    """What the cover says, line by line: a label and its value, numbers as numbers."""
    head: dict = snapshot.ask("headline", Filters(as_of=filters.as_of)).to_dict("records")[0]
    count: dict = snapshot.ask("city_count", filters).to_dict("records")[0]
    announced = None if pd.isna(head["announced_total"]) else int(head["announced_total"])
    as_of = filters.as_of or snapshot.newest
    cited = citation.View(f"Tracking report: {words.cities_asked(filters, snapshot.words)}", as_of, link, snapshot.name)
    return [
        ("As of", words.day(as_of)),
        ("Filter", words.cities_asked(filters, snapshot.words)),
        ("Announced by the program (all cities)", announced),
        ("Named here, certain by then", int(count["city_count"])),
        ("Named here, possible by then", int(count["city_count_most"])),
        ("How the announced total is known", words.announced(head)),
        ("What is named", words.named(head)),
        (
            "Filtered sheets",
            ", ".join(sheet.name for sheet in SHEETS if sheet.is_filtered) + "; the others follow the date alone",
        ),
        ("Not filtered by date", "Wanted, Findings, Changes and Editions are those of today"),
        ("Citation", citation.apa(cited)),
        ("License", f"{citation.LICENSE}, {citation.LICENSE_URL}"),
        ("Who", "Independent record, not run by Bloomberg Philanthropies or Results for America."),
    ]


def _cover(book: Workbook, lines: list[tuple[str, object]], styles: dict[str, Format]) -> None:
    sheet = book.add_worksheet("Cover")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, "Certified cities: tracking report", styles["title"])
    for row, (label, value) in enumerate(lines, start=2):
        sheet.write_string(row, 0, label, styles["head"])
        sheet.write(row, 1, value, styles["wrapped"])


def _write(sheet: Worksheet, table: pd.DataFrame, titles: dict[str, str], styles: dict[str, Format]) -> None:
    sheet.freeze_panes(1, 0)
    for column, (name, title) in enumerate(_distinct([str(name) for name in table], titles)):
        values = table[name]
        style = _style_of(values, styles)
        sheet.write_string(0, column, title, styles["head"])
        for row, value in enumerate(values, start=1):
            _cell(sheet, row, column, value, style)
        sheet.set_column(column, column, _width(title, values, style is not None))
    if len(table):
        sheet.autofilter(0, 0, len(table), len(table.columns) - 1)


def _cell(sheet: Worksheet, row: int, column: int, value: Any, style: Format | None) -> None:
    """Writes one value by its kind; a blank stays an empty cell."""
    if pd.isna(value):
        return
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, pd.Timestamp):
        sheet.write_datetime(row, column, value.to_pydatetime(), style)
    else:
        sheet.write_number(row, column, float(value))


def _distinct(names: list[str], titles: dict[str, str]) -> list[tuple[str, str]]:
    """Columns and their titles; a title that two columns share gets the name of the column too."""
    wanted = [titles.get(name, name.replace("_", " ").capitalize()) for name in names]
    return [(name, f"{title} ({name})" if wanted.count(title) > 1 else title) for name, title in zip(names, wanted, strict=True)]


def _style_of(values: pd.Series, styles: dict[str, Format]) -> Format | None:
    if not pd.api.types.is_datetime64_any_dtype(values):
        return None
    return styles["day"] if (values.dropna() == values.dropna().dt.normalize()).all() else styles["moment"]


def _width(title: str, values: pd.Series, is_time: bool) -> int:
    longest = 16 if is_time else max((len(str(value)) for value in values.dropna()), default=0)
    return min(max(longest, len(title), NARROWEST) + 2, WIDEST)


def _titles(snapshot: Snapshot) -> dict[str, str]:
    dictionary = snapshot.ask("data_dictionary")
    named = dict(zip(dictionary["column_name"], dictionary["column_title"], strict=True))
    return named | {"city_count": "Cities named here", "city_count_most": "At most", "year": "Year"}
