"""A record file of invented awards that meets every rule: many cities of one country, each with a history that rises."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from pathlib import Path

COLUMNS = (
    "city", "state", "country", "population", "population_year", "lat", "lon", "year", "announced_on", "date_precision", "award",
    "level", "edition", "source_url",
)  # fmt: skip
# What each city is given, in order: day, award, level, edition.
HISTORY = (
    ("2018-01-25", "certified", "Silver", "2017"),
    ("2019-04-24", "recertified", "Silver", "2018"),
    ("2020-06-29", "leveled_up", "Gold", "2018"),
    ("2021-07-14", "recertified", "Gold", "2018"),
    ("2021-12-15", "recertified", "Gold", "2018"),
    ("2022-09-15", "recertified", "Gold", "2022"),
    ("2023-06-21", "leveled_up", "Platinum", "2022"),
    ("2024-01-23", "recertified", "Platinum", "2022"),
    ("2025-02-26", "recertified", "Platinum", "2022"),
    ("2026-01-14", "recertified", "Platinum", "2022"),
)
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ja", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "xu", "za", "bri", "cro")
REGIONS = ("Bahia", "Goiás", "Mato Grosso", "Minas Gerais", "Pará", "Tocantins")


def write(path: Path, award_count: int) -> Path:
    """Writes that many awards (a multiple of ten) and returns the path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for city in itertools.islice(cities(), award_count // len(HISTORY)):
            table.writerows((*city, day[:4], day, "day", *rest, "https://example.org/awards") for day, *rest in HISTORY)
    return path


def cities() -> Iterator[tuple[object, ...]]:
    """Name, region, country, population, its year and a point well inside the country; no two names are alike."""
    for number, syllables in enumerate(itertools.product(SYLLABLES, repeat=5)):
        lat, lon = -16 + number % 900 / 100, -54 + number // 900 % 800 / 100
        yield ("".join(syllables).title(), REGIONS[number % len(REGIONS)], "BR", 30_000 + number % 900_000, 2024, lat, lon)
