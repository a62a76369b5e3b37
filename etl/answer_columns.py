"""What the columns of each answer of the open API mean, where they are not those of a table."""

from __future__ import annotations

from etl.facts import Facts
from etl.schema import Column, Table

_COUNTED = "derived by the queries"


def _count(title: str, description: str, unit: str = "cities") -> Column:
    return Column(title, description, "integer", unit, (), 0, source=_COUNTED)


COUNTED: dict[str, Column] = {
    "date_words": Column("When", "The date as a reader says it, with its uncertainty.", source=_COUNTED),
    "explanation": Column("Explanation", "In words: what makes the difference.", source=_COUNTED),
    "first_certified_words": Column("First certified", "Date of the first certification as a reader says it."),
    "first_year": Column("Year first certified", "Year of the first certification; of an uncertain one, the latest.", "integer"),
    "size": Column("Size", "The city's population in bands.", allowed_from="size_bands", source=_COUNTED),
    "city_count": _count("Cities", "Cities named here and certified at least once by the as-of date: the least."),
    "city_count_most": _count("Cities, at most", "The same with cities whose first certification is only possible by then."),
    "advanced": _count("Kept or raised", "Cities that an announcement says kept or raised their level; blank = not stated."),
    "award_count": _count("Awards", "Awards announced by the as-of date.", "awards"),
    "evidence_count": _count("Items of evidence", "Public items that show a city working in the practice.", "items"),
    "source_named_count": _count(
        "Named by the source", "Items whose page names the practice; we classified the others.", "items"
    ),
    "undated_count": _count("Undated", "Items without a year.", "items"),
}
STANDINGS = ("certified", "possible", "honor_roll", "not on record")
LATEST_LEVEL = Column("Latest level", "Latest level we found as of the date.", allowed_from="levels", source=_COUNTED)
STANDING = {
    "level": LATEST_LEVEL,
    "standard": Column("Standard", "Standard of the newest award by the date.", allowed=("Present", "Earlier"), source=_COUNTED),
    "source_url": Column("Source", "Address of the page that says so of the first certification."),
}
GROUPED = {
    "level": LATEST_LEVEL,
    "year": Column("Year first certified", "Year of the first certification.", "integer", least=1990, most=2100, source=_COUNTED),
}


def _answer(description: str, columns: str, required: str = "", overrides: dict[str, Column] | None = None) -> Table:
    names = tuple(columns.split())
    known = {name: column for name, column in COUNTED.items() if name in names} | (overrides or {})
    return Table(description, names, required=tuple(required.split()), overrides=known)


ANSWERS: dict[str, Table] = {
    "cities": _answer(
        "One city certified at least once by the as-of date, or possibly by then.",
        "city_id city state state_name country country_name level level_year standard first_certified_on "
        "first_certified_not_before first_certified_words first_year is_certified last_award_on population population_year "
        "size_band lat lon source_url",
        "city_id city state state_name country country_name level first_certified_on is_certified",
        STANDING,
    ),
    "awards": _answer(
        "One award to one city at one announcement.",
        "city_id city state state_name country country_name announced_on not_before date_precision date_words year announcement "
        "award level edition standard population population_year size_band lat lon source_url source_title note "
        "retrieved_on checked_on award_id",
        "city_id city state country announced_on date_precision year award edition standard award_id",
    ),
    "counts": _answer(
        "One group of cities or awards; the first column is the one that `by` names.",
        "level year state state_name country country_name size award award_count city_count city_count_most",
        overrides=GROUPED,
    ),
    "practices": _answer(
        "One practice: how many cities have public evidence of it, and how many items there are.",
        "practice city_count evidence_count source_named_count undated_count",
        "practice city_count evidence_count source_named_count undated_count",
        {"city_count": _count("Cities with evidence", "Cities with at least one public item in the practice.")},
    ),
    "announcements": _answer(
        "One announcement of the program: what it stated, and what is named here.",
        "announced_on title new_cities new_named level_ups level_ups_named recertifications recertifications_named stated_total "
        "announced_total announced_total_basis counted_least counted_most gap wanted_cities explanation source_url",
        "announced_on title announced_total counted_least counted_most gap wanted_cities explanation",
    ),
    "evidence": _answer(
        "One public item that shows one city working in one practice.",
        "evidence_id city_id city state state_name country country_name year practice later_practice basis kind headline summary "
        "source_url source_title retrieved_on checked_on",
        "evidence_id city_id city state state_name country country_name practice basis kind headline source_url",
    ),
    "stories": _answer(
        "One documented use of data by one city, in our words.",
        "city_id city state state_name country country_name year headline summary practice evidence_id source_url",
        "city_id city state state_name country country_name headline summary source_url",
    ),
    "changes": _answer(
        "One change that a build made in the published record.",
        "logged_at change_id change city_id city award_id award_id_before in_words record_file",
        "logged_at change_id change in_words",
    ),
    "quality": _answer(
        "One rule that the build held the rows of one table against.",
        "rule table_name checks seen_count finding_count stops_build",
        "rule table_name checks seen_count finding_count stops_build",
    ),
    "places": _answer(
        "One place that the record knows, with or without an award.",
        "city_id city state state_name country country_name population lat lon standing level level_year first_certified_on",
        "city_id city state country country_name standing",
        {
            "standing": Column("Standing", "How the place stood on the date.", allowed=STANDINGS, source=_COUNTED),
            "level": LATEST_LEVEL,
        },
    ),
}


def answer_dictionary(facts: Facts) -> list[dict[str, object]]:
    """Rows of the table `answer_dictionary`, one per column of each answer, in order."""
    return [
        {"answer": answer, "column_name": name} | table.column(name).known(facts).described(name in table.required)
        for answer, table in ANSWERS.items()
        for name in table.columns
    ]
