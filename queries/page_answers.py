"""What a page says first, as data, and the parts that several pages share: counts, levels, cities."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd

from queries import opening_words, words
from queries.file_formats import rows
from queries.page_asked import Asked

MOST_ROWS = 250
MOST_CITIES = 24


@dataclass(frozen=True)
class Cell:
    """A text, and where it leads."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Listed:
    """A short table under its caption; `more` leads to the rest where it is cut."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: Cell | None = None


@dataclass(frozen=True)
class Answer:
    """What a page says: `number` is the one that its heading or first sentence states, `title` names it in tabs and previews.

    `tables` are asked for when they are shown: a card has none.
    """

    heading: str
    title: str
    sentences: tuple[str, ...]
    number: str = ""
    tables: Callable[[], tuple[Listed, ...]] = tuple
    remark: str = ""


def address(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The address of a page of the portal."""
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path


def headline(asked: Asked) -> dict:
    """The announced total as of the date, and what is named."""
    return asked.snapshot.headline(asked.on)


def city_count(asked: Asked) -> dict:
    """How many cities the filter means, least and most."""
    return asked.snapshot.row("city_count", asked.filters)


def filtered_sentence(asked: Asked) -> str:
    """The filtered count in words, the same as everywhere."""
    missing = int(headline(asked)["missing_count"])
    return words.filtered_count(asked.filters, city_count(asked), missing, asked.snapshot.words)


def in_short(asked: Asked) -> str:
    """The count for a tab or a preview: `37 Gold cities`."""
    return opening_words.in_short(asked.filters, city_count(asked), asked.snapshot.words)


def number_of(asked: Asked) -> str:
    """The filtered count alone, least and most."""
    return words.least_and_most(city_count(asked)["city_count"], city_count(asked)["city_count_most"])


def by_level(asked: Asked) -> Listed:
    """How many cities stand at each level, each with a link to them."""
    counts = rows(asked.snapshot.remembered("city_count_by_level", asked.filters))
    others = [pair for pair in asked.shared if pair[0] != "level"]
    listed = [
        (Cell(row["level"], address("/map", [*others, ("level", row["level"])])), Cell(words.number(row["city_count"])))
        for row in counts
    ]
    return Listed("By the latest level we found", ("Level", "Cities named here"), tuple(listed))


def newest(asked: Asked) -> list[Listed]:
    """The cities of the newest announcement, with links to their pages."""
    found = rows(asked.snapshot.remembered("newest_announcement", asked.on))
    named = [row for row in found if row["city_id"]]
    if not named:
        return []
    of_kind = asked.snapshot.words.award_words
    listed = [(city_link(row), Cell(row["level"] or "level not stated"), Cell(of_kind[row["award"]].lower())) for row in named]
    new = sum(row["award"] == "certified" for row in named)
    unnamed = int(named[0]["new_cities"] or 0) - new
    if unnamed > 0:
        said = f"{words.number(unnamed)} more, not named by any source we found"
        listed.append((Cell(said), Cell(""), Cell(of_kind["certified"].lower())))
    month = words.month(pd.Timestamp(named[0]["announcement_on"]))
    return [Listed(f"The newest announcement, {month}: {named[0]['title']}", ("City", "Level", "Award"), tuple(listed))]


def cities_listed(asked: Asked, most: int = MOST_CITIES) -> Listed:
    """The cities of the filter with their latest level; cut after so many, with a link to all of them."""
    found = rows(asked.snapshot.remembered("cities", asked.filters))
    listed = tuple((city_link(row), Cell(level_and_year(row)), Cell(row["first_certified_words"])) for row in found[:most])
    rest = Cell(f"All {words.number(len(found))} cities as a file", address("/api/v1/cities.csv", asked.filters.pairs()))
    return Listed("Cities", ("City", "Latest level we found", "First certified"), listed, rest if len(found) > most else None)


def city_link(row: dict) -> Cell:
    """The name of a city, which leads to its page."""
    return Cell(words.place(row), f"/cities/{row['city_id']}")


def level_and_year(row: dict) -> str:
    """`Gold (2024)`, or that the city is only possibly certified by the date."""
    if not row["is_certified"]:
        return "possible by this date"
    return row["level"] + (f" ({row['level_year']:.0f})" if row["level_year"] else "")
