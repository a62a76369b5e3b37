"""The record read straight from the CSV files, and counts made of it without any code of the portal."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
LEVELS = ("Silver", "Gold", "Platinum", "Not stated")
SIZES = ("30,000–100,000", "100,000–250,000", "250,000–500,000", "500,000+", "unknown")
STANDARDS = ("Present", "Earlier")
RANK = {"": 0, "Silver": 1, "Gold": 2, "Platinum": 3}


def rows(name: str) -> list[dict[str, str]]:
    """The rows of data/<name>.csv as text."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# The public word of each kind of award, and its code.
AWARDS = {row["award_word"]: row["award"] for row in rows("award_kinds")}


def named() -> int:
    """Cities named here: those with a first certification, whatever its date."""
    return len({key(r) for r in rows("awards") if r["award"] == "certified"})


def missing() -> int:
    """Cities announced and not named here; a total that nobody states is the one before it and the new cities since."""
    announced = 0
    for row in rows("announcements"):
        announced = int(row["stated_total"] or announced + int(row["new_cities"]))
    return announced - named()


def named_and_missing() -> str:
    """The line under the headline: how many of the announced cities are named, and how many are missing."""
    return f"{named()} of them are named here; {missing()} are missing."


def cities_at(level: str, on: date | None = None) -> int:
    """Named cities, certain by a day, whose latest level found by then is `level`; without a day as of the newest award."""
    on = on or max(latest(r) for r in rows("awards"))
    return sum(city["is_certified"] and city["level"] == level for city in standing(on))


def key(row: dict[str, str]) -> tuple[str, str, str]:
    """What tells one city from another: two Rochesters are two."""
    return row["city"], row["state"], row["country"]


def latest(row: dict[str, str]) -> date:
    """Latest day the award can have been announced."""
    return date.fromisoformat(row["announced_on"])


def earliest(row: dict[str, str]) -> date:
    """Earliest day the award can have been announced."""
    return date.fromisoformat(row["not_before"] or row["announced_on"])


def standing(on: date, awards: list[dict[str, str]] | None = None) -> Iterator[dict]:
    """Each city that is, or may be, certified by a day: is_certified, level, first year, standard, size, place."""
    awards = rows("awards") if awards is None else awards
    sizes = {key(c): c["population"] for c in rows("cities")}
    for city in sorted({key(r) for r in awards}):
        mine = [r for r in awards if key(r) == city and r["award"] != "honor_roll"]
        first = next((r for r in mine if r["award"] == "certified"), None)
        if first is None or earliest(first) > on:
            continue
        certain = sorted((r for r in mine if latest(r) <= on), key=lambda r: (latest(r), earliest(r)))
        known = certain if latest(first) <= on else [first]
        levels = [r["level"] for r in known if r["level"]]
        yield {
            "city": city[0],
            "state": city[1],
            "country": city[2],
            "is_certified": latest(first) <= on,
            "level": levels[-1] if levels else "Not stated",
            "year": min(latest(first), on).year,
            "standard": "Present" if known[-1]["edition"] == "2022" else "Earlier",
            "size": band(sizes.get(city, "")),
        }


def band(population: str) -> str:
    """The size band of a population as text."""
    edges = ((500_000, "500,000+"), (250_000, "250,000–500,000"), (100_000, "100,000–250,000"), (30_000, "30,000–100,000"))
    return next((name for least, name in edges if population and int(population) >= least), "unknown")
