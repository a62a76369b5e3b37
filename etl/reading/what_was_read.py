"""What was read of a record file, in words: which sheet, where its header stands, how many rows, columns and cities."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from etl.reading.cell_grid import Grid
from etl.schema import ANNOUNCEMENT_COLUMNS, RECORD_COLUMNS

MOST_NAMED = 10


@dataclass(frozen=True)
class Reading:
    """One table that was read. `rows`: those below the header that are taken as awards; `passed_over`: sheet → reason."""

    file: str
    sheet: str = ""
    header_line: int = 0
    rows: int = 0
    columns: tuple[str, ...] = ()
    unread_columns: tuple[str, ...] = ()
    cities: int = 0
    passed_over: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, file: str, grid: Grid, frame: pd.DataFrame, scores: tuple[str, ...], passed_over: dict[str, str]) -> Reading:
        known = {*RECORD_COLUMNS, *scores, *ANNOUNCEMENT_COLUMNS}
        columns = [name for name in frame.columns if name in known]
        others = tuple(name for name in frame.columns if name not in known)
        place = [name for name in ("city", "state", "country") if name in frame]
        cities = len(frame[place].drop_duplicates()) if place else 0
        return cls(file, grid.sheet, grid.header_line, len(frame), tuple(columns), others, cities, passed_over)

    def in_words(self) -> str:
        """`spring.xlsx, read: Spring (header in row 4; 2 rows, 5 columns, 2 cities); not read: Records (hidden); columns: …`."""
        if not self.header_line:
            return f"{self.file}: nothing could be read"
        counts = [_counted(self.rows, "row"), _counted(len(self.columns), "column"), _counted(self.cities, "city", "cities")]
        header = f"header in row {self.header_line}; " if self.header_line > 1 else ""
        words = f"{self.file}, read: {self.sheet or 'its rows'} ({header}{', '.join(counts)})"
        others = [f"{title} ({reason})" for title, reason in self.passed_over.items()]
        words += f"; not read: {_listed(tuple(others))}" if others else ""
        words += f"; columns: {_listed(self.columns)}"
        return words + (f"; columns not read: {_listed(self.unread_columns)}" if self.unread_columns else "")

    def public(self) -> dict[str, object]:
        """The reading as `check --json` prints it."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "header_line": self.header_line,
            "row_count": self.rows,
            "city_count": self.cities,
            "columns": list(self.columns),
            "unread_columns": list(self.unread_columns),
            "not_read": self.passed_over,
        }


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def _listed(names: tuple[str, ...]) -> str:
    rest = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")
