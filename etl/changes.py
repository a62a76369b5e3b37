"""What one build changes in the published record against another: by city, in words."""

from __future__ import annotations

from datetime import datetime

import duckdb
import pandas as pd

from etl.schema import TABLES

SHOWN = ("level", "award", "date_words", "edition", "source_url", "announcement", "note")
NOUNS = {
    "announcements": "announcement",
    "practice_evidence": "item of evidence",
    "stories": "story",
    "wanted": "wanted row",
    "corrections": "correction",
    "eligible_places": "place of 30,000+",
    "practice_scores": "practice score",
}
_AWARDS = """
select award_id, city_id, city, state, country, country_name, award, level, date_words, edition, source_url, note, record_file,
    strftime(announcement, '%Y-%m-%d') as announcement, strftime(announced_on, '%Y-%m-%d') as announced_on,
    lag(level ignore nulls) over (partition by city_id order by announced_on, award_id) as level_before
from awards
"""


def awards_of(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every award with the level its city had before, indexed by award_id; blanks are empty text."""
    return con.execute(_AWARDS).df().astype("string").fillna("").set_index("award_id", drop=False).sort_index()


def label(row: pd.Series) -> str:
    """The city as a reader says it: `Tempe, AZ` in the US, `Bogotá, Colombia` elsewhere."""
    return f"{row['city']}, {row['state'] if row['country'] == 'US' else row['country_name']}"


def award_in_words(row: pd.Series) -> str:
    """One award as a sentence: `Tempe, AZ: Gold → Platinum, January 23, 2024`."""
    level = row["level"] or "level not stated"
    deed = {
        "certified": f"certified for the first time, {level}",
        "leveled_up": f"{row['level_before'] or 'level not stated'} → {level}",
        "recertified": f"recertified, {level}",
        "honor_roll": "on the Honor Roll",
    }[row["award"]]
    return f"{label(row)}: {deed}, {row['date_words']}"


def changed_in_words(before: pd.Series, after: pd.Series) -> str:
    """What differs between two states of one award, as a sentence."""
    parts = [
        f"{TABLES['awards'].column(c).title.lower()} now {after[c] or 'blank'} (was {before[c] or 'blank'})"
        for c in SHOWN
        if before[c] != after[c]
    ]
    return f"{label(after)}, {after['date_words']}: {'; '.join(parts)}"


def between(before: duckdb.DuckDBPyConnection | None, after: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Rows of the table `changes`; a first build has one row that says how many awards it holds."""
    new = awards_of(after)
    if before is None:
        first = {
            "change": "added",
            "in_words": f"First build of this record: {len(new)} awards",
            "record_file": "data/awards.csv",
        }
        return _numbered([first])
    old = awards_of(before)
    both = old.index.intersection(new.index)
    differs = both[(old.loc[both, list(SHOWN)] != new.loc[both, list(SHOWN)]).any(axis=1)] if len(both) else both
    rows = [_row("added", r, award_in_words(r)) for _, r in new.loc[new.index.difference(old.index)].iterrows()]
    rows += [_row("changed", new.loc[i], changed_in_words(old.loc[i], new.loc[i])) for i in differs]
    rows += [_row("removed", r, f"Removed: {award_in_words(r)}") for _, r in old.loc[old.index.difference(new.index)].iterrows()]
    return _numbered(rows + _other_tables(before, after))


def log_of(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Rows of the table `change_log` of a snapshot; empty where it was built before there was a log."""
    try:
        return con.execute("select * from change_log").df()
    except duckdb.CatalogException:
        return pd.DataFrame()


def logged(log: pd.DataFrame, changed: pd.DataFrame, built_at: datetime) -> pd.DataFrame:
    """The log with the rows of `changes` of a build that is published at `built_at` (UTC) added to it."""
    return pd.concat([log, changed.assign(logged_at=built_at.replace(tzinfo=None, microsecond=0))], ignore_index=True)


def _other_tables(before: duckdb.DuckDBPyConnection, after: duckdb.DuckDBPyConnection) -> list[dict]:
    rows = []
    for table, noun in NOUNS.items():
        old, new = (_contents(con, table) for con in (before, after))
        for change, some in (("added", new - old), ("removed", old - new)):
            if some:
                rows.append({"change": change, "in_words": f"{noun.capitalize()}s {change}: {len(some)}"})
    return rows


def _contents(con: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    return {text for (text,) in con.execute(f'select t::varchar from "{table}" as t').fetchall()}


def _row(change: str, award: pd.Series, in_words: str) -> dict:
    return {"change": change, "in_words": in_words, **award[["city_id", "city", "award_id", "record_file"]].to_dict()}


def _numbered(rows: list[dict]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[c for c in TABLES["changes"].columns if c != "change_id"])
    return frame.assign(change_id=range(1, len(frame) + 1))
