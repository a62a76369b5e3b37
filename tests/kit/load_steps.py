"""Files to load over the small record, and what is published after it."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.loading import plans, steps
from etl.loading.plans import Directories, Given
from etl.publishing import snapshot_files
from tests.kit.record_files import csv_file

HEADER = "city,state,population,level,announced_on"
SCORES = "city,state,population,level,announced_on,award,edition,open_data,data_management"


def spring(folder: Path) -> Path:
    """Two awards of a spring announcement."""
    return csv_file(folder / "spring.csv", HEADER, "Toledo,OH,,Silver,2026-05-12", "Anchorage,AK,,Gold,2026-05-12")


def fall(folder: Path) -> Path:
    """Two awards of the next one, one of them a rise of a city of spring."""
    return csv_file(folder / "fall.csv", HEADER, "Aurora,IL,,Silver,2026-10-20", "Toledo,OH,,Gold,2026-10-20")


def scores(folder: Path, name: str, city: str, *values: int) -> Path:
    """One new city with two scores that may not be published."""
    return csv_file(folder / name, SCORES, f"{city},,Silver,2026-06-17,certified,2022,{values[0]},{values[1]}")


def load(places: Directories, *files: Path, audience: str = "public", **said: str) -> steps.Done:
    """Loads the files for that audience; `said`: of their announcement."""
    plan = plans.load(places, [Given(file, announcement=said) for file in files], audience, "ana")
    return steps.carry_out(places, plan)


def content(places: Directories, audience: str = "public") -> str:
    """The content hash of the published record."""
    return snapshot_files.current(places.out[audience])["content_sha256"]


def asked(places: Directories, question: str, audience: str = "public") -> list:
    """The rows that answer the question on the published record."""
    pointer = snapshot_files.current(places.out[audience])
    with duckdb.connect(str(places.out[audience] / pointer["snapshot"]), read_only=True) as con:
        return con.execute(question).fetchall()
