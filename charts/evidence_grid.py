"""Cities by practices: where public evidence is documented, named by its source (filled) or classified by us (open)."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from charts.figure_data import Figure, rows_of
from charts.matrix import LONGEST_NAME, marks, numbers, over_practices
from charts.theme import ACCENT, QUIET

SOURCE_NAMED, CLASSIFIED = "the source names the practice", "classified by us"
GIVEN = ("city_id", "practice")


def evidence_grid(cells: pd.DataFrame, columns: Mapping[str, str], classified: bool) -> Figure:
    """`cells`: row, place, city_id, practice, source_named_count, classified_count; `columns`: practice to its name since 2022.

    A selected mark gives back city_id and practice.
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
    rows = list(dict.fromkeys(shown["row"]))
    return over_practices(traces, rows, columns, has_legend=True, longest=LONGEST_NAME, yaxis={"showgrid": True})


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
