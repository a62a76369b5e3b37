"""The header of a file of data/, which holds just its own columns: a missing one and one more are both problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from etl.findings import Finding
from etl.reading.headers import MEND_MISSING, Header

CLOSE_HEADER = 80


def read_closed_header(file: str, written: list[str], columns: Sequence[str]) -> Header:
    """The header `written` in line 1 of `file`, trimmed and in lower case, with what is wrong with it beside `columns`."""
    names = ["_".join(name.casefold().split()) or f"column {number}" for number, name in enumerate(written, start=1)]
    twice = [name for name, count in Counter(names).items() if count > 1]
    missing = [name for name in columns if name not in names]
    unknown = [name for name in dict.fromkeys(names) if name not in columns]
    meant = {name: _closest(name, unknown) for name in missing}
    findings = [_twice(file, name) for name in twice]
    findings += [_missing(file, name, meant[name]) for name in missing]
    findings += [_unknown(file, name, missing) for name in unknown if name not in meant.values()]
    return Header(names, findings, {*twice, *missing})


def _closest(name: str, choices: Sequence[str]) -> str | None:
    found = process.extractOne(name, choices, scorer=fuzz.WRatio, score_cutoff=CLOSE_HEADER)
    return found[0] if found else None


def _twice(file: str, name: str) -> Finding:
    words = f"the column {name} stands in the header more than once"
    return Finding(file, 1, name, name, "unique_header", words, "Keep one of them")


def _missing(file: str, name: str, meant: str | None) -> Finding:
    words = f"the column {name} is missing" + (f"; {meant} may be meant for it" if meant else "")
    return Finding(file, 1, name, meant or "", "needed_column", words, f"Rename {meant} to {name}" if meant else MEND_MISSING)


def _unknown(file: str, name: str, missing: Sequence[str]) -> Finding:
    meant = _closest(name, missing)
    mend = f"Did you mean {meant}? Rename it" if meant else "Delete the column"
    return Finding(file, 1, name, name, "known_column", f"the column {name} is not one of this file", mend)
