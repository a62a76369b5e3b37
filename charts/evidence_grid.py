"""Cities by practices: where public evidence is documented, named by its source (filled) or classified by us (open)."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from charts.figure_data import Figure, rows_of, scatter
from charts.matrix import LONGEST_NAME, across, level_heads, marks, numbers
from charts.theme import ACCENT, QUIET

SOURCE_NAMED, CLASSIFIED = "the source names the practice", "classified by us"
GIVEN = ("city_id", "practice")
TOTAL = "total"  # the column of the totals, which no practice is called


def evidence_grid(cells: pd.DataFrame, columns: Mapping[str, tuple[str, str]], classified: bool) -> Figure:
    """`cells`: row, place, city_id, practice, source_named_count, classified_count.

    `columns`: practice to its present name and its earlier one, which may be empty.
    Rows and columns with most marks come first, each with its total. A selected mark gives back city_id and practice.
    """
    shown = cells if classified else cells[cells["source_named_count"] > 0]
    shown = shown.assign(
        column=shown["practice"],
        words=[
            _words(place, practice, named, ours, classified)
            for place, practice, named, ours in rows_of(shown, "place", "practice", "source_named_count", "classified_count")
        ],
    )
    traces = [marks(shown[shown["source_named_count"] > 0], SOURCE_NAMED, "square", 11, ACCENT, GIVEN)]
    if classified:
        traces.append(marks(shown[shown["classified_count"] > 0], CLASSIFIED, "diamond-open", 15, QUIET, GIVEN))
    of_row, of_column = shown["row"].value_counts(), shown["practice"].value_counts()
    rows = sorted(of_row.index, key=lambda row: (-of_row[row], row))
    order = sorted(columns, key=lambda practice: -of_column.get(practice, 0))
    totals = scatter(
        [TOTAL] * len(rows), rows, "text", text=[str(of_row[row]) for row in rows], hoverinfo="skip", showlegend=False,
        textfont={"size": 12},
    )  # fmt: skip
    named = level_heads({one: columns[one] for one in order})
    counts = {one: int(of_column.get(one, 0)) for one in order}
    heads = {one: f"{head}<br>{counts[one]} {'city' if counts[one] == 1 else 'cities'}" for one, head in named.items()}
    return across([*traces, totals], rows, heads | {TOTAL: "<b>Practices</b><br>documented"}, LONGEST_NAME, has_lines=True)


def documented_together(pairs: pd.DataFrame, columns: Mapping[str, str], count: str) -> Figure:
    """`pairs`: practice, other_practice and the column `count`; each pair once, below the diagonal."""
    most = max(int(pairs[count].max()), 1)
    cells = pd.DataFrame(
        {
            "row": pairs["other_practice"],
            "column": pairs["practice"],
            "shown": pairs[count].astype(str),
            "tint": 100 * pairs[count] / most,
            "words": pairs["practice"] + " and " + pairs["other_practice"] + ": " + pairs[count].astype(str),
        }
    )
    names = list(columns)
    return numbers(cells, names[1:], dict.fromkeys(names[:-1], ""))


def _words(place: str, practice: str, named: int, ours: int, classified: bool) -> str:
    items = [f"{named} named by the source"] if named else []
    items += [f"{ours} classified by us"] if classified and ours else []
    return f"{place}, {practice}: {', '.join(items)}"
