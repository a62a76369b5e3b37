"""The one parser of addresses, for pages and API: which filter they ask for, and what in them means nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from queries.filters import BY_NAME, NAMES, Filters
from queries.vocabulary import Vocabulary, plain_word
from queries.words import listed

MOST_NAMED = 12
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Problem:
    """A parameter whose value means nothing, and what would mean something."""

    parameter: str
    value: str
    say: Callable[[], str] = field(compare=False, repr=False)

    @property
    def message(self) -> str:
        """The rule and the mend; looked for when it is asked, because most readers of an address do not say it."""
        return self.say()


# The whole of the record, which a map calls a region of its own: it narrows nothing.
EVERYWHERE = ("americas", "the americas")


@dataclass
class _Parser:
    words: Vocabulary
    problems: list[Problem] = field(default_factory=list)

    def one_of(self, parameter: str, value: str) -> str | None:
        found = self.words.known.get(parameter, {}).get(plain_word(value))
        if found is None:
            said = f"There is no {parameter} “{value[:40]}”."
            self.problems.append(Problem(parameter, value[:200], lambda: f"{said} {self.meant(parameter, value)}"))
        return found

    def meant(self, parameter: str, value: str) -> str:
        """What may be meant, or all that can be; a list that would be long says how long it is."""
        near, options = self.words.nearest(parameter, value), list(self.words.options.get(parameter, ()))
        if near:
            return f"Did you mean {listed(near, 'or')}?"
        if len(options) > MOST_NAMED:
            return f"There are {len(options)}, from {options[0]} to {options[-1]}; the address may name each as the pages do."
        return f"It can be {listed(options, 'or')}."

    def number(self, parameter: str, value: str) -> int | None:
        least, most = self.words.start.year, max((*self.words.years, self.words.start.year))
        if value.strip().isascii() and value.strip().isdigit() and least <= int(value) <= most:
            return int(value)
        self.refuse(parameter, value, f"must be a year from {least} to {most}")
        return None

    def day(self, parameter: str, value: str) -> date | None:
        latest = latest_day(self.words)
        text = value.strip()
        try:
            # Python would also read weeks (2021-W50-3) and days without hyphens.
            found = date.fromisoformat(text) if DAY.fullmatch(text) else None
        except ValueError:
            found = None
        if found and self.words.start <= found <= latest:
            return found
        self.refuse(parameter, value, f"must be a date like 2021-12-15, from {self.words.start} to today")
        return None

    def refuse(self, parameter: str, value: str, message: str) -> None:
        self.problems.append(Problem(parameter, value[:200], lambda: f"{parameter} {message}"))


def latest_day(words: Vocabulary) -> date:
    """The last day that can be asked for: tomorrow, since somewhere it has begun, or the newest of the record."""
    return max(words.newest, datetime.now(UTC).date() + timedelta(days=1))


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
            name = _kind_of_place(name, value, words)
            parsed = _value(parser, name, value) if name else None
            if parsed is not None:
                found.setdefault(name, []).append(parsed)
    return Filters(**{name: _settled(parser, name, values) for name, values in found.items()}), parser.problems


def _kind_of_place(name: str, value: str, words: Vocabulary) -> str:
    """The filter that a place means, so that it has one meaning: `region=Texas` is the state; empty where it narrows nothing."""
    place = plain_word(value)
    if name != "region" or place in words.known.get(name, {}):
        return name
    if place in EVERYWHERE:
        return ""
    return next((kind for kind in ("state", "country") if place in words.known.get(kind, {})), name)


def _value(parser: _Parser, name: str, value: str) -> object:
    read = {"day": parser.day, "year": parser.number, "word": parser.one_of}[BY_NAME[name].kind]
    return read(name, value)


def _settled(parser: _Parser, name: str, values: list) -> Any:
    if BY_NAME[name].many:
        return tuple(dict.fromkeys(values))
    if len(set(values)) > 1:
        parser.refuse(name, ", ".join(map(str, values)), "can be given once only")
    return values[0]
