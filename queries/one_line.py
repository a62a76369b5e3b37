"""One line of words ("gold texas since 2021") as a filter: what was understood, which cities may be meant, what was not."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from weakref import WeakKeyDictionary

from queries.address_parser import parse
from queries.filters import Filters
from queries.snapshot import Snapshot
from queries.vocabulary import Vocabulary, without_accents

LONGEST_LINE = 200
MOST_WORDS = 30
LONGEST_NAME = 6  # words
_EDGES = ".,;:!?()[]\"“”‘’'"
_YEAR = re.compile(r"(20\d\d)")
_YEARS = re.compile(r"(20\d\d)[-–](20\d\d)")
_NUMBER = re.compile(r"(\d{1,3}(?:[.,]?\d{3})*)(k)?\+?")
_PARTS = ("level", "award", "standard", "size", "country", "state", "region")


@dataclass(frozen=True)
class Understood:
    """`pairs`: parameters of an address; `cities`: slugs that a word names, by that word; `unknown`: words without a meaning."""

    pairs: tuple[tuple[str, str], ...] = ()
    cities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @property
    def left(self) -> str:
        """The words that are no filter: names of cities and what was not understood. They stay in the address as `q`."""
        return " ".join([*self.cities, *self.unknown])

    def filters(self, words: Vocabulary) -> Filters:
        """The filter that the line asks for."""
        return parse(self.pairs, words)[0]


@dataclass(frozen=True)
class Lexicon:
    """What words can stand for: folded words → (parameter, value); `codes` are read where no other word is meant."""

    phrases: Mapping[str, tuple[tuple[str, str], ...]]
    codes: Mapping[str, tuple[str, str]]
    bands: tuple[tuple[str, int, int | None], ...]

    def said(self, phrase: str, *parameters: str) -> str | None:
        """The value of `phrase` for the first of `parameters` it has one for."""
        known = dict(self.phrases.get(phrase, ()))
        return next((known[name] for name in parameters if name in known), None)


def folded(word: str) -> str:
    """A word for comparing only: no accents, case, apostrophes or points."""
    plain = without_accents(unicodedata.normalize("NFKC", word.casefold()))
    return re.sub(r"[.'’·]", "", plain).replace("-", " ").strip()


def lexicon(snapshot: Snapshot) -> Lexicon:
    """The words of one snapshot: those of `search_words`, its options of filters, and its places."""
    words = snapshot.words
    found: dict[str, list[tuple[str, str]]] = {}
    for row in snapshot.remembered("search_words").fillna("").to_dict("records"):
        found.setdefault(folded(row["spoken"]), []).append((row["parameter"], row["value_meant"]))
    for name in _PARTS:
        for value in words.options[name]:
            found.setdefault(folded(value), []).append((name, value))
    codes = {code: (name, value) for name in ("country", "state") for code, value in words.codes[name].items() if len(code) == 2}
    return Lexicon({key: tuple(dict.fromkeys(value)) for key, value in found.items()}, codes, _bands(words))


_LEXICONS: WeakKeyDictionary[Snapshot, Lexicon] = WeakKeyDictionary()


def _known(snapshot: Snapshot) -> Lexicon:
    """The lexicon of the snapshot, made once and let go of with it."""
    if snapshot not in _LEXICONS:
        _LEXICONS[snapshot] = lexicon(snapshot)
    return _LEXICONS[snapshot]


def _bands(words: Vocabulary) -> tuple[tuple[str, int, int | None], ...]:
    """Each size with a number in its name: the size, its least number of people, and the number that it ends before."""
    edges = {size: [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", size)] for size in words.sizes}
    return tuple((size, found[0], found[1] if len(found) > 1 else None) for size, found in edges.items() if found)


def understand(line: str, snapshot: Snapshot) -> Understood:
    """What one line of words asks for. Every word is a filter, a city, a word without weight, or named as not understood."""
    spoken = [word for word in (w.strip(_EDGES) for w in line[:LONGEST_LINE].split()) if word][:MOST_WORDS]
    found = _Reader(spoken, _known(snapshot), _cities(spoken, snapshot)).read()
    refused = [pair for pair in found.pairs if parse([pair], snapshot.words)[1]]
    pairs = tuple(pair for pair in found.pairs if pair not in refused)
    return Understood(pairs, found.cities, (*found.unknown, *(value for _, value in refused)))


def day_of(text: str, snapshot: Snapshot) -> date | None:
    """The last day of the date that `text` writes (`December 15, 2021`, `December 2021`, `2021`); None where it is no date."""
    spoken = [word for word in (w.strip(_EDGES) for w in text.split()) if word]
    found = _Reader(spoken, _known(snapshot), {}).day(0)
    return found[1] if found and found[2] == len(spoken) else None


def _cities(spoken: list[str], snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Slugs by the words that name them; every run of words is looked up in one question."""
    runs = tuple(dict.fromkeys(run for at in range(len(spoken)) for run in _runs(spoken, at)))
    found = snapshot.ask("places_named", names=list(runs)) if runs else None
    named: dict[str, list[str]] = {}
    for row in [] if found is None else found.to_dict("records"):
        named.setdefault(row["said"], []).append(row["city_id"])
    return {said: tuple(slugs) for said, slugs in named.items()}


