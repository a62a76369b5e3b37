"""Where does the record stand: the headline, the levels and the newest announcement, as a person checks them before a load?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

_NEWEST = """
select announced_on, title, announced_total, announced_total_basis, new_cities, new_named, level_ups, recertifications, source_url
from reconciliation order by announced_on desc limit 1
"""
_LEVELS = "select level, count(*) from standing_as_of(?) where is_certified group by level, level_rank order by level_rank desc"
_COUNTS = "select (select count(*) from awards), (select count(*) from practice_scores), (select max(as_of) from newest_date)"


@dataclass(frozen=True)
class Summary:
    """`named`: cities certified at least once by the newest date. `levels`: these by the latest level we found.

    `newest`: columns of the table `reconciliation` for the newest announcement; empty where there is none.
    """

    named: int
    awards: int
    scores: int
    levels: dict[str, int]
    newest: dict[str, Any]

    @property
    def headline(self) -> str:
        """The headline in words: the announced total and our named count."""
        if not self.newest:
            return f"{self.named} cities named here"
        total, on = self.newest["announced_total"], self.newest["announced_on"]
        return f"{total} cities announced by {_day(on)} ({self.newest['announced_total_basis']}), {self.named} named here"

    @property
    def levels_in_words(self) -> str:
        return ", ".join(f"{count} {level}" for level, count in self.levels.items()) or "none"

    @property
    def newest_in_words(self) -> str:
        """The newest announcement: its date, title and numbers, as far as they are known."""
        if not self.newest:
            return "none"
        numbers = {"new_cities": "new", "level_ups": "level-ups", "recertifications": "recertifications"}
        known = [f"{self.newest[name]} {noun}" for name, noun in numbers.items() if self.newest[name] is not None]
        return f"{_day(self.newest['announced_on'])}, “{self.newest['title']}”" + (f": {', '.join(known)}" if known else "")

    def lines(self) -> list[tuple[str, str]]:
        """Every line that a person compares: what it is, and what it says."""
        return [
            ("Headline", self.headline),
            ("Latest levels", self.levels_in_words),
            ("Newest announcement", self.newest_in_words),
            ("Awards on record", str(self.awards)),
            ("Practice scores", str(self.scores)),
        ]


def summary_of(con: duckdb.DuckDBPyConnection) -> Summary:
    """The summary of the record on `con`."""
    [(awards, scores, as_of)] = con.execute(_COUNTS).fetchall()
    levels = dict(con.execute(_LEVELS, [as_of]).fetchall())
    newest = con.execute(_NEWEST)
    names = [column[0] for column in newest.description or []]
    row = newest.fetchone()
    return Summary(sum(levels.values()), awards, scores, levels, dict(zip(names, row, strict=True)) if row else {})


def summary_of_file(snapshot: Path) -> Summary | None:
    """The summary of a published snapshot; None where it is of a release that cannot be asked."""
    try:
        with duckdb.connect(str(snapshot), read_only=True) as con:
            return summary_of(con)
    except (duckdb.CatalogException, duckdb.BinderException):
        return None


def _day(on: Any) -> str:
    return f"{on:%B} {on.day}, {on.year}"
