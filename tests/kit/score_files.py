"""Record files with practice scores for the tests: real cities, invented scores, in the smallest format."""

from __future__ import annotations

import random
from pathlib import Path

from tests.kit import record
from tests.kit.record_files import REFERENCE

SCORES_BY_EDITION = REFERENCE.facts.scores_by_edition
NAMES_2018 = {
    "data_governance": "Data Governance", "evaluations": "Evaluations", "general_management": "General Management",
    "open_data": "Open Data", "performance_and_analytics": "Performance & Analytics", "repurposing": "Repurposing",
    "results_driven_contracting": "Results-Driven Contracting", "stakeholder_engagement": "Stakeholder Engagement",
}  # fmt: skip


def cities_of(edition: str, count: int) -> list[dict[str, str]]:
    """The smallest rows of so many US awards of an edition, one per city: city, state, population, level, year."""
    people = {record.key(c): c["population"] for c in record.rows("cities")}
    awards = [r for r in record.rows("awards") if r["edition"] == edition and r["level"] and r["country"] == "US"]
    first = {record.key(r): r for r in reversed(awards) if r["award"] == "certified"}
    rows = [
        {"city": r["city"], "state": r["state"], "population": people[key], "level": r["level"], "year": r["year"]}
        for key, r in sorted(first.items())
    ]
    return rows[:count]


def scored(rows: list[dict[str, str]], edition: str, seed: int = 1) -> list[dict[str, str]]:
    """The rows with an invented score in each practice; the last row has none, the one before lacks one practice."""
    chance = random.Random(seed)
    found = [row | {name: f"{chance.randint(10, 1000) / 10:g}" for name in SCORES_BY_EDITION[edition]} for row in rows]
    found[-1] |= dict.fromkeys(SCORES_BY_EDITION[edition], "")
    found[-2][SCORES_BY_EDITION[edition][0]] = ""
    return found


def written(path: Path, rows: list[dict[str, str]]) -> Path:
    """The rows as a CSV file."""
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
