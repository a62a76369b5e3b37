"""The filter of an address: which cities or awards are asked for, as of which date. One parser for pages and API."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

LEVELS = ("Silver", "Gold", "Platinum", "Not stated")
SIZES = ("30,000–100,000", "100,000–250,000", "250,000–500,000", "500,000+", "unknown")
STANDARDS = ("Present", "Earlier")
AWARDS = {"Certified": "certified", "Leveled up": "leveled_up", "Recertified": "recertified", "Honor Roll": "honor_roll"}
PROGRAM_START = date(2017, 4, 1)
NAMES = ("as_of", "level", "year", "since", "state", "country", "size", "standard", "award", "city")
CITY_VIEW = tuple(name for name in NAMES if name not in ("award", "city"))


@dataclass(frozen=True)
class Vocabulary:
    """What the words of an address can be: codes and names of states and countries, years and the newest date on record."""

    states: dict[str, str]
    countries: dict[str, str]
    years: tuple[int, ...]
    newest: date
    cities: frozenset[str] = frozenset()


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

    def asked(self, newest: date) -> dict[str, object]:
        """The filter as one SQL parameter, a struct with every key; the newest date stands where no date is asked for."""
        values: dict[str, object] = {f.name: getattr(self, f.name) for f in fields(self)}
        values = {name: (list(v) or None) if isinstance(v, tuple) else v for name, v in values.items()}
        values["award"] = [AWARDS[word] for word in self.award] or None
        values["as_of"] = self.as_of or newest
        return values

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

    def one_of(self, parameter: str, value: str, options: Iterable[str], aliases: dict[str, str] | None = None) -> str | None:
        known = {_folded(option): option for option in options}
        known |= {_folded(alias): option for alias, option in (aliases or {}).items() if _folded(alias) not in known}
        found = known.get(_folded(value))
        if found is None:
            shown = list(dict.fromkeys(known.values()))
            self.refuse(parameter, value, f"must be one of: {', '.join(shown[:60])}")
        return found

    def number(self, parameter: str, value: str) -> int | None:
        least, most = PROGRAM_START.year, max((*self.words.years, PROGRAM_START.year))
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
        if found and PROGRAM_START <= found <= latest:
            return found
        self.refuse(parameter, value, f"must be a date like 2021-12-15, from {PROGRAM_START} to today")
        return None

    def refuse(self, parameter: str, value: str, message: str) -> None:
        self.problems.append(Problem(parameter, value[:200], f"{parameter} {message}"))


def _folded(word: str) -> str:
    return " ".join(word.replace("-", "–").casefold().split())


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
    words = parser.words
    if name == "as_of":
        return parser.day(name, value)
    if name in ("year", "since"):
        return parser.number(name, value)
    options: dict[str, tuple[Iterable[str], dict[str, str]]] = {
        "level": (LEVELS, {"not_stated": "Not stated"}),
        "size": (SIZES, {}),
        "standard": (STANDARDS, {}),
        "award": (AWARDS, {code: word for word, code in AWARDS.items()}),
        "state": (words.states.values(), words.states),
        "country": (words.countries.values(), words.countries),
        "city": (words.cities, {}),
    }
    return parser.one_of(name, value, *options[name])


def _settled(parser: _Parser, name: str, values: list) -> Any:
    if name not in ("as_of", "since"):
        return tuple(dict.fromkeys(values))
    if len(set(values)) > 1:
        parser.refuse(name, ", ".join(map(str, values)), "can be given once only")
    return values[0]
