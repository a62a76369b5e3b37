"""The answers of the open API, declared once: routes, reading, OpenAPI description and the page about it are made from this."""

from __future__ import annotations

from dataclasses import dataclass

from queries.filters import CITY_VIEW, PROGRAM_START, Filters
from queries.words import cities_asked

PREFIX = "/api/v1"
MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
EVERY_FORMAT = tuple(MEDIA_TYPES)
MANY = ("level", "year", "state", "country", "size", "standard", "award", "city", "column")
GROUPS = ("level", "year", "state", "country", "size", "award")


@dataclass(frozen=True)
class Endpoint:
    """One answer: its path, the query that gives its rows, what it can be asked for, and the page that shows the same."""

    name: str
    summary: str
    query: str
    filters: tuple[str, ...]
    more: tuple[str, ...]
    formats: tuple[str, ...]
    page: str

    @property
    def parameters(self) -> tuple[str, ...]:
        """Every parameter that it knows."""
        return (*self.filters, *self.more)

    def title(self, filters: Filters) -> str:
        """What a citation calls the rows; a list of awards has words of its own."""
        noun = cities_asked(filters)
        return {
            "cities": noun[:1].upper() + noun[1:],
            "counts": f"Counts of {noun}",
            "practices": f"Public evidence by practice of {noun}",
            "announcements": "Announcements of the program, reconciled with the record",
        }[self.name]


ENDPOINTS = (
    Endpoint(
        "cities", "Cities certified at least once as of a date, with the latest level we found",
        "cities", CITY_VIEW, ("column", "limit", "offset"), EVERY_FORMAT, "/map",
    ),
    Endpoint(
        "awards", "Awards announced by a date, each with its source",
        "awards_found", (*CITY_VIEW, "award", "city"), ("text", "column", "limit", "offset"), EVERY_FORMAT, "/records",
    ),
    Endpoint(
        "counts", "Numbers of cities (by=award: of awards) as of a date, by level, year, state, country, size or kind of award",
        "city_count_by_{by}", CITY_VIEW, ("by", "limit", "offset"), ("json", "csv"), "/growth",
    ),
    Endpoint(
        "practices", "Documented public evidence by practice: the number of items is not a ranking",
        "evidence_count_by_practice", CITY_VIEW, ("limit", "offset"), ("json", "csv"), "/practices",
    ),
    Endpoint(
        "announcements", "Announcements of the program up to a date: what they state, and what is named here",
        "announcements", ("as_of",), ("limit", "offset"), ("json", "csv"), "/tracking",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Parameter:
    """A parameter of an address: what it means, in one sentence, and an example of a value."""

    description: str
    example: str | int


PARAMETERS = {
    "as_of": Parameter(
        f"A date from {PROGRAM_START} to today: only awards announced by it count; left out = the newest date on record.",
        "2021-12-15",
    ),
    "level": Parameter("Cities and counts: latest level we found as of the date. Awards: level of the award.", "Gold"),
    "year": Parameter("Cities and counts: year of the first certification. Awards: year of the award.", 2021),
    "since": Parameter("As `year`, from this year on.", 2021),
    "state": Parameter("State or region, by name or USPS code.", "Texas"),
    "country": Parameter("Country, by name or ISO 3166-1 alpha-2 code.", "Brazil"),
    "size": Parameter("Population of the city.", "500,000+"),
    "standard": Parameter(
        "Standard of the newest award of the city (awards: of the award); Present = since August 2022.", "Present"
    ),
    "award": Parameter("Kind of award.", "Leveled up"),
    "city": Parameter("Permanent short name of the city.", "austin-tx"),
    "text": Parameter("Words that place, source or note of the award hold, without regard to accents and case.", "los angeles"),
    "by": Parameter("What to count by; `year` is that of the first certification.", "level"),
    "column": Parameter("Give only these columns.", "city"),
    "limit": Parameter("At most this many rows.", 100),
    "offset": Parameter("Leave out this many rows first.", 0),
}
