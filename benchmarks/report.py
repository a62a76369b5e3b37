"""What `make bench` says: lines as the figures come, one page for a README at the end, one JSON for comparing runs."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.promises import ROWS, Bar, amount
from benchmarks.rounds import Figure

WIDTHS = (10, 9, 14, 13)
PACKAGES = ("streamlit", "uvicorn", "duckdb", "pandas", "plotly")
HEAD = ("row", "measured", "portal", "peer", "figure", "bar", "")
Figures = dict[str, Figure]


def line(*cells: str) -> str:
    """One line of the table; the last cell is as long as it is."""
    return "  ".join([*(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=False)), *cells[len(WIDTHS) :]]).rstrip()


def heading() -> str:
    """The first line of the table."""
    return line("row", "bar is", "measured", "bar", "what")


def lines(row: str, figures: Figures, awards: int = 0) -> list[str]:
    """One line per bar of a row, and under it where its figure comes from."""
    said = []
    for bar in ROWS[row].bars:
        figure = figures[bar.key]
        said.append(line(row, verdict(bar, figure), amount(figure.value, bar.unit), bar.in_words, what(bar, awards)))
        said.append(line("", "", "", "", f"  {figure.detail}"))
    return said


def page(measured: dict[str, Figures], failures: dict[str, str], awards: int = 0) -> str:
    """The run as one page of Markdown: for each row what a reader feels, for each bar portal, peer, ratio and bar."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    missing = [f"`{row}` could not be measured: {why}" for row, why in failures.items()]
    table = [_cells(HEAD), _cells(("---",) * len(HEAD))]
    for row, figures in measured.items():
        table.extend(_cells(cells) for cells in _of_row(row, figures, awards))
    head = f"`make bench` on {os.cpu_count()} cores, Python {platform.python_version()}, {packages}."
    return "\n\n".join([head, "\n".join(table), *missing])


def _of_row(row: str, figures: Figures, awards: int) -> Iterator[tuple[str, ...]]:
    first = f"`{row}`: {ROWS[row].felt}"
    for bar in ROWS[row].bars:
        figure = figures[bar.key]
        shown = (figure.portal, figure.peer, amount(figure.value, bar.unit), bar.in_words, verdict(bar, figure))
        yield (first, what(bar, awards), *shown)
        first = ""


def _cells(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def what(bar: Bar, awards: int) -> str:
    """What was measured; an old bar is marked."""
    return bar.what.format(awards=f"{awards:,}") + (" (until the next release)" if bar.is_old else "")


def verdict(bar: Bar, figure: Figure) -> str:
    """`met` or `missed`."""
    return "met" if bar.is_met(figure.value) else "missed"


def write(path: Path, measured: dict[str, Figures], failures: dict[str, str], is_quick: bool, awards: int = 0) -> None:
    """The whole run as JSON: for each bar what was promised and measured, with every sample."""
    whole = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "quick": is_quick,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "rows": {
            row: {bar.key: entry(bar, figures[bar.key], awards) for bar in ROWS[row].bars} for row, figures in measured.items()
        },
        "not_measured": failures,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def entry(bar: Bar, figure: Figure, awards: int) -> dict[str, object]:
    """One bar in the JSON."""
    return {
        "what": what(bar, awards),
        "bar": bar.in_words,
        "measured": round(figure.value, 4),
        "unit": bar.unit,
        "met": bar.is_met(figure.value),
        "portal": figure.portal,
        "peer": figure.peer,
        "detail": figure.detail,
        "samples": figure.samples,
    }
