"""A copy of data/ for a test to edit, with the outlines of states and countries where they were."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from tests.kit import record


def copied(folder: Path) -> Path:
    """The reference tables in a new `folder`."""
    folder.mkdir()
    for path in record.DATA.glob("*.csv"):
        shutil.copy(path, folder)
    (folder / "geo").symlink_to(record.DATA / "geo")
    return folder


def append(path: Path, *rows: dict[str, object]) -> None:
    """Rows below the others of a CSV file; a column that a row does not name stays blank."""
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, header, lineterminator="\n").writerows(rows)


def replace(path: Path, old: str, new: str) -> None:
    """The file with a text that stands in it once replaced."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
