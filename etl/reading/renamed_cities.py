"""Old addresses of cities whose name changed, so that every link that was ever made goes on leading somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import pandas as pd

from etl.findings import Blocked, Finding
from etl.reading.data_files import read_table
from etl.reading.reference import typed
from etl.schema import TABLES

NAME = "renamed_cities"


def path(data: Path) -> Path:
    """The file of old addresses, one row each: old_city_id, city_id, note, source_url."""
    return data / f"{NAME}.csv"


def read(data: Path, city_ids: Collection[str]) -> pd.DataFrame:
    """The table `renamed_cities`; `city_ids` are those of today.

    Raises Blocked where an old id is that of a city of today, or leads to none.
    """
    table = typed(NAME, read_table(path(data), TABLES[NAME].in_file), f"data/{NAME}.csv")
    findings = list(_wrong(table, set(city_ids)))
    if findings:
        raise Blocked(findings)
    return table


def _wrong(table: pd.DataFrame, city_ids: set[str]) -> Iterator[Finding]:
    for line, row in enumerate(table.to_dict("records"), start=2):
        file, old, new = f"data/{NAME}.csv", str(row["old_city_id"]), str(row["city_id"])
        if old in city_ids:
            rule = "there is a city of this id today, whose page the row would hide"
            yield Finding(file, line, "old_city_id", old, "old_id", rule, "Take the row out, or rename the city of today")
        if new not in city_ids:
            rule = "there is no city of this id"
            yield Finding(file, line, "city_id", new, "known_city", rule, "Write the id of today, such as austin-tx")
