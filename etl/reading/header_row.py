"""Where the header of a table stands: below titles, blank rows and instructions, it is the row that names most columns."""

from __future__ import annotations

from collections.abc import Sequence

from etl.reading.column_names import OF_THE_PORTAL, column_of, heading_key, plain_names
from etl.schema import MINIMUM_COLUMNS

ROWS_LOOKED_AT = 40
FEWEST_NAMES = 2  # one name alone may be a word of a title
YEARS = ("year", "announced_on", "announcement")


def names_in(row: Sequence[str]) -> int:
    """How many different columns of the record format the cells of a row name."""
    return len({column_of(cell) for cell in row if cell} - {None})


def header_index(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows of a table is its header, None where none names two columns of the record format."""
    counts = [names_in(row) for row in rows]
    best = max(counts, default=0)
    return counts.index(best) if best >= FEWEST_NAMES else None


def missing_columns(headings: Sequence[str]) -> list[str]:
    """The needed columns that a header lacks. A file of the portal's own needs no population: that of the record stands."""
    names = plain_names(headings)
    of_the_portal = len(OF_THE_PORTAL & {heading_key(heading) for heading in headings}) > 1
    return [
        name
        for name in MINIMUM_COLUMNS
        if name not in names and not (name == "year" and set(YEARS) & set(names)) and not (name == "population" and of_the_portal)
    ]