def _runs(spoken: list[str], at: int) -> Iterator[str]:
    """Runs of words from `at` on, the longest first."""
    for count in range(min(LONGEST_NAME, len(spoken) - at), 0, -1):
        yield " ".join(spoken[at : at + count])


class _Reader:
    """Reads the words from left to right; at each place the longest thing that means something is taken."""

    def __init__(self, spoken: list[str], known: Lexicon, cities: Mapping[str, tuple[str, ...]]) -> None:
        self.spoken, self.known, self.named = spoken, known, cities
        self.at = 0
        self.pairs: list[tuple[str, str]] = []
        self.cities: dict[str, tuple[str, ...]] = {}
        self.unknown: list[str] = []

    def read(self) -> Understood:
        steps: tuple[Callable[[], bool], ...] = (self.a_day, self.a_range_of_years, self.a_size, self.a_name, self.a_code)
        while self.at < len(self.spoken):
            if not any(step() for step in steps):
                self.unknown.append(self.spoken[self.at])
                self.at += 1
        return Understood(tuple(dict.fromkeys(self.pairs)), self.cities, tuple(self.unknown))

    def take(self, count: int, *pairs: tuple[str, str]) -> bool:
        self.at += count
        self.pairs += pairs
        return True

    def words(self, at: int, count: int) -> str:
        return folded(" ".join(self.spoken[at : at + count]))

    def leading(self, *parameters: str) -> tuple[str, int] | None:
        """The connecting word at this place (`since`, `as of`), as its parameter and its number of words."""
        for count in (4, 3, 2, 1):
            for name in parameters:
                if self.at + count < len(self.spoken) and self.known.said(self.words(self.at, count), name) is not None:
                    return name, count
        return None

    def a_day(self) -> bool:
        """`as of December 2021`, `before 2022`, `since 2021`, and a date alone."""
        for names in (("as_of", "before"), ("since", "after")):
            found = self.leading(*names)
            day = self.day(self.at + found[1]) if found else None
            if found and day:
                (name, count), (first, last, length) = found, day
                if name in ("since", "after"):
                    return self.take(count + length, ("since", str(first.year if name == "since" else last.year + 1)))
                return self.take(count + length, ("as_of", (last if name == "as_of" else _eve(first)).isoformat()))
        alone = self.day(self.at)
        if alone and alone[0] == alone[1]:
            return self.take(alone[2], ("as_of", alone[1].isoformat()))
        return False

    def day(self, at: int) -> tuple[date, date, int] | None:
        """First and last day of the date that begins at word `at`, and how many words it has: a day, a month, a year."""
        words = self.spoken[at : at + 5]
        if not words:
            return None
        try:
            whole = date.fromisoformat(words[0])
            return whole, whole, 1
        except ValueError:
            pass
        if _YEAR.fullmatch(words[0]):
            year = int(words[0])
            return date(year, 1, 1), date(year, 12, 31), 1
        return self._day_in_words(words)

    def _day_in_words(self, words: list[str]) -> tuple[date, date, int] | None:
        """`December 2021`, `December 15, 2021`, `15 de diciembre de 2021`."""
        month: int | None = None
        day: int | None = None
        for count, word in enumerate(words, start=1):
            said = self.known.said(folded(word), "month")
            if said and not month:
                month = int(said)
            elif re.fullmatch(r"\d{1,2}(st|nd|rd|th)?,?", word) and not day:
                day = int(re.match(r"\d+", word)[0])  # type: ignore[index]
            elif _YEAR.fullmatch(word.strip(",")) and month:
                return _days(int(word.strip(",")), month, day, count)
            elif not (folded(word) in ("de", "del", "of") and count > 1):
                return None
        return None

    def a_range_of_years(self) -> bool:
        """`2021`, `2019-2021`, `2019 to 2021`: each of the years."""
        word = self.spoken[self.at]
        joined = _YEARS.fullmatch(word)
        if joined:
            return self.take(1, *_years(joined[1], joined[2]))
        if not _YEAR.fullmatch(word):
            return False
        rest = self.spoken[self.at + 1 : self.at + 3]
        if len(rest) == 2 and self.known.said(folded(rest[0]), "to") is not None and _YEAR.fullmatch(rest[1]):
            return self.take(3, *_years(word, rest[1]))
        return self.take(1, ("year", word))

    def a_size(self) -> bool:
        """`over 500,000`, `under 100k`, `500,000+`: the bands that lie within."""
        found = self.leading("over", "under")
        at = self.at + found[1] if found else self.at
        number = _NUMBER.fullmatch(self.spoken[at])
        if not number or (not found and not self.spoken[at].endswith("+")):
            return False
        people = int(re.sub(r"[.,]", "", number[1])) * (1000 if number[2] else 1)
        above = not found or found[0] == "over"
        inside = [band for band, least, most in self.known.bands if (least >= people if above else most and most <= people)]
        edges = {edge for _, least, most in self.known.bands for edge in (least, most)}
        if not inside or people not in edges:
            return False
        return self.take(at - self.at + 1, *(("size", band) for band in inside))

    def a_name(self) -> bool:
        """The longest run of words that is an option of a filter, a city, or a word without weight."""
        for run in _runs(self.spoken, self.at):
            count, meant = len(run.split()), dict(self.known.phrases.get(folded(run), ()))
            weight = [(name, meant[name]) for name in _PARTS if name in meant]
            code = self.known.codes.get(run) if run.isupper() else None
            if "filler" in meant and not run.isupper():
                return self.take(count)
            if weight or code:
                if run in self.named:
                    self.cities[run] = self.named[run]
                return self.take(count, code or weight[0])
            if run in self.named and not ("since" in meant or "as_of" in meant):
                self.cities[run] = self.named[run]
                return self.take(count)
        return False

    def a_code(self) -> bool:
        """`tx`, `br`: a code in small letters, where it is no other word."""
        code = self.known.codes.get(self.spoken[self.at].upper())
        return bool(code) and self.take(1, *([code] if code else []))


def _days(year: int, month: int, day: int | None, count: int) -> tuple[date, date, int] | None:
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last), count
    return (date(year, month, day), date(year, month, day), count) if 1 <= day <= last else None


def _eve(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _years(first: str, last: str) -> list[tuple[str, str]]:
    return [("year", str(year)) for year in range(int(first), int(last) + 1)]
