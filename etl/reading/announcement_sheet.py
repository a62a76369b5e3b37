"""The sheet `announcement` of a workbook: what announcement its rows belong to, as labels and values side by side or below."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from etl.reading.unreadable import Unreadable
from etl.reading.workbook import rows_of_sheet
from etl.schema import ANNOUNCEMENT_COLUMNS

SHEET = "announcement"
DATE = "announcement"
LABELS = {
    **{name: name for name in (DATE, *ANNOUNCEMENT_COLUMNS)},
    **dict.fromkeys(("announcement_date", "date", "announced_on"), DATE),
    "title": "announcement_title",
    **dict.fromkeys(("total", "total_cities"), "stated_total"),
    "new": "new_cities",
    "recertified": "recertifications",
    **dict.fromkeys(("source", "source_url"), "announcement_source"),
}
MOST_ROWS, MOST_COLUMNS = 40, 20


@dataclass(frozen=True)
class Said:
    """One thing said of an announcement: its text, the line it stands in (0 = none) and the place as a finding names it."""

    text: str
    line: int
    place: str


def read(path: Path) -> tuple[dict[str, Said], list[Said]]:
    """What the sheet says, by DATE and the names of ANNOUNCEMENT_COLUMNS, and labels that mean nothing to it.

    Nothing where the file is no workbook or has no such sheet in sight; a workbook that cannot be read is reported elsewhere.
    """
    rows = _rows(path) if path.suffix.lower() == ".xlsx" else []
    lies_flat = bool(rows) and sum(_label(cell) in LABELS for cell in rows[0][1]) > 1
    pairs = _below(rows) if lies_flat else [(n, cells[0], (*cells[1:], "")[0]) for n, cells in rows if cells]
    said = [(_label(label), Said(value, line, f"sheet {SHEET}, {label}")) for line, label, value in pairs if label and value]
    known = {LABELS[label]: one for label, one in said if label in LABELS}
    return known, [one for label, one in said if label not in LABELS]


def _below(rows: list[tuple[int, list[str]]]) -> list[tuple[int, str, str]]:
    """Labels in the first row and the values in the next one."""
    return [(line, label, value) for line, cells in rows[1:2] for label, value in zip(rows[0][1], cells, strict=False)]


def _label(written: str) -> str:
    return re.sub(r"[\s_-]+", "_", written.strip().strip(":").casefold())


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """The rows of the sheet that hold something, as text, with their line."""
    try:
        rows = rows_of_sheet(path, SHEET, MOST_ROWS)
    except Unreadable:
        return []
    texts = {line: [cell.strip() for cell in cells[:MOST_COLUMNS]] for line, cells in rows.items()}
    return [(line, cells) for line, cells in texts.items() if any(cells)]
