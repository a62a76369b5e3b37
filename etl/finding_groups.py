"""Findings as a person reads them: those of one rule and one column together, with counts, examples and lines."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from etl.findings import Finding
from etl.reading.plain_text import visible

MOST_LINES = 40
MOST_LINES_OF_ONE = 5
EXAMPLES, LINES_NAMED = 3, 8
LONGEST_EXAMPLE = 60


@dataclass(frozen=True)
class Group:
    """Findings of one rule in one column of one table, in the order of their lines."""

    findings: tuple[Finding, ...]

    @property
    def blocks(self) -> bool:
        return self.findings[0].blocks

    def in_words(self) -> str:
        """One finding as it is; many with how many cells, the values met most and their lines."""
        first = self.findings[0]
        file = f"{first.file} [{first.sheet}]" if first.sheet else first.file
        told = f"{_sentence(first.message)} {_sentence(first.mend)} ({first.rule})"
        if len(self.findings) == 1:
            where = f"{file}:{first.line}" if first.line else file
            value = f" “{first.value[:LONGEST_EXAMPLE]}”" if first.value else ""
            return visible(f"{where} {first.column}{value}: {told}".replace(" :", ":"))
        return visible(f"{file} {first.column}: {len(self.findings):,} cells, {self._examples()}. First: {told}")

    def _examples(self) -> str:
        values = Counter(finding.value for finding in self.findings)
        some = [f"“{value[:LONGEST_EXAMPLE]}” {count}×" for value, count in values.most_common(EXAMPLES)]
        rest = len(values) - len(some)
        numbers = [str(finding.line) for finding in self.findings]
        lines = ", ".join(numbers[:LINES_NAMED]) + (" …" if len(numbers) > LINES_NAMED else "")
        return f"{', '.join(some)}{f' and {rest:,} more' if rest else ''} (lines {lines})"


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """The groups of `findings`: those that stop a load first, then in the order of their first line."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in sorted(findings):
        key = (not finding.blocks, finding.file, finding.sheet, finding.column, finding.rule)
        groups.setdefault(key, []).append(finding)
    return [Group(tuple(groups[key])) for key in sorted(groups, key=lambda key: (key[0], key[1], key[2], groups[key][0].line))]


def on_screen(groups: list[Group], width: int, most: int = MOST_LINES) -> list[tuple[bool, str]]:
    """At most `most` lines of `width` characters that tell of the groups, each with whether it begins a group that blocks.

    The last line says how many are not shown.
    """
    lines: list[tuple[bool, str]] = []
    for number, group in enumerate(groups):
        told = wrapped(("problem " if group.blocks else "remark ") + group.in_words(), width)
        if len(lines) + len(told) > most - (number + 1 < len(groups)):
            rest = sum(len(other.findings) for other in groups[number:])
            words = f"… and {rest:,} more findings of {len(groups) - number} kinds: --json and --marked list every one."
            return [*lines, (False, words[:width])]
        lines += [(group.blocks, line) for line in told]
    return lines


def wrapped(text: str, width: int, most: int = MOST_LINES_OF_ONE) -> list[str]:
    """`text` in lines of `width` characters, at most `most`; the others are indented."""
    return textwrap.wrap(text, max(width, 40), max_lines=most, placeholder=" …", subsequent_indent="  ", break_on_hyphens=False)
