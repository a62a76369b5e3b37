"""Which announcement do the record files say they belong to? Checked, and laid over the announcements on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from etl.checking.announced_numbers import judge_numbers
from etl.checking.award_dates import year_of
from etl.findings import Finding
from etl.reading import announcement_sheet
from etl.reading.announcement_sheet import DATE, Said
from etl.reading.record_rows import BASE, Records, Source
from etl.reading.reference import Reference, typed
from etl.reading.value_forms import day, whole_number
from etl.schema import ANNOUNCEMENT_COLUMNS, COLUMNS, PAGE, WEB_ADDRESS, WHOLE_ADDRESS

OPTIONS = {DATE: "--announcement-date", "announcement_title": "--title", "announcement_source": "--source"}
LONGEST_TITLE = 200
_NUMBERS = [name for name, column in ANNOUNCEMENT_COLUMNS.items() if COLUMNS[column].kind == "integer"]
Row = dict[str, object]


def with_announcements(
    records: Records, rows: pd.DataFrame, reference: Reference, known_on: date
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`rows` (typed) with the announcement that their file names for them, and the table `announcements` with those laid over it.

    What is wrong is reported to `records`. A file says it in an option, in the sheet `announcement` or in columns of its rows.
    """
    on_record = reference["announcements"]
    announcements = {row["announced_on"].date(): row for row in on_record.to_dict("records")}
    for number, source in enumerate(records.files):
        if source.file != BASE:
            for on, said in _statements(records, rows, number, source):
                brought = _brought(records, source, said)
                latest = date.fromisoformat(source.known_on) if source.known_on else known_on
                is_in_time = _is_in_time(records, source, on, said, (reference.facts.first_year, latest))
                _lay_over(records, source, announcements, on, brought, said, is_in_time)
    table = pd.DataFrame([announcements[on] for on in sorted(announcements)], columns=on_record.columns)
    is_whole = table["title"].notna().all()  # where a title is missing, that is reported already, at its place
    return rows, typed("announcements", table, "announcements") if is_whole else table


def _statements(records: Records, rows: pd.DataFrame, number: int, source: Source) -> Iterator[tuple[date, dict[str, Said]]]:
    """Each announcement the file speaks of, with what it says of it; its rows are marked as belonging to it."""
    mine = records.file_number.eq(number)
    beside = _said_beside(records, source)
    if beside:
        on = _date_beside(records, rows, source, mine, beside)
        if on:
            agrees = _year_agrees(rows["year"], on) & _year_agrees(year_of(rows["announced_on"]), on)
            _mark(records, rows, mine & rows["announcement"].isna() & records.text[DATE].isna() & agrees, pd.Timestamp(on))
    columns = _said_in_columns(records, rows, mine, source)
    if beside and on:
        columns[on] = {**columns.get(on, {}), **beside}
    yield from columns.items()


def _said_beside(records: Records, source: Source) -> dict[str, Said]:
    """What options and the sheet say; an option counts more than the sheet."""
    sheet, unknown = announcement_sheet.read(source.path)
    for label in unknown:
        _report(records, source, label, "known_label", "this says nothing of an announcement; it is not read",
                f"Use one of: {', '.join((DATE, *ANNOUNCEMENT_COLUMNS))}", blocks=False)  # fmt: skip
    options = {
        name: Said(text, 0, OPTIONS.get(name, "--" + name.replace("_", "-"))) for name, text in source.announcement.items()
    }
    return sheet | options


def _date_beside(records: Records, rows: pd.DataFrame, source: Source, mine: pd.Series, beside: dict[str, Said]) -> date | None:
    """The date that is given, else the one that all rows of the file give."""
    if DATE in beside:
        on = day(beside[DATE].text)
        if on is None:
            _report(records, source, beside[DATE], "iso_date", f"“{beside[DATE].text}” is not a date",
                    "Write year-month-day, as 2024-01-23")  # fmt: skip
        return on
    dates = rows.loc[mine, "announcement"].dropna().unique()
    if len(dates) == 1:
        return pd.Timestamp(dates[0]).date()
    first = next(iter(beside.values()))
    _report(records, source, first, "announcement_date", "the date of this announcement is not given",
            "Give it: announcement_date on the sheet, or --announcement-date")  # fmt: skip
    return None


