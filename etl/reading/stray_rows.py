"""Rows of a table that are no awards: totals, footnotes, headings in between, headers that repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from etl.reading.column_names import column_of
from etl.reading.column_values import by_value

_TOTAL = re.compile(
    r"\W*(grand |sub-?)?(totals?|sum|average|mean|median|suma|soma|promedio|m[eé]dia)\b|\d+ (cities|rows)\b|n ?= ?\d", re.I
)
_NOTE = re.compile(
    r"[*†‡§¹²³#]|\(?\d\)|\[?\d\]|notes?\b|sources?\b|footnote|fuentes?\b|notas?\b|fonte\b|disclaimer|draft\b", re.I
)
WORDS_OF_A_NOTE = 5
_PLACE = ("city", "state", "level")
Stray = tuple[str, str]


def stray_rows(frame: pd.DataFrame) -> dict[int, Stray]:
    """Lines of rows that are no awards, each with what it looks like and the cell that shows it. `frame`: text by line."""
    if not {"city", "state"} <= set(frame.columns) or len(frame.columns) < 4:
        return {}
    filled = frame.notna().sum(axis=1)
    suspect = frame[(filled == 1) | frame["state"].isna() | frame["city"].isna() | _repeats(frame)]
    return dict(_told(suspect)) if len(suspect) else {}


def _repeats(frame: pd.DataFrame) -> pd.Series:
    """Rows whose city and state are headings."""
    of_city = by_value(frame["city"], lambda text: column_of(text) == "city", "boolean")
    of_state = by_value(frame["state"], lambda text: column_of(text) == "state", "boolean")
    return (of_city & of_state).fillna(False).astype(bool)


def _told(suspect: pd.DataFrame) -> Iterator[tuple[int, Stray]]:
    for line, row in zip(suspect.index, suspect.to_dict("records"), strict=True):
        cells = {name: text for name, text in row.items() if isinstance(text, str)}
        kind = _kind(cells)
        if kind:
            yield int(line), (kind, next(iter(cells.values())))


def _kind(cells: dict[str, str]) -> str | None:
    texts = list(cells.values())
    if column_of(cells.get("city", "")) == "city" and column_of(cells.get("state", "")) == "state":
        return "repeats the header"
    if "state" not in cells and any(_TOTAL.match(text) for text in texts[:2]):
        return "looks like a total"
    if not cells.keys() & set(_PLACE) and all(text.replace(",", "").replace(".", "").strip("%").isdecimal() for text in texts):
        return "looks like a total"
    if len(texts) == 1:
        return "looks like a footnote" if looks_like_a_note(texts[0]) else "has one cell and no more"
    return None


def looks_like_a_note(text: str) -> bool:
    """Whether a text that stands alone in its row is a remark about the table."""
    return bool(_NOTE.match(text)) or len(text.split()) >= WORDS_OF_A_NOTE
