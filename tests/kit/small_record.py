"""A record of a few cities for tests that build it many times: the same tables as data/, a fraction of the rows."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from tests.kit.record import DATA, rows

CITIES = {("Boise", "ID"), ("Austin", "TX"), ("Tempe", "AZ"), ("Bogotá", "Bogotá")}
LARGE_PLACE = 150_000


def small_data(folder: Path) -> Path:
    """A directory of reference tables with the awards of CITIES alone; every announcement, and the larger US places."""
    data = Path(shutil.copytree(DATA, folder / "data", ignore=shutil.ignore_patterns("snapshots*", "loaded", "sample")))
    for name in ("awards", "cities", "practice_evidence", "stories"):
        _keep(data, name, [row for row in rows(name) if (row["city"], row["state"]) in CITIES])
    _keep(data, "eligible_places", [row for row in rows("eligible_places") if int(row["population"]) >= LARGE_PLACE])
    return data


def certified(files: list[Path]) -> int:
    """How many cities were certified at least once: of the small record and of these record files, counted from their rows."""
    own = [row for row in rows("awards") if (row["city"], row["state"]) in CITIES and row["award"] != "honor_roll"]
    more = [row for file in files for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())]
    return len({(row["city"], row["state"]) for row in [*own, *more]})


def _keep(data: Path, name: str, kept: list[dict[str, str]]) -> None:
    header = list(rows(name)[0])
    with (data / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(kept)
