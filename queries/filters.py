"""The filter of an address: which cities or awards are asked for, as of which date. One parser for pages and API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

from queries.filter_list import BY_NAME, NAMES

MOST_NAMED = 60


def _folded(word: str) -> str:
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
            name: {_folded(code): word for code, word in of[name]} | {_folded(option): option for option in options}
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


@dataclass(frozen=True)
class Problem:
    """A parameter whose value means nothing, and what would mean something."""

    parameter: str
    value: str
    message: str


@dataclass(frozen=True)
class Filters:
    """A filter in the public words of the addresses; an empty tuple or None does not filter."""

    as_of: date | None = None
    level: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    since: int | None = None
    state: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    size: tuple[str, ...] = ()
    standard: tuple[str, ...] = ()
    award: tuple[str, ...] = ()
    city: tuple[str, ...] = ()

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the date is asked for."""
        return replace(self, as_of=None) != Filters()

    def asked(self, words: Vocabulary) -> dict[str, object]:
        """The filter as one SQL parameter, a struct with every key; the newest date stands where no date is asked for."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        asked: dict[str, object] = {name: (list(v) or None) if isinstance(v, tuple) else v for name, v in values.items()}
        codes = {word: code for code, word in words.codes["award"].items()}
        return asked | {"award": [codes[word] for word in self.award] or None, "as_of": self.as_of or words.newest}

    def pairs(self) -> list[tuple[str, str]]:
        """The filter as the parameters of an address, in one order, so that equal filters have equal addresses."""
        found: list[tuple[str, str]] = []
        for name in NAMES:
            value = getattr(self, name)
            for one in value if isinstance(value, tuple) else (value,):
                if one is not None:
                    found.append((name, one.isoformat() if isinstance(one, date) else str(one)))
        return found

    def without(self, *names: str) -> Filters:
        """The same filter with these parameters left out."""
        empty = Filters()
        return replace(self, **{name: getattr(empty, name) for name in names})


@dataclass
class _Parser:
    words: Vocabulary
    problems: list[Problem] = field(default_factory=list)

    def one_of(self, parameter: str, value: str) -> str | None:
        found = self.words.known.get(parameter, {}).get(_folded(value))
        if found is None:
            self.refuse(parameter, value, f"must be one of: {', '.join([*self.words.options.get(parameter, ())][:MOST_NAMED])}")
        return found

    def number(self, parameter: str, value: str) -> int | None:
        least, most = self.words.start.year, max((*self.words.years, self.words.start.year))
        if value.strip().isascii() and value.strip().isdigit() and least <= int(value) <= most:
            return int(value)
        self.refuse(parameter, value, f"must be a year from {least} to {most}")
        return None

    def day(self, parameter: str, value: str) -> date | None:
        latest = max(self.words.newest, datetime.now(UTC).date() + timedelta(days=1))
        try:
            found = date.fromisoformat(value.strip())
        except ValueError:
            found = None
        if found and self.words.start <= found <= latest:
            return found
        self.refuse(parameter, value, f"must be a date like 2021-12-15, from {self.words.start} to today")
        return None

    def refuse(self, parameter: str, value: str, message: str) -> None:
        self.problems.append(Problem(parameter, value[:200], f"{parameter} {message}"))


def parse(pairs: Iterable[tuple[str, str]], words: Vocabulary, allowed: Iterable[str] = NAMES) -> tuple[Filters, list[Problem]]:
    """The filter that an address asks for, and every value in it that means nothing. Empty values ask for nothing.

    `allowed` names the parameters that this view knows; any other is a problem too.
    """
    parser, allowed = _Parser(words), tuple(allowed)
    found: dict[str, list[Any]] = {}
    for name, value in pairs:
        if name not in allowed:
            parser.refuse(name, value, f"is not a parameter here; these are: {', '.join(allowed)}")
        elif value.strip():
            parsed = _value(parser, name, value)
            if parsed is not None:
                found.setdefault(name, []).append(parsed)
    return Filters(**{name: _settled(parser, name, values) for name, values in found.items()}), parser.problems


def _value(parser: _Parser, name: str, value: str) -> object:
    read = {"day": parser.day, "year": parser.number, "word": parser.one_of}[BY_NAME[name].kind]
    return read(name, value)


def _settled(parser: _Parser, name: str, values: list) -> Any:
    if BY_NAME[name].many:
        return tuple(dict.fromkeys(values))
    if len(set(values)) > 1:
        parser.refuse(name, ", ".join(map(str, values)), "can be given once only")
    return values[0]
