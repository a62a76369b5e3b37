"""The Excel report for a meeting: a cover with date, filter and citation, and one sheet per part of the tracking page."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pandas as pd

from file_writers.arrow_table import of_frame
from file_writers.excel_file import ExcelFile
from queries import citation, words
from queries.filters import Filters
from queries.snapshot import Snapshot


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
    out, titles = BytesIO(), _titles(snapshot)
    with ExcelFile(out, filters.as_of or snapshot.newest) as file:
        _cover(file, cover_lines(snapshot, filters, link))
        for sheet in SHEETS:
            asked = filters if sheet.is_filtered else Filters(as_of=filters.as_of)
            table = snapshot.ask(sheet.query, asked)
            file.table(sheet.name, of_frame(table).to_reader(), _distinct([str(name) for name in table], titles))
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
    cited = citation.View(
        f"Tracking report: {words.cities_asked(filters, snapshot.words)}", as_of, link, snapshot.name, snapshot.terms
    )
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
        ("License", snapshot.terms.in_full),
        ("Who", "Independent record, not run by Bloomberg Philanthropies or Results for America."),
    ]


def _cover(file: ExcelFile, lines: list[tuple[str, object]]) -> None:
    large = file.book.add_format({"bold": True, "font_size": 16})
    wrapped = file.book.add_format({"text_wrap": True, "valign": "top"})
    sheet = file.book.add_worksheet("Cover")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, "Certified cities: tracking report", large)
    for row, (label, value) in enumerate(lines, start=2):
        sheet.write_string(row, 0, label, file.head)
        sheet.write(row, 1, value, wrapped)


def _distinct(names: list[str], titles: dict[str, str]) -> list[str]:
    """The titles of the columns; a title that two columns share gets the name of the column too."""
    wanted = [titles.get(name, name.replace("_", " ").capitalize()) for name in names]
    return [f"{title} ({name})" if wanted.count(title) > 1 else title for name, title in zip(names, wanted, strict=True)]


def _titles(snapshot: Snapshot) -> dict[str, str]:
    dictionary = snapshot.ask("data_dictionary")
    named = dict(zip(dictionary["column_name"], dictionary["column_title"], strict=True))
    return named | {"city_count": "Cities named here", "city_count_most": "At most", "year": "Year"}
