"""What one build changes in the published record against another: by city, in words."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import duckdb
import pandas as pd

from etl.schema import TABLES

Award = dict[str, str]
SHOWN = ("level", "award", "announced_on", "not_before", "date_precision", "edition", "source_url", "announcement", "note")
# No city has two awards of one kind within so short a time that one could be taken for the other.
SAME_WITHIN_DAYS = 731
_SHOWN = f"select award_id, {', '.join(SHOWN)} from"
_DIFFERENT = f"""
create or replace temp table different as
select award_id from ({_SHOWN} awards except {_SHOWN} published.awards)
union
select award_id from ({_SHOWN} published.awards except {_SHOWN} awards)
"""
_AWARDS = """
select award_id, city_id, city, state, country, country_name, award, level, edition, source_url, note, record_file,
    date_words(announced_on, not_before, date_precision) as date_words, date_precision,
    strftime(announcement, '%Y-%m-%d') as announcement, strftime(announced_on, '%Y-%m-%d') as announced_on,
    strftime(not_before, '%Y-%m-%d') as not_before,
    lag(level ignore nulls) over of_city as level_before, deed, is_certification,
    level_rank < lag(level_rank ignore nulls) over of_city as is_lower, place
from {awards} left join award_kinds using (award) left join (select level, level_rank from levels) using (level)
    left join (
        select city_id, coalesce(geoid, round(lat, 3) || ' ' || round(lon, 3), city_id) as place from {cities}
    ) using (city_id)
window of_city as (partition by city_id order by announced_on, award_id)
qualify award_id in (from different)
"""


def awards_of(con: duckdb.DuckDBPyConnection, record: str) -> pd.DataFrame:
    """The different awards of a record (`published.` or none) with the level their city had before, by award_id.

    Blanks are empty text; `place` is what a city keeps when its name is corrected.
    """
    found = con.execute(_AWARDS.format(awards=f"{record}awards", cities=f"{record}cities")).df()
    return found.astype("string").fillna("").set_index("award_id", drop=False).sort_index()


def label(row: Award) -> str:
    """The city as a reader says it: `Tempe, AZ` in the US, `Bogotá, Colombia` elsewhere."""
    return f"{row['city']}, {row['state'] if row['country'] == 'US' else row['country_name']}"


def award_in_words(row: Award) -> str:
    """One award as a sentence: `Tempe, AZ: Gold → Platinum, January 23, 2024`."""
    level = row["level"] or "level not stated"
    said = f"{row['deed']}, {level}" if row["is_certification"] == "True" else row["deed"]
    if row["award"] == "leveled_up":
        said = f"{row['level_before'] or 'level not stated'} → {level}"
    if row["is_lower"] == "True":
        said = f"{row['level_before']} → {level} (lower than on record)"
    return f"{label(row)}: {said}, {row['date_words']}"


def changed_in_words(before: Award, after: Award) -> str:
    """What differs between two states of one award, as a sentence."""
    parts = [f"city now {after['city']} (was {before['city']})"] if before["city"] != after["city"] else []
    parts += [
        f"{TABLES['awards'].column(c).title.lower()} now {after[c] or 'blank'} (was {before[c] or 'blank'})"
        for c in SHOWN
        if before[c] != after[c]
    ]
    return f"{label(after)}, {after['date_words']}: {'; '.join(parts)}"


def between(before: Path | None, con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Rows of the table `changes` from the snapshot file `before` to the record on `con`; a first build has one row."""
    if before is None:
        [(count,)] = con.execute("select count(*) from awards").fetchall()
        words = f"First build of this record: {count} awards"
        return _numbered([{"change": "added", "in_words": words, "record_file": "data/awards.csv"}])
    path = str(before).replace("'", "''")
    con.execute(f"attach '{path}' as published (read_only)")
    try:
        return _numbered(_changed_awards(con) + _changed_announcements(con) + _other_tables(con))
    finally:
        con.execute("detach published")


def _changed_awards(con: duckdb.DuckDBPyConnection) -> list[dict]:
    con.execute(_DIFFERENT)
    old, new = awards_of(con, "published."), awards_of(con, "")
    added, removed = new.drop(index=old.index, errors="ignore"), old.drop(index=new.index, errors="ignore")
    renamed = same_awards(removed, added)
    both = old.index.intersection(new.index)
    pairs = zip(old.loc[both].to_dict("records"), new.loc[both].to_dict("records"), strict=True)
    rows = [_row("added", award, award_in_words(award)) for award in added.drop(index=list(renamed.values())).to_dict("records")]
    rows += [_row("changed", now, changed_in_words(then, now)) for then, now in pairs]
    for before, after in renamed.items():
        then, now = removed.loc[before].to_dict(), added.loc[after].to_dict()
        rows.append(_row("changed", now, changed_in_words(then, now)) | {"award_id_before": before})
    gone = removed.drop(index=list(renamed)).to_dict("records")
    return rows + [_row("removed", award, f"Removed: {award_in_words(award)}") for award in gone]


