"""What a person accepted of a file's mends: read in place of what stands there; the file itself stays as it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from etl.reading.cell_grid import Grid
from etl.reading.column_names import shown_name
from etl.reading.column_values import by_value
from etl.reading.plain_text import visible

VALUE, HEADING, ROW = "value", "heading", "row"
LONGEST_FOUND = 200


@dataclass(frozen=True)
class Mend:
    """`value`: each cell of `column` that holds `found` is read as `written`. `heading`: so is the heading `found`.

    `row`: line `found` of the sheet `column` is left out.
    """

    kind: str
    column: str
    found: str
    written: str = ""

    def in_words(self) -> str:
        """`level: “Gld” read as “Gold”`."""
        if self.kind == ROW:
            return f"row {self.found} left out"
        if self.kind == HEADING:
            return f"heading “{self.found}” read as {self.written}"
        return f"{self.column}: “{self.found}” read as {f'“{self.written}”' if self.written else 'blank'}"


def with_headings(grid: Grid, mends: Sequence[Mend]) -> Grid:
    """The grid with the headings that were mended."""
    words = {mend.found: mend.written for mend in mends if mend.kind == HEADING}
    if not words:
        return grid
    return replace(grid, headers=[words.get(shown_name(name), name) for name in grid.headers])


def is_left_out(line: int, sheet: str, mends: Sequence[Mend]) -> bool:
    """Whether that line of the sheet is not read."""
    return Mend(ROW, sheet, str(line)) in mends


def with_values(frame: pd.DataFrame, sheet: str, mends: Sequence[Mend]) -> pd.DataFrame:
    """The frame (text by line) with the values that were mended, without the rows that are left out."""
    out = {int(mend.found) for mend in mends if mend.kind == ROW and mend.column == sheet}
    frame = frame[~frame.index.isin(out)] if out else frame
    words: dict[str, dict[str, str]] = {}
    for mend in mends:
        if mend.kind == VALUE and mend.column in frame:
            words.setdefault(mend.column, {})[mend.found] = mend.written
    return frame.assign(**{column: _read_as(frame[column], said) for column, said in words.items()}) if words else frame


def _read_as(cells: pd.Series, said: dict[str, str]) -> pd.Series:
    """A blank cell is found by the empty text, and the empty text written is a blank cell."""
    written = by_value(cells, lambda text: said.get(visible(text, LONGEST_FOUND), text) or None, "str")
    return (written.fillna(said[""]) if said.get("") else written).astype("category")
