"""The sheet `announcement` of a workbook: what announcement its rows belong to, as labels and values side by side or below."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import openpyxl

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
        content = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if SHEET.encode() not in parts.read("xl/workbook.xml").lower():
                return []
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        sheets = [s for s in book.worksheets if s.title.strip().casefold() == SHEET and s.sheet_state == "visible"]
        written = list(sheets[0].iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)) if sheets else []
    except Exception:  # openpyxl raises whatever a damaged part happens to trip over; the rows of the file are read before this
        return []
    rows = [(line, [_text(cell) for cell in cells]) for line, cells in enumerate(written, start=1)]
    return [(line, cells) for line, cells in rows if any(cells)]


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value).strip()
