"""The header of a record file: which of its columns are read, which are missing, which nobody knows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from etl.findings import Finding
from etl.schema import MINIMUM_COLUMNS, RECORD_COLUMNS

CLOSE_HEADER = 80
MEND_MISSING = "Add the column to the header; where nothing is known its cells stay blank"


@dataclass
class Header:
    """`names`: one per column, plain. `unreadable`: columns whose values nobody can tell (missing or twice)."""

    names: list[str]
    findings: list[Finding]
    unreadable: set[str]


def read_header(file: str, written: list[str], needed: tuple[str, ...] = MINIMUM_COLUMNS) -> Header:
    """The header `written` in line 1 of `file`, trimmed and in lower case, with what is wrong with it."""
    names = [_plain_name(name) or f"column {number}" for number, name in enumerate(written, start=1)]
    twice = [name for name, count in Counter(names).items() if count > 1]
    missing = [name for name in needed if name not in names and not (name == "year" and "announced_on" in names)]
    unknown = [name for name in dict.fromkeys(names) if name not in RECORD_COLUMNS]
    meant = {name: _closest(name, unknown) for name in missing}
    findings = [_twice(file, name) for name in twice]
    findings += [_missing(file, name, meant[name]) for name in missing]
    findings += [_unknown(file, name, names) for name in unknown if name not in meant.values()]
    return Header(names, findings, {*twice, *missing})


def _plain_name(written: str) -> str:
    return "_".join(written.casefold().split())


def _closest(name: str, choices: list[str]) -> str | None:
    found = process.extractOne(name, choices, scorer=fuzz.WRatio, score_cutoff=CLOSE_HEADER)
    return found[0] if found else None


def _twice(file: str, name: str) -> Finding:
    return Finding(
        file, 1, name, name, "unique_header", f"the column {name} stands in the header more than once", "Keep one of them"
    )


def _missing(file: str, name: str, meant: str | None) -> Finding:
    words = f"the column {name} is missing" + (f"; {meant} may be meant for it" if meant else "")
    mend = f"Rename {meant} to {name}" if meant else MEND_MISSING
    if name == "year":
        mend += "; announced_on may stand in its place"
    return Finding(file, 1, name, meant or "", "needed_column", words, mend)


def _unknown(file: str, name: str, names: list[str]) -> Finding:
    meant = _closest(name, [column for column in RECORD_COLUMNS if column not in names])
    mend = f"Did you mean {meant}? Rename it" if meant else "Nothing to do if it is meant for yourself"
    words = f"the column {name} is not of the record format; it is not read"
    return Finding(file, 1, name, name, "known_column", words, mend, blocks=False)
