"""What would a build take out of the published record that an earlier file brought? It does so only where somebody says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pandas as pd

from etl.publishing import record_changes
from etl.publishing.snapshot_files import LossOfRecords

ALL = "*"
NAMED_AT_MOST = 12
# A source that came half or empty is seen by what the record would lose.
RECORD_TABLES = ("cities", "awards", "announcements", "practice_scores")
LARGEST_LOSS = 0.2
# A file of data/ is edited in place, so it is the same by its name; any other is the same by what it holds.
_GONE = """
select record_file, sha256 from published.build_inputs as before
where record_file not in (select record_file from build_inputs where record_file like 'data/%')
    and (record_file like 'data/%' or sha256 not in (select sha256 from build_inputs))
order by record_file
"""
# The same award may have another day now, and so another id.
_AWARDS = """
select record_file, city, state, country, country_name from published.awards as before
where record_file in (select unnest($gone)) and not exists (
    select 1 from awards as now
    where now.award_id = before.award_id
        or (now.city_id, now.award, now.year) = (before.city_id, before.award, before.year)
)
order by city, state
"""
_SCORES = """
select distinct city, state, country, country_name, count(*) over (partition by city_id) as score_count
from (select distinct city_id, edition, practice_name from published.practice_scores
    except select city_id, edition, practice_name from practice_scores)
join published.cities using (city_id)
order by city, state
"""
_CITIES_WITH_LESS = """
select city, state, country, country_name from published.cities
where city_id in (
    select city_id from (select city_id, award_id from published.awards except select city_id, award_id from awards)
    union select city_id from (
        select city_id, edition, practice_name from published.practice_scores
        except select city_id, edition, practice_name from practice_scores
    )
)
order by city, state
"""


@dataclass(frozen=True)
class Permission:
    """What may be lost: files by name (ALL = any), and those whose sha256 is in `leaving`, because a step takes them out."""

    named: frozenset[str] = field(default_factory=frozenset)
    leaving: frozenset[str] = field(default_factory=frozenset)

    def covers(self, record_file: str, sha256: str) -> bool:
        """Whether the loss of what that file brought is meant."""
        names = {*self.named, *(Path(name).name for name in self.named)}
        return ALL in names or record_file in names or sha256 in self.leaving


def refuse(con: duckdb.DuckDBPyConnection, published: Path, before: dict, rows: dict[str, int], may: Permission) -> None:
    """Raises LossOfRecords where the record on `con` lacks an award or a score that a file brought which it was not built from.

    Also where a table would lose more than a fifth of what is published (`before`: its manifest), unless a loss was meant.
    """
    if ALL in may.named:
        return
    path = str(published).replace("'", "''")
    con.execute(f"attach '{path}' as published (read_only)")
    try:
        gone = con.execute(_GONE).fetchall()
        unmeant = [name for name, sha256 in gone if not may.covers(name, sha256)]
        if reason := _refused(con, unmeant):
            raise LossOfRecords(reason)
        if not gone or unmeant:
            refuse_loss(before, rows, _cities(con, _CITIES_WITH_LESS))
    finally:
        con.execute("detach published")


def refuse_loss(before: dict, rows: dict[str, int], cities: Sequence[str] = ()) -> None:
    """Raises LossOfRecords where a table would lose more than a fifth of what is published; names these `cities`."""
    published = before.get("rows", {})
    lost = [
        f"{table.replace('_', ' ')} from {published[table]} to {rows.get(table, 0)} rows"
        for table in RECORD_TABLES
        if rows.get(table, 0) < published.get(table, 0) * (1 - LARGEST_LOSS)
    ]
    if lost:
        of = f"; cities that would lose: {_listed(list(cities))}" if cities else ""
        raise LossOfRecords(f"the record would shrink ({', '.join(lost)}{of}); if that is meant, build with --accept-loss")


def _refused(con: duckdb.DuckDBPyConnection, files: list[str]) -> str:
    """Why the loss of what `files` brought is refused; blank where nothing of it is lost.

    Nobody notes which of several files brought a score, so each may have.
    """
    awards = con.execute(_AWARDS, {"gone": files}).df()
    lost = [
        f"{len(of_file)} {_noun(len(of_file), 'award')} of {name} ({_listed(_labels(of_file))})"
        for name, of_file in awards.groupby("record_file")
    ]
    brought = [str(name) for name in awards["record_file"].unique()]
    may_hold_scores = [name for name in files if not name.startswith("data/")]
    scores = con.execute(_SCORES).df() if may_hold_scores else awards.iloc[:0]
    if len(scores):
        count = int(scores["score_count"].sum())
        cities = _listed(_labels(scores))
        lost.append(f"{count} practice {_noun(count, 'score')} of {cities} that came with {' or '.join(may_hold_scores)}")
        brought = list(dict.fromkeys([*brought, *may_hold_scores]))
    options = " ".join(f"--accept-loss {name!r}" if " " in name else f"--accept-loss {name}" for name in brought)
    what = "that file as well, keep it" if len(brought) == 1 else "these files as well, keep them"
    return f"this would take out {' and '.join(lost)}; name {what} with etl load, or say {options}" if lost else ""


def _noun(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _cities(con: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    return _labels(con.execute(sql).df())


def _labels(cities: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys(record_changes.label(city) for city in cities.to_dict("records")))


def _listed(cities: list[str]) -> str:
    more = len(cities) - NAMED_AT_MOST
    return "; ".join(cities[:NAMED_AT_MOST]) + (f"; and {more} more" if more > 0 else "")
