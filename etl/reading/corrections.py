"""Corrections of the record: rows of data/corrections.csv laid over the tables, each finding its old value."""

from __future__ import annotations

import pandas as pd

from etl.findings import Blocked, Finding

KEYS = {
    "cities": ["city", "state", "country"],
    "eligible_places": ["geoid"],
    "announcements": ["announced_on"],
    "awards": ["city", "state", "country", "announced_on", "award"],
    "practice_evidence": ["evidence_id"],
    "stories": ["city", "state", "country", "headline"],
    "levels": ["level"],
    "size_bands": ["size_band"],
    "award_kinds": ["award"],
    "editions": ["edition_id"],
    "level_bands": ["edition_id", "level"],
    "practices": ["edition_id", "practice_code"],
    "criteria": ["edition_id", "criterion_code"],
    "benchmarks": ["year", "practice_or_measure", "statistic", "value"],
    "partners": ["partner", "what_it_offers"],
    "wanted": ["kind", "place", "wanted"],
}


def refuse_unknown_tables(corrections: pd.DataFrame) -> None:
    """Raises Blocked where a row of corrections.csv names no table that can be corrected."""
    unknown = corrections[~corrections["table_name"].isin(list(KEYS))]
    findings = [
        Finding(
            "data/corrections.csv", int(line) + 2, "table_name", str(row["table_name"]), "correction_names_a_table",
            f"no table {row['table_name']!r} can be corrected", f"Write one of: {', '.join(KEYS)}",
        )
        for line, row in unknown.iterrows()
    ]  # fmt: skip
    if findings:
        raise Blocked(findings)


def corrected(name: str, frame: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """`frame` with the rows of corrections.csv for table `name` laid over it; a correction must find its old value."""
    mine = corrections[corrections["table_name"] == name] if len(corrections) else corrections
    if not len(mine):
        return frame
    keys = frame[KEYS[name]].fillna("").agg("|".join, axis=1)
    frame, findings = frame.copy(), []
    for line, row in mine.iterrows():
        at = keys.index[keys == row["row_key"]]
        column = row["column_name"]
        found = frame.loc[at, column].fillna("").tolist() if column in frame else []
        if found != [row["was"] if pd.notna(row["was"]) else ""]:
            findings.append(_stale_correction(int(line) + 2, row, found))
        else:
            frame.loc[at, column] = row["becomes"]
    if findings:
        raise Blocked(findings)
    return frame


def _stale_correction(line: int, row: pd.Series, found: list) -> Finding:
    return Finding(
        "data/corrections.csv", line, "was", str(row["was"]), "correction_finds_its_value",
        f"{row['table_name']} has {found or 'no such row'} at {row['row_key']}, column {row['column_name']}",
        "Write the key, the column and the old value as they stand in the table",
    )  # fmt: skip
