"""The header of a record file: which of its columns are read, which are missing, which nobody knows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from etl.findings import Finding
from etl.reading.column_names import OF_THE_PORTAL, meant_by, plain_names
from etl.reading.header_row import missing_columns
from etl.schema import ANNOUNCEMENT_COLUMNS, RECORD_COLUMNS

MEND_MISSING = "Add the column to the header; where nothing is known its cells stay blank"
_OF_A_LIST_OF_CITIES = {"level_year", "first_certified_on"}


@dataclass
class Header:
    """`names`: one per column, plain. `unreadable`: columns whose values nobody can tell (missing or twice)."""

    names: list[str]
    findings: list[Finding]
    unreadable: set[str]


def read_header(
    file: str, written: list[str], blank: set[int], scores: tuple[str, ...], line: int = 1, sheet: str = ""
) -> Header:
    """The header `written` in `line` of `file`, with what is wrong with it.

    `blank`: numbers of the columns that hold nothing. `scores`: the columns that hold scores of practices.
    """
    names = plain_names(written, scores)
    known = (*RECORD_COLUMNS, *scores, *ANNOUNCEMENT_COLUMNS)
    twice = [name for name, count in Counter(names).items() if count > 1]
    missing = missing_columns(written)
    unknown = [name for name in dict.fromkeys(names) if name not in known and name not in OF_THE_PORTAL]
    meant = {name: _meant(name, unknown) for name in missing}
    found = [_twice(name) for name in twice]
    if "year" in missing and set(names) >= _OF_A_LIST_OF_CITIES:
        found, missing = [_a_list_of_cities()], ["year"]
    else:
        found += [_missing(name, meant[name]) for name in missing]
    full = {name for number, name in enumerate(names) if number not in blank}
    free = [name for name in known if name not in names]
    asked = {pair[0] for pair in meant.values() if pair}
    found += [_unknown(name, free, scores if name in full else ()) for name in unknown if name not in asked]
    findings = [Finding(file, line, *words, sheet=sheet) for words in found]
    return Header(names, findings, {*twice, *missing})


_Words = tuple[str, str, str, str, str, bool]


def _meant(name: str, unknown: list[str]) -> tuple[str, str] | None:
    """The unknown heading that may be meant for a missing column, and the column it would be renamed to."""
    wanted = ["year", "announced_on", "announcement"] if name == "year" else [name]
    pairs = ((heading, meant_by(heading, wanted)) for heading in unknown)
    return next(((heading, column) for heading, column in pairs if column), None)


def _twice(name: str) -> _Words:
    return name, name, "unique_header", f"the column {name} stands in the header more than once", "Keep one of them", True


def _a_list_of_cities() -> _Words:
    words = "this is a list of cities, not of awards: it has a latest level and no year of an award"
    return "year", "", "list_of_awards", words, "Take the list of awards instead (/api/v1/awards.csv, or the page /records)", True


def _missing(name: str, meant: tuple[str, str] | None) -> _Words:
    if not meant:
        mend = MEND_MISSING + ("; announced_on may stand in its place" if name == "year" else "")
        return name, "", "needed_column", f"the column {name} is missing", mend, True
    heading, column = meant
    words = f"the column {name} is missing; {heading} may be meant for {column}"
    return name, heading, "needed_column", words, f"Rename {heading} to {column}", True


def _unknown(name: str, free: list[str], scores: tuple[str, ...]) -> _Words:
    """A column that nobody knows; `free`: the known ones that are not in the header, one of which may be meant.

    One that is nearly one of `scores` and unread is lost data: that one stops the load.
    """
    meant = meant_by(name, free)
    mend = f"Did you mean {meant}? Rename it" if meant else "Nothing to do if it is meant for yourself"
    words = f"the column {name} is not of the record format; it is not read"
    if meant in scores:
        return name, name, "known_score_column", words, f"{mend}, or empty it", True
    return name, name, "known_column", words, mend, False
