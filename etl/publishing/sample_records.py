"""Writes data/sample/records.csv: fictional cities with practice scores that fit their levels, the same at every run."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from etl.checking.practice_scores import practice_columns
from etl.reading.reference import DATA, Reference, load

RECORDS = DATA / "sample" / "records.csv"
SEED = 2018
COUNTRY, REGION = "ZZ", "Sample State"
NOTE = "Sample data: fictional city, invented scores."
POPULATIONS = (41_000, 68_000, 120_000, 155_000, 210_000, 270_000, 390_000, 520_000, 880_000)
FIRST_2018 = (date(2019, 4, 24), date(2020, 6, 29), date(2021, 7, 14))
FIRST_2022 = (date(2023, 6, 21), date(2024, 1, 23), date(2024, 6, 17), date(2025, 2, 26))
SPREAD_POINTS = 14

# City number: what it is given, in order, as (day, edition, level). A blank level is one that no source states.
SECOND_OF_2018 = {1: "Gold", 2: "Gold", 3: "Silver"}
LATER_2022 = {1: "Platinum", 2: "Gold", 3: "Gold", 4: "Silver", 5: "Gold", 6: "Silver"}
SECOND_OF_2022 = {15: "Gold", 16: "Gold", 17: "Platinum", 18: "Platinum", 19: "Silver"}
LEVELS_2018 = ("Silver", "Silver", "Silver", "Gold", "Silver")
LEVELS_2022 = ("Silver", "Gold", "Silver", "Gold", "Silver", "Gold", "Platinum")
LEVEL_NOT_STATED = 39
NOT_ASSESSED = {9: 1, 21: 2, 28: 1, 33: 3}
NOTHING_ASSESSED = 40
LAST_OF_2018, LAST = 14, 40
RANK = {"": 0, "Silver": 1, "Gold": 2, "Platinum": 3}


@dataclass
class Standard:
    """What the levels of one edition ask: `least` share in percent by level, criteria by score column (0 = not published)."""

    least: dict[str, float]
    criteria_count: int
    columns: dict[str, int] = field(default_factory=dict)
    is_published_by_practice: bool = True

    def band(self, level: str) -> tuple[float, float]:
        """Least share of the level, and the first share that is of the next one; in percent."""
        names = [name for name in self.least if pd.notna(self.least[name])]
        after = names[names.index(level) + 1 :]
        return self.least[level], self.least[after[0]] - 1 if after else 100


def standards(reference: Reference) -> dict[str, Standard]:
    """The editions that scores are given in, as the reference tables have them."""
    named = practice_columns(reference["practices"]).merge(reference["practices"], on=["edition_id", "practice_name"])
    found = {}
    bands = reference["edition_levels"]
    for edition in reference["editions"].to_dict("records"):
        mine = named[named["edition_id"] == edition["edition_id"]]
        levels = bands[bands["edition_id"] == edition["edition_id"]]
        least = dict(zip(levels["level"], levels["minimum_pct"], strict=True))
        columns = dict(zip(mine["column"], mine["criteria_count"].fillna(0).astype(int), strict=True))
        published = bool(mine["criteria_count"].notna().all())
        found[edition["edition_id"]] = Standard(least, int(edition["criteria_count"]), columns, published)
    return {name: found[name] for name in reference.facts.scores_by_edition}


def awards_of(number: int) -> list[tuple[date, str, str]]:
    """What city `number` is given: day, edition and level of each award."""
    if number <= LAST_OF_2018:
        given = [(FIRST_2018[number % 3], "2018", LEVELS_2018[number % 5] if number > 3 else "Silver")]
        given += [(date(2021, 12, 15), "2018", SECOND_OF_2018[number])] if number in SECOND_OF_2018 else []
        return given + ([(date(2024, 1, 23), "2022", LATER_2022[number])] if number in LATER_2022 else [])
    level = {LEVEL_NOT_STATED: "", NOTHING_ASSESSED: "Silver"}.get(number, LEVELS_2022[number % 7])
    if number in SECOND_OF_2022:
        level = "Gold" if SECOND_OF_2022[number] == "Platinum" else "Silver"
    given = [(FIRST_2022[0] if number in SECOND_OF_2022 else FIRST_2022[number % 4], "2022", level)]
    return given + ([(date(2026, 1, 14), "2022", SECOND_OF_2022[number])] if number in SECOND_OF_2022 else [])


def scores(standard: Standard, level: str, chance: random.Random) -> dict[str, float]:
    """Shares in percent by column that fit the level.

    Over all criteria where their number per practice is published, else on average.
    """
    low, high = standard.band(level or "Silver")
    if standard.is_published_by_practice:
        slots = [column for column, count in standard.columns.items() for _ in range(count)]
        fitting = [n for n in range(standard.criteria_count + 1) if low <= 100 * n / standard.criteria_count <= high]
        met = chance.sample(slots, chance.choice(fitting))
        return {column: round(100 * met.count(column) / count, 1) for column, count in standard.columns.items()}
    while True:
        middle = chance.uniform(low, high)
        drawn = {column: float(min(100, max(0, round(chance.gauss(middle, SPREAD_POINTS))))) for column in standard.columns}
        if low <= sum(drawn.values()) / len(drawn) <= high:
            return drawn


def rows_of(number: int, known: dict[str, Standard], chance: random.Random) -> list[dict[str, object]]:
    """The rows of one city in the record format."""
    rows: list[dict[str, object]] = []
    rank = 0
    for day, edition, level in awards_of(number):
        award = "certified" if not rows else "leveled_up" if RANK[level] > rank else "recertified"
        rank = RANK[level] or rank
        given = scores(known[edition], level, chance) if number != NOTHING_ASSESSED else {}
        for column in chance.sample(sorted(given), NOT_ASSESSED.get(number, 0)):
            del given[column]
        rows.append(
            {
                "city": f"Sample City {number:02}",
                "state": REGION,
                "country": COUNTRY,
                "population": POPULATIONS[number % len(POPULATIONS)],
                "population_year": 2024,
                "level": level,
                "year": day.year,
                "announced_on": day.isoformat(),
                "award": award,
                "edition": edition,
                **given,
                "publish_scores": "yes",
                "note": NOTE,
            }
        )
    return rows


def write(out: Path = RECORDS) -> Path:
    """Writes the file and gives its path."""
    reference = load()
    known, chance, score_columns = standards(reference), random.Random(SEED), reference.facts.score_columns
    table = pd.DataFrame([row for number in range(1, LAST + 1) for row in rows_of(number, known, chance)])
    columns = [name for name in table.columns if name not in (*score_columns, "publish_scores", "note")]
    table = table.reindex(columns=[*columns, *score_columns, "publish_scores", "note"])
    out.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(out, index=False, lineterminator="\n", float_format="%g")
    return out


if __name__ == "__main__":
    write()
