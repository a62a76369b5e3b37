"""What the page of one city, of several and of none says first, as data."""

from __future__ import annotations

from collections.abc import Sequence

from queries import city_words, opening_words, words
from queries.file_formats import rows
from queries.filters import Filters
from queries.page_answers import Answer, Cell, Listed, address, city_link, level_and_year
from queries.page_asked import Asked
from queries.snapshot import Snapshot

ALL = ("City", "Latest level we found")


def of_the_page(asked: Asked) -> Answer:
    """What is on record for the cities asked for; without one, the list of all."""
    found = records(asked)
    known = {record["city_id"] for record in found}
    nothing = tuple(f"There is no city “{slug[:80]}” on record." for slug in asked.slugs if slug not in known)
    if len(found) == 1:
        return one(asked, found[0], nothing)
    if len(found) > 1:
        return several(found, nothing)
    every = everyone(asked)
    number = words.number(len(every.rows))
    return Answer("What is on record for a city", f"Cities: {number} on record", nothing, number, lambda: (every,))


def records(asked: Asked) -> list[dict]:
    """What is on record for each of the cities asked for."""
    return records_of(asked.snapshot, asked.slugs, asked.on)


def records_of(snapshot: Snapshot, slugs: Sequence[str], on: Filters) -> list[dict]:
    """What is on record for each of the cities on the date of `on`, in the order asked; nothing for one without a record."""
    if not slugs:
        return []
    # Every city on record is asked for at once, so that the next one costs no question.
    known = tuple(snapshot.remembered("awards")["city_id"].unique())
    every = snapshot.remembered("city_record", Filters(as_of=on.as_of, city=known)).set_index("city_id", drop=False)
    return every.loc[[slug for slug in dict.fromkeys(slugs) if slug in every.index]].to_dict("records")


def one(asked: Asked, record: dict, nothing: tuple[str, ...] = ()) -> Answer:
    """One city: its latest level, its awards and their sources."""
    vocabulary, place = asked.snapshot.words, words.place(record)
    awards = awards_of(asked, record["city_id"])
    facts = " · ".join(city_words.facts(record, vocabulary))
    listed = tuple(
        (
            Cell(row["date_words"]),
            Cell(city_words.award(row, vocabulary)),
            Cell(row["source_title"] or "source", row["source_url"]) if row["source_url"] else Cell("no public page found"),
        )
        for row in awards
    )
    table = Listed("Awards", ("Date", "Award", "Source"), listed, Cell("The page to print", f"/cities/{record['city_id']}"))
    title = opening_words.city_in_short(place, record, awards)
    return Answer(place, title, (city_words.standing(record), facts, *nothing), words.number(len(awards)), lambda: (table,))


def awards_of(asked: Asked, slug: str) -> list[dict]:
    """The awards of a city by the date, oldest first; those of all cities are asked for once, for the next city too."""
    every = asked.snapshot.remembered("awards", asked.on)
    return rows(every[every["city_id"] == slug].sort_values("announced_on"))


def several(found: list[dict], nothing: tuple[str, ...]) -> Answer:
    """Cities side by side."""
    listed = tuple((city_link(record), Cell(city_words.standing(record))) for record in found)
    title = f"Side by side: {words.listed(words.place(record) for record in found)}"
    table = Listed("Cities", ("City", "What is on record"), listed)
    return Answer("Cities side by side", title, nothing, words.number(len(found)), lambda: (table,))


def everyone(asked: Asked) -> Listed:
    """Every city on record by the date, each with a link to its page."""
    found = rows(asked.snapshot.remembered("cities_on_record", asked.on))
    listed = tuple((city_link(row), Cell(standing_words(row))) for row in found)
    return Listed("Every city on record", ALL, listed, Cell("As one page", address("/cities/", asked.on.pairs())))


def standing_words(row: dict) -> str:
    """`Gold (2024)`, `Honor Roll only`, or that the city is only possibly certified."""
    return "Honor Roll only" if row["standing"] == "honor_roll" else level_and_year(row)
