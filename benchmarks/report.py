"""What `make bench` says: one table for people, one JSON for comparing runs."""

from __future__ import annotations

import json
import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.promises import BARS, Bar, amount
from benchmarks.rounds import Figure

WIDTHS = (10, 9, 14, 13)
PACKAGES = ("streamlit", "uvicorn", "duckdb", "pandas", "plotly")
Figures = dict[str, Figure]


def line(*cells: str) -> str:
    """One line of the table; the last cell is as long as it is."""
    return "  ".join([*(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=False)), *cells[len(WIDTHS) :]]).rstrip()


def heading() -> str:
    """The first line of the table."""
    return line("row", "bar is", "measured", "bar", "what")


def lines(row: str, figures: Figures) -> list[str]:
    """One line per bar of a row, and under it where its figure comes from."""
    said = []
    for bar in BARS[row]:
        figure = figures[bar.key]
        said.append(line(row, verdict(bar, figure), amount(figure.value, bar.unit), bar.in_words, bar.what))
        said.append(line("", "", "", "", f"  {figure.detail}"))
    return said


def verdict(bar: Bar, figure: Figure) -> str:
    """`met` or `missed`."""
    return "met" if bar.is_met(figure.value) else "missed"


def write(path: Path, measured: dict[str, Figures], failures: dict[str, str], is_quick: bool) -> None:
    """The whole run as JSON: for each bar what was promised and measured, with every sample."""
    whole = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "quick": is_quick,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "rows": {row: {bar.key: entry(bar, figures[bar.key]) for bar in BARS[row]} for row, figures in measured.items()},
        "not_measured": failures,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def entry(bar: Bar, figure: Figure) -> dict[str, object]:
    """One bar in the JSON."""
    return {
        "what": bar.what,
        "bar": bar.in_words,
        "measured": round(figure.value, 4),
        "unit": bar.unit,
        "met": bar.is_met(figure.value),
        "detail": figure.detail,
        "samples": figure.samples,
    }
