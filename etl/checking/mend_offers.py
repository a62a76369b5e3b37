"""What a person can accept with one click: the mends of a finding, for all cells and rows that it fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from etl.findings import Finding
from etl.reading.mends import HEADING, ROW, VALUE, Mend
from etl.reading.reference import Reference
from etl.reading.value_forms import days_in

MOST_CHOICES = 6
CLOSE = 55
# Sentences of the findings that name what would be right.
_MEANT = re.compile(r"Did you mean (.+?)\? ")
_RENAMED = re.compile(r"Rename (\S+) to (\S+)")
_MEANT_COLUMN = re.compile(r"Did you mean (\S+)\? Rename it")
_DIGITS = re.compile(r"Write (\d+) if that is meant")
OF_A_HEADING = {"needed_column", "known_column", "known_score_column"}
Choices = dict[str, tuple[Mend, ...]]
OF_THE_FILE = {"unique_header", "list_of_awards"}


@dataclass(frozen=True)
class Offer:
    """Findings of one rule about one value. `choices`: what can be accepted, in words, and the mends of it.

    `takes_text`: any other text may be written in place of the value. `lines`: where the findings stand.
    """

    findings: tuple[Finding, ...]
    choices: Choices = field(default_factory=dict)
    takes_text: bool = False

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def lines(self) -> list[int]:
        return [finding.line for finding in self.findings]

    def written(self, text: str) -> Mend:
        """The mend by a text of one's own."""
        return in_place(self.first, text)


def offers(findings: Iterable[Finding], reference: Reference) -> list[Offer]:
    """Each kind of finding with its mends: those that stop a load first, then in the order of the lines."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in sorted(findings):
        about = "" if finding.rule.startswith("row_") else finding.value
        groups.setdefault((not finding.blocks, finding.sheet, finding.column, finding.rule, about), []).append(finding)
    return [_offer(tuple(found), reference) for _, found in sorted(groups.items(), key=lambda group: (group[0][0], group[1][0]))]


def _offer(findings: tuple[Finding, ...], reference: Reference) -> Offer:
    first = findings[0]
    if first.rule.startswith("row_"):
        return Offer(findings, {f"Leave out {_rows([f.line for f in findings])}": tuple(_without(f) for f in findings)})
    if first.rule in OF_A_HEADING:
        return Offer(findings, dict(_readings(first)))
    if first.rule in OF_THE_FILE or not first.line or not first.column or first.column.startswith(("sheet ", "--")):
        return Offer(findings)
    count = f"{len(findings)} row{'' if len(findings) == 1 else 's'}"
    known = dict.fromkeys(text for text in _right(first, reference) if text != first.value)
    found = first.value or "blank"
    choices: Choices = {f"{found} → {text}, {count}": (in_place(first, text),) for text in known}
    return Offer(findings, choices, takes_text=first.blocks)


def in_place(finding: Finding, text: str) -> Mend:
    """The text in place of the value that was found."""
    return Mend(VALUE, finding.column, finding.value, text)


def _without(finding: Finding) -> Mend:
    return Mend(ROW, finding.sheet, str(finding.line))


def _rows(lines: list[int]) -> str:
    return f"row {lines[0]}" if len(lines) == 1 else f"rows {', '.join(map(str, lines))}"


def _readings(finding: Finding) -> Iterator[tuple[str, tuple[Mend, ...]]]:
    """The heading, read as the column that it is nearly the name of."""
    pair, meant = _RENAMED.search(finding.mend), _MEANT_COLUMN.search(finding.mend)
    old, new = pair.groups() if pair else (finding.column, meant[1] if meant else "")
    if new:
        yield f"Read “{old}” as {new}", (Mend(HEADING, "", old, new),)


def _right(finding: Finding, reference: Reference) -> Iterator[str]:
    """What could stand in place of the value, the likeliest first."""
    for pattern in (_MEANT, _DIGITS):
        if meant := pattern.search(finding.mend):
            yield meant[1]
    if finding.rule == "iso_date":
        yield from (day.isoformat() for day in days_in(finding.value))
    if finding.rule == "score_in_percent":
        yield f"{float(finding.value) * 100:g}"
    words = _words_of(finding, reference)
    close = process.extract(finding.value.casefold(), [word.casefold() for word in words], scorer=fuzz.ratio, score_cutoff=CLOSE)
    yield from (list(words.values())[number] for _, _, number in close[:MOST_CHOICES])
    if finding.rule == f"known_{finding.column}" and len(words) <= MOST_CHOICES:
        yield from words.values()


def _words_of(finding: Finding, reference: Reference) -> dict[str, str]:
    """The values that the column may have, each by the words that people write for it."""
    if finding.rule != f"known_{finding.column}":
        return {}
    name = f"{finding.column}s" if finding.column == "state" else "countries"
    if finding.column in ("state", "country"):
        table = reference[name]
        named = dict(zip(table[f"{finding.column}_name"], table[finding.column], strict=True))
        return named | {code: code for code in table[finding.column]}
    return {value: value for value in reference.facts.column(finding.column).allowed}
