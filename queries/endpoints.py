"""The answers of the open API, declared once: routes, reading, OpenAPI description and the page about it are made from this."""

from __future__ import annotations

from dataclasses import dataclass

from queries.filters import CITY_VIEW, FILTERS, NAMES, Filters
from queries.vocabulary import Vocabulary
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
MANY = (*(one.name for one in FILTERS if one.many), "column")
PLACE = ("state", "country", "city")
GROUPS = tuple(one.name for one in FILTERS if one.is_group)


@dataclass(frozen=True)
class Endpoint:
    """One answer: its path, its name in a citation, the query of its rows, what it can be asked for, the page with the same."""

    name: str
    summary: str
    named: str  # {cities} are those of the filter, in words
    query: str
    filters: tuple[str, ...]
    more: tuple[str, ...]
    formats: tuple[str, ...]
    page: str

    @property
    def parameters(self) -> tuple[str, ...]:
        """Every parameter that it knows."""
        return (*self.filters, *self.more)

    def title(self, filters: Filters, words: Vocabulary) -> str:
        """What a citation calls the rows; a list of awards has words of its own."""
        said = self.named.format(cities=cities_asked(filters, words))
        return said[:1].upper() + said[1:]


ENDPOINTS = (
    Endpoint(
        "cities", "Cities certified at least once as of a date, with the latest level we found",
        "{cities}",
        "cities", CITY_VIEW, ("column", "limit", "offset"), EVERY_FORMAT, "/map",
    ),
    Endpoint(
        "awards", "Awards announced by a date, each with its source",
        "awards of {cities}",
        "awards_found", NAMES, ("text", "column", "limit", "offset"), EVERY_FORMAT, "/records",
    ),
    Endpoint(
        "counts", "Numbers of cities (by=award: of awards) as of a date, by level, year, state, country, size or kind of award",
        "counts of {cities}",
        "city_count_by_{by}", CITY_VIEW, ("by", "limit", "offset"), ("json", "csv"), "/growth",
    ),
    Endpoint(
        "practices", "Documented public evidence by practice: the number of items is not a ranking",
        "public evidence by practice of {cities}",
        "evidence_count_by_practice", CITY_VIEW, ("limit", "offset"), ("json", "csv"), "/practices",
    ),
    Endpoint(
        "announcements", "Announcements of the program up to a date: what they state, and what is named here",
        "announcements of the program, reconciled with the record",
        "announcements", ("as_of",), ("limit", "offset"), ("json", "csv"), "/tracking",
    ),
    Endpoint(
        "evidence", "Public items that show a city at work in a practice, each with its link",
        "public evidence of the record",
        "evidence_found", PLACE, ("column", "limit", "offset"), ("json", "csv"), "/practices",
    ),
    Endpoint(
        "stories", "Documented uses of data by cities, each with its source",
        "stories of the record",
        "stories_found", PLACE, ("column", "limit", "offset"), ("json", "csv"), "/city",
    ),
    Endpoint(
        "changes", "What each build changed in the record, newest first: the same as the feed of changes",
        "changes of the record",
        "changes_found", ("city",), ("limit", "offset"), ("json", "csv"), "/tracking",
    ),
    Endpoint(
        "quality", "Every rule that the build held the record against: rows seen, and rows that do not meet it",
        "rules of the record and what they found",
        "quality_rules", (), ("limit", "offset"), ("json", "csv"), "/tracking",
    ),
    Endpoint(
        "places", "Places that the record knows, certified or not, and how each stood on a date",
        "places that the record knows",
        "places_found", ("as_of", *PLACE), ("column", "limit", "offset"), ("json", "csv", "geojson"), "/map",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Parameter:
    """A parameter of an address: what it means, in one sentence (that of a filter: see Filter), and an example of a value."""

    description: str
    example: str | int | None


def example(name: str, words: Vocabulary) -> str | int:
    """A value that the parameter can have: the one that is declared, or the first of its options."""
    declared = PARAMETERS[name].example
    return next(iter(words.options[name])) if declared is None else declared


PARAMETERS = {one.name: Parameter(one.meaning, one.example) for one in FILTERS} | {
    "text": Parameter("Words that place, source or note of the award hold, without regard to accents and case.", "los angeles"),
    "by": Parameter("What to count by; `year` is that of the first certification.", "level"),
    "column": Parameter("Give only these columns.", "city"),
    "limit": Parameter("At most this many rows.", 100),
    "offset": Parameter("Leave out this many rows first.", 0),
}
