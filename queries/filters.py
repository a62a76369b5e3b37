"""The filters of every address, declared once: parser, widgets, API description, redirects and sentences are made from this."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Literal

from queries.vocabulary import Vocabulary

CITIES, AWARDS = "cities", "awards"


@dataclass(frozen=True)
class Filter:
    """One filter: parser, widget, API description, redirects and sentences are made from it.

    `on` are the lists it narrows, `bar` is its place among the shared widgets (0 = none), `said` its place in a sentence (0 = not
    said). `of_cities` and `of_awards` are what the sentence says of each list, `{}` being the choices; places are said together.
    `chip` is what stands on the page for each choice. Without an `example` the first option is one.
    `{start}` and `{present}` in a text are the first day on record and `since <month>` of the present edition.
    """

    name: str
    label: str
    kind: Literal["word", "year", "day"]
    meaning: str
    example: str | int | None = None
    many: bool = True
    on: tuple[str, ...] = (CITIES, AWARDS)
    bar: int = 0
    help: str | None = None
    said: int = 0
    of_cities: str = ""
    of_awards: str = ""
    joined_by: str = "or"
    is_place: bool = False
    chip: str = "{}"
    is_group: bool = False


FILTERS = (
    Filter(
        "as_of", "As of", "day", many=False, bar=1, chip="as of {}", example="2021-12-15",
        meaning="A date from {start} to today: only awards announced by it count; left out = the newest date on record.",
        help="Counts use only awards announced by this date. Empty = the newest date on record.",
    ),
    Filter(
        "level", "Level", "word", bar=2, said=2, is_group=True,
        meaning="Cities and counts: latest level we found as of the date. Awards: level of the award.",
        of_cities="latest level we found: {}", of_awards="at level {}",
    ),
    Filter(
        "year", "Year", "year", bar=5, said=4, is_group=True, example=2021,
        meaning="Cities and counts: year of the first certification. Awards: year of the award.",
        of_cities="first certified in {}", of_awards="announced in {}",
    ),
    Filter(
        "since", "Since", "year", many=False, bar=6, chip="since {}", said=5, example=2021,
        meaning="As `year`, from this year on.", of_cities="first certified since {}", of_awards="announced since {}",
    ),
    Filter(
        "state", "State or region", "word", bar=4, said=1, is_place=True, is_group=True, example="Texas",
        meaning="State or region, by name or USPS code.", of_cities="in {}", of_awards="in {}",
    ),
    Filter(
        "country", "Country", "word", bar=3, said=1, is_place=True, is_group=True, example="Brazil",
        meaning="Country, by name or ISO 3166-1 alpha-2 code.", of_cities="in {}", of_awards="in {}",
    ),
    Filter(
        "region", "Region", "word", bar=9, said=1, is_place=True, example="Northeast",
        meaning="Part of the map: a region or the area around a city; a state or a country means itself.",
        of_cities="in {}", of_awards="in {}",
    ),
    Filter(
        "size", "Population", "word", bar=7, chip="{} people", said=1, is_place=True, is_group=True,
        meaning="Population of the city.", of_cities="of {} people", of_awards="of {} people",
    ),
    Filter(
        "standard", "Standard", "word", bar=8, chip="{} standard", said=6,
        meaning="Standard of the newest award of the city (awards: of the award); Present = {present}.",
        help="Standard of the latest award: present = {present}.",
        of_cities="latest award under the {}", of_awards="assessed under the {}", joined_by="or the",
    ),
    Filter(
        "award", "Kind of award", "word", on=(AWARDS,), said=3, is_group=True, meaning="Kind of award.",
        of_awards="of kind {}",
    ),
    Filter("city", "City", "word", on=(AWARDS,), example="austin-tx", meaning="Permanent short name of the city."),
)  # fmt: skip
NAMES = tuple(one.name for one in FILTERS)
CITY_VIEW = tuple(one.name for one in FILTERS if CITIES in one.on)
BY_NAME = {one.name: one for one in FILTERS}
OF_AWARDS_ALONE = tuple(one.name for one in FILTERS if CITIES not in one.on)  # controls of the records page


@dataclass(frozen=True)
class Filters:
    """A filter in the public words of the addresses; an empty tuple or None does not filter."""

    as_of: date | None = None
    level: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    since: int | None = None
    state: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
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
