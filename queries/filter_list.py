"""The filters of every address, declared once: parser, widgets, API description, redirects and sentences are made from this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CITIES, AWARDS = "cities", "awards"


@dataclass(frozen=True)
class Filter:
    """One filter: parser, widget, API description, redirects and sentences are made from it.

    `on` are the lists it narrows, `bar` is its place among the shared widgets (0 = none), `said` its place in a sentence (0 = not
    said). `of_cities` and `of_awards` are what the sentence says of each list, `{}` being the choices; places are said together.
    `chip` is what stands on the page for each choice.
    `{start}` and `{present}` in a text are the first day on record and `since <month>` of the present edition.
    """

    name: str
    label: str
    kind: Literal["word", "year", "day"]
    meaning: str
    example: str | int
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
        "level", "Level", "word", bar=2, said=2, is_group=True, example="Gold",
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
        "size", "Population", "word", bar=7, said=1, is_place=True, chip="{} people", is_group=True, example="500,000+",
        meaning="Population of the city.", of_cities="of {} people", of_awards="of {} people",
    ),
    Filter(
        "standard", "Standard", "word", bar=8, chip="{} standard", said=6, example="Present",
        meaning="Standard of the newest award of the city (awards: of the award); Present = {present}.",
        help="Standard of the latest award: present = {present}.",
        of_cities="latest award under the {}", of_awards="assessed under the {}", joined_by="or the",
    ),
    Filter(
        "award", "Kind of award", "word", on=(AWARDS,), said=3, is_group=True, example="Leveled up", meaning="Kind of award.",
        of_awards="of kind {}",
    ),
    Filter("city", "City", "word", on=(AWARDS,), example="austin-tx", meaning="Permanent short name of the city."),
)  # fmt: skip
NAMES = tuple(one.name for one in FILTERS)
CITY_VIEW = tuple(one.name for one in FILTERS if CITIES in one.on)
BY_NAME = {one.name: one for one in FILTERS}
