"""The words of the record: what a reader can choose for each filter, in order, as the tables of the snapshot say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property


def plain_word(word: str) -> str:
    """A word without regard to case, spaces and kinds of hyphen."""
    return " ".join(word.replace("-", "–").casefold().split())


@dataclass(frozen=True)
class Vocabulary:
    """What the words of an address can be: by filter its options in order, each with how a sentence says it, and its codes.

    `start` and `newest` are the first and the newest day on record.
    """

    options: Mapping[str, Mapping[str, str]]
    codes: Mapping[str, Mapping[str, str]]
    start: date
    newest: date

    @cached_property
    def known(self) -> dict[str, dict[str, str]]:
        """By filter, what each spelling without regard to case and hyphens means."""
        of = {name: self.codes.get(name, {}).items() for name in self.options}
        return {
            name: {plain_word(code): word for code, word in of[name]} | {plain_word(option): option for option in options}
            for name, options in self.options.items()
        }

    @property
    def years(self) -> tuple[int, ...]:
        """The years that an award is of."""
        return tuple(map(int, self.options["year"]))

    @property
    def levels(self) -> tuple[str, ...]:
        """Every level by rank, then the group of those that no source states."""
        return tuple(self.options["level"])

    @property
    def unstated(self) -> str:
        """The group of those whose level no source states."""
        return self.codes["level"]["not_stated"]

    @property
    def sizes(self) -> tuple[str, ...]:
        """The bands of population by rank."""
        return tuple(self.options["size"])

    @property
    def award_words(self) -> dict[str, str]:
        """The public word of each kind of award by its code, in order of rank."""
        return dict(self.codes["award"])

    def filled(self, text: str) -> str:
        """A text of a filter with what depends on the record written out."""
        since = self.options["standard"].get("Present", "").partition("(")[2].removesuffix(")")
        return text.format(start=self.start, present=since)