def same_awards(removed: pd.DataFrame, added: pd.DataFrame) -> dict[str, str]:
    """Which removed award is which added one, under a corrected date or name: one kind, one place, within two years."""
    found: dict[str, str] = {}
    for key, gone in removed.groupby(["place", "award"]):
        new = added[(added["place"] == key[0]) & (added["award"] == key[1])]
        if len(gone) == len(new):
            pairs = zip(gone.sort_values("announced_on").index, new.sort_values("announced_on").index, strict=True)
            found |= {then: now for then, now in pairs if _days_between(removed.loc[then], added.loc[now]) <= SAME_WITHIN_DAYS}
    return found


def _days_between(then: pd.Series, now: pd.Series) -> int:
    return abs((pd.Timestamp(now["announced_on"]) - pd.Timestamp(then["announced_on"])).days)


def log_of(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Rows of the table `change_log` of a snapshot; empty where it was built before there was a log."""
    try:
        return con.execute("select * from change_log").df()
    except duckdb.CatalogException:
        return pd.DataFrame()


def logged(log: pd.DataFrame, changed: pd.DataFrame, built_at: datetime) -> pd.DataFrame:
    """The log with the rows of `changes` of a build that is published at `built_at` (UTC) added to it."""
    grown = pd.concat([log, changed.assign(logged_at=built_at.replace(tzinfo=None, microsecond=0))], ignore_index=True)
    # A log of an earlier release may lack a column.
    return grown.reindex(columns=list(TABLES["change_log"].columns))


def with_step(changed: pd.DataFrame, told: str) -> pd.DataFrame:
    """The rows of `changes` after one that says which step of the ledger made them."""
    return _numbered([{"change": "changed", "in_words": told}, *changed.drop(columns="change_id").to_dict("records")])


def _changed_announcements(con: duckdb.DuckDBPyConnection) -> list[dict]:
    """Announcements by date and title: those that are new, that are gone, and what differs in the others."""
    now, then = (
        con.execute(f"select * from {name} order by announced_on").df().astype("string").fillna("").set_index("announced_on")
        for name in ("announcements", "published.announcements")
    )
    rows = [("added", f"Announcement added: {_announcement(one)}") for one in _rows_of(now, now.index.difference(then.index))]
    for one in _rows_of(now, now.index.intersection(then.index)):
        was = then.loc[one["announced_on"]]
        parts = [
            f"{TABLES['announcements'].column(c).title.lower()} now {one[c] or 'blank'} (was {was[c] or 'blank'})"
            for c in now.columns.intersection(then.columns)
            if one[c] != was[c]
        ]
        rows += [("changed", f"Announcement changed: {_announcement(one)}: {'; '.join(parts)}")] if parts else []
    gone = _rows_of(then, then.index.difference(now.index))
    rows += [("removed", f"Announcement removed: {_announcement(one)}") for one in gone]
    return [{"change": change, "in_words": words} for change, words in rows]


def _rows_of(table: pd.DataFrame, days: pd.Index) -> list[Award]:
    return table.loc[days].reset_index().to_dict("records")


def _announcement(row: Award) -> str:
    """`May 12, 2026, “Spring 2026”`."""
    on = date.fromisoformat(row["announced_on"][:10])
    return f"{on:%B} {on.day}, {on.year}, “{row['title']}”"


def _other_tables(con: duckdb.DuckDBPyConnection) -> list[dict]:
    rows = []
    told = "announcements"  # one by one
    for table, plural in {name: table.plural for name, table in TABLES.items() if table.plural and name != told}.items():
        columns = _in_both(con, table)
        sides = (f'select distinct {columns} from "{table}"', f'select distinct {columns} from published."{table}"')
        for change, (more, less) in (("added", sides), ("removed", sides[::-1])):
            [(count,)] = con.execute(f"select count(*) from ({more} except {less})").fetchall()
            if count:
                rows.append({"change": change, "in_words": f"{plural.capitalize()} {change}: {count}"})
    return rows


def _in_both(con: duckdb.DuckDBPyConnection, table: str) -> str:
    """The columns that the table has in both snapshots: one that a release adds changes no row."""
    asked = "select column_name from duckdb_columns() where table_name = ?"
    names = con.execute(f"{asked} group by column_name having count(distinct database_name) > 1", [table]).fetchall()
    return ", ".join(f'"{name}"' for (name,) in names) or "null"


def _row(change: str, award: Award, in_words: str) -> dict:
    return {"change": change, "in_words": in_words} | {
        name: award[name] for name in ("city_id", "city", "award_id", "record_file")
    }


def _numbered(rows: list[dict]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[c for c in TABLES["changes"].columns if c != "change_id"])
    return frame.assign(change_id=range(1, len(frame) + 1))