def _said_in_columns(records: Records, rows: pd.DataFrame, mine: pd.Series, source: Source) -> dict[date, dict[str, Said]]:
    """By announcement, what the columns of its rows say; two rows that say different things are a problem."""
    cells = records.announced[mine].dropna(how="all")
    dates = rows["announcement"].fillna(rows["announced_on"]).reindex(cells.index)
    _mark(records, rows, rows.index.isin(cells.index) & rows["announcement"].isna() & rows["announced_on"].notna(),
          rows["announced_on"])  # fmt: skip
    found: dict[date, dict[str, Said]] = {}
    for row, cell in ((row, (name, text)) for row, line in cells.iterrows() for name, text in line.dropna().items()):
        name, said = str(cell[0]), Said(str(cell[1]), int(records.line[row]), str(cell[0]))
        if pd.isna(dates[row]):
            _report(records, source, said, "announcement_date", "the row does not say the date of this announcement",
                    "Write the date in the column announcement")  # fmt: skip
            continue
        first = found.setdefault(dates[row].date(), {}).setdefault(name, said)
        if first.text != said.text:
            _report(records, source, said, "one_value", f"line {first.line} says “{first.text}” of the same announcement",
                    "Write the same in every row of an announcement, or only in one")  # fmt: skip
    return found


def _mark(records: Records, rows: pd.DataFrame, at: pd.Series, day_of_it: pd.Timestamp | pd.Series) -> None:
    """Puts the announcement into the rows `at`, which name none."""
    rows["announcement"] = rows["announcement"].mask(at, day_of_it)
    text = rows["announcement"].dt.strftime("%Y-%m-%d").astype("str")
    records.text[DATE] = records.text[DATE].astype("str").mask(at, text).astype("category")


def _year_agrees(years: pd.Series, on: date) -> pd.Series:
    return (years.isna() | (years == on.year)).fillna(True).astype(bool)


def _brought(records: Records, source: Source, said: dict[str, Said]) -> Row:
    """The values by column of the table `announcements`; what is no value of its column is reported."""
    brought: Row = {}
    for name, one in said.items():
        column = ANNOUNCEMENT_COLUMNS.get(name)
        if column is None:
            continue
        if one.text.startswith("="):
            _report(records, source, one, "no_formula", "the cell holds a formula", "Write the plain value")
        elif name in _NUMBERS and whole_number(one.text) is None:
            _report(records, source, one, "whole_number", f"“{one.text}” is not a whole number",
                    "Write digits only, as 117, or leave it blank")  # fmt: skip
        elif column == "source_url" and not PAGE.fullmatch(one.text):
            _report(records, source, one, WEB_ADDRESS, f"“{one.text}” is not the address of a page", WHOLE_ADDRESS)
        elif column == "title" and len(one.text) > LONGEST_TITLE:
            _report(records, source, one, "title_length", f"a title of {len(one.text)} characters", "Write 200 at most")
        else:
            brought[column] = whole_number(one.text) if name in _NUMBERS else one.text
    return brought


def _is_in_time(records: Records, source: Source, on: date, said: dict[str, Said], span: tuple[int, date]) -> bool:
    """Whether the day lies between the first year of the program and the latest day that is known of."""
    first, latest = span
    place = said.get(DATE) or Said(on.isoformat(), next(iter(said.values())).line, DATE)
    if on.year < first:
        _report(records, source, place, "since_2017", f"{on} is before {first}, the first year of the program", "Correct it")
    if on > latest:
        _report(records, source, place, "not_in_the_future", f"{on} is after {latest}", "Correct the date")
    return on.year >= first and on <= latest


def _lay_over(
    records: Records,
    source: Source,
    announcements: dict[date, Row],
    on: date,
    brought: Row,
    said: dict[str, Said],
    is_in_time: bool,
) -> None:
    """Updates the announcement of that day, or adds it; judged beside those before and after it where its day can be."""
    is_new = on not in announcements
    place = next(iter(said.values()))
    if is_new and "title" not in brought and "announcement_title" not in said:
        _report(records, source, place, "needed_title", f"no announcement of {on} is on record, and its title is not given",
                "Give announcement_title, or --title")  # fmt: skip
    if is_new and "source_url" not in brought and "announcement_source" not in said:
        _report(records, source, place, "has_source", f"no public page is named for the announcement of {on}",
                "Give announcement_source, or --source", blocks=False)  # fmt: skip
    for problem in judge_numbers(announcements, on, brought) if is_in_time else ():
        one = said.get(problem.name, place)
        _report(records, source, one, problem.rule, problem.message, problem.mend, problem.blocks)
    basis = {"new_cities_basis": "stated"} if "new_cities" in brought else {}
    announcements[on] = {
        "announced_on": pd.Timestamp(on),
        "date_precision": "day",
        **announcements.get(on, {}),
        **brought,
        **basis,
    }


def _report(records: Records, source: Source, said: Said, rule: str, message: str, mend: str, blocks: bool = True) -> None:
    finding = Finding(source.file, said.line, said.place, said.text, rule, message, mend, blocks)
    if finding not in records.findings:
        records.findings.append(finding)
