"""The header of a file: which of its columns are read, which are missing, which nobody knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from etl.findings import Finding

CLOSE_HEADER = 80
MEND_MISSING = "Add the column to the header; where nothing is known its cells stay blank"


@dataclass
class Header:
    """`names`: one per column, plain. `unreadable`: columns whose values nobody can tell (missing or twice)."""

    names: list[str]
    findings: list[Finding]
    unreadable: set[str]


def read_header(file: str, written: list[str], needed: Sequence[str], known: Sequence[str], is_closed: bool = False) -> Header:
    """The header `written` in line 1 of `file`, trimmed and in lower case, with what is wrong with it.

    `needed` columns have to be there, `known` ones may be; any other is a remark, or a problem where the file `is_closed`. In
    a file that is not, announced_on may stand in place of the year.
    """
    names = [_plain_name(name) or f"column {number}" for number, name in enumerate(written, start=1)]
    twice = [name for name, count in Counter(names).items() if count > 1]
    has_day = "announced_on" in names and not is_closed
    missing = [name for name in needed if name not in names and not (name == "year" and has_day)]
    unknown = [name for name in dict.fromkeys(names) if name not in known]
    meant = {name: _closest(name, unknown) for name in missing}
    findings = [_twice(file, name) for name in twice]
    findings += [_missing(file, name, meant[name], is_closed) for name in missing]
    free = [name for name in known if name not in names]
    findings += [_unknown(file, name, free, is_closed) for name in unknown if name not in meant.values()]
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


def _missing(file: str, name: str, meant: str | None, is_closed: bool) -> Finding:
    words = f"the column {name} is missing" + (f"; {meant} may be meant for it" if meant else "")
    mend = f"Rename {meant} to {name}" if meant else MEND_MISSING
    if name == "year" and not is_closed:
        mend += "; announced_on may stand in its place"
    return Finding(file, 1, name, meant or "", "needed_column", words, mend)


def _unknown(file: str, name: str, free: list[str], is_closed: bool) -> Finding:
    """A column that nobody knows; `free`: the known ones that are not in the header, one of which may be meant."""
    meant = _closest(name, free)
    for_yourself = "Delete the column" if is_closed else "Nothing to do if it is meant for yourself"
    mend = f"Did you mean {meant}? Rename it" if meant else for_yourself
    where = "one of this file" if is_closed else "of the record format; it is not read"
    words = f"the column {name} is not {where}"
    return Finding(file, 1, name, name, "known_column", words, mend, is_closed)
