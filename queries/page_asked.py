"""What the address of a page asks for, read as the page itself reads it: filter, words, city; and what in it means nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from queries import words
from queries.address_parser import parse
from queries.filters import BY_NAME, NAMES, OF_AWARDS_ALONE, Filters
from queries.listing import AwardList
from queries.one_line import understand
from queries.page_list import PageInfo
from queries.snapshot import Snapshot
from queries.vocabulary import plain_word

LONGEST_TEXT = 80
MOST_COMPARED = 4
UNKNOWN_CITY = "no city is on record under this name"


@dataclass(frozen=True)
class Asked:
    """One page under one address: the filter that acts on it, the cities asked for, and what is to be said about the address."""

    page: PageInfo
    snapshot: Snapshot
    filters: Filters
    slugs: tuple[str, ...] = ()
    text: str = ""
    notices: tuple[str, ...] = ()

    @property
    def as_of(self) -> date:
        """The date asked for, else the newest on record."""
        return self.filters.as_of or self.snapshot.newest

    @property
    def on(self) -> Filters:
        """The date alone."""
        return Filters(as_of=self.filters.as_of)

    @property
    def listing(self) -> AwardList:
        """The awards of the records page."""
        return AwardList(self.filters, self.as_of, self.snapshot.words, self.text)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The filter as the parameters of an address, without a date where none was asked for."""
        slugs = [("city", slug) for slug in self.slugs] if self.page.name == "city" else []
        return [*self.filters.pairs(), *slugs, *([("text", self.text)] if self.text else [])]

    @property
    def shared(self) -> list[tuple[str, str]]:
        """The part of the filter that a link to another page keeps."""
        return [(name, value) for name, value in self.filters.pairs() if BY_NAME[name].bar]


def asked_of(page: PageInfo, pairs: Iterable[tuple[str, str]], snapshot: Snapshot) -> Asked:
    """What an address asks of a page. What means nothing is left out and said in a notice."""
    given = list(pairs)
    known = [pair for pair in given if pair[0] in NAMES and pair[0] != "city"]
    filters, problems = parse(known, snapshot.words)
    cities = tuple(dict.fromkeys(value.strip().lower() for name, value in given if name == "city" and value.strip()))
    filters = _with_a_line(filters, " ".join(value for name, value in given if name == "q"), snapshot)
    if page.name == "records":
        filters = replace(filters, city=tuple(slug for slug in cities if slug in _on_record(snapshot)))
    else:
        filters = filters.without(*OF_AWARDS_ALONE)
    notices = [f"Left out of the filter: {problem.message}" for problem in problems]
    contradiction = words.contradiction(filters)
    text = next((value for name, value in given if name == "text" and page.name == "records"), "")
    return Asked(
        page,
        snapshot,
        filters,
        cities[:MOST_COMPARED] if page.name == "city" else (),
        " ".join(text[:LONGEST_TEXT].split()),
        (*notices, *([contradiction] if contradiction else [])),
    )


def pairs_of_city(slug: str, pairs: Iterable[tuple[str, str]], snapshot: Snapshot) -> list[tuple[str, str]]:
    """What an address of one city, an old one too, asks for: the city and the date; empty where no city is on record under it."""
    today = snapshot.words.known["city"].get(plain_word(slug), slug)
    return [("city", today), *(pair for pair in pairs if pair[0] == "as_of")] if today in _on_record(snapshot) else []


def _with_a_line(filters: Filters, line: str, snapshot: Snapshot) -> Filters:
    """The filter that the one line of words asks for, as the page takes it; the one given where it asks for none."""
    found = understand(line, snapshot) if line.strip() else None
    if not found or not found.pairs:
        return filters
    said = found.filters(snapshot.words)
    return said if said.as_of else replace(said, as_of=filters.as_of)


def _on_record(snapshot: Snapshot) -> set[str]:
    return set(snapshot.remembered("cities_with_a_record")["city_id"])
