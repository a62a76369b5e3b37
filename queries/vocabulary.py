"""The words of the record: what a reader can choose for each filter, in order, as the tables of the snapshot say it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property

LONGEST_COMPARED = 60  # characters of a value that is compared with what it may mean
MOST_COMPARED = 1_000  # words that one value is compared with: some milliseconds
SHORTEST_MEANT = 2  # a code of two letters is never what a misspelling means


def without_accents(text: str) -> str:
    """The text with its letters alone: `Sao Paulo` of `São Paulo`."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def plain_word(word: str) -> str:
    """A word without regard to case, accents, spaces and kinds of hyphen."""
    return " ".join(without_accents(word.casefold()).replace("-", "–").split())


@dataclass(frozen=True)
class Vocabulary:
    """What the words of an address can be: by filter its options in order, each with how a sentence says it, and its codes.

    `start` and `newest` are the first and the newest day on record; `spoken`: by filter, other words that people use and the
    option that each means, such as `brasil`.
    """

    options: Mapping[str, Mapping[str, str]]
    codes: Mapping[str, Mapping[str, str]]
    start: date
    newest: date
    spoken: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def known(self) -> dict[str, dict[str, str]]:
        """By filter, what each spelling without regard to case, accents and hyphens means."""
        others = {name: {**self.spoken.get(name, {}), **self.codes.get(name, {})} for name in self.options}
        return {
            name: {plain_word(other): word for other, word in others[name].items()} | {plain_word(word): word for word in options}
            for name, options in self.options.items()
        }

    def nearest(self, name: str, value: str) -> list[str]:
        """The options of a filter that are spelled nearly as this, the nearest first, at most three."""
        known = self.known.get(name, {})
        if len(known) > MOST_COMPARED:
            return []
        found = get_close_matches(
            plain_word(value[:LONGEST_COMPARED]), [word for word in known if len(word) > SHORTEST_MEANT], 5, 0.7
        )
        return list(dict.fromkeys(known[word] for word in found))[:3]

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
