"""Cells that no record may hold: formulas, control characters, texts without end, letters lost between encodings."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd

from etl.reading.bounds import MOST_CELL_CHARACTERS
from etl.reading.column_values import by_value
from etl.reading.plain_text import CONTROL, LOST, meant_by, visible

_FORMULA_STARTS = ("=", "@", "+", "-")
_HARMLESS_START = re.compile(r"[+-](\s*[\d.,]*%?)?")
_FORMULA = (
    "no_formula",
    "the cell holds a formula, or text that a spreadsheet would run as one",
    "Write the plain value",
)
ODD_TEXT_RULES = ("no_formula", "cell_length", "plain_text", "text_encoding")
_BETWEEN = "\x1f"
Report = Callable[[pd.Series, str, str, "str | pd.Series", "str | pd.Series"], None]


def refuse_odd_text(text: pd.DataFrame, report: Report) -> None:
    """Reports every cell of `text` (all columns, of the record format or not) that is no plain text."""
    for column in text.columns:
        odd = by_value(text[column], lambda cell: _BETWEEN.join(_odd(cell) or ()) or None, "str").dropna()
        if len(odd):
            words = odd.str.split(_BETWEEN, expand=True)
            for rule, of_rule in words.groupby(0):
                at = pd.Series(text.index.isin(of_rule.index), text.index)
                report(at, column, str(rule), of_rule[1].astype("str"), of_rule[2].astype("str"))


def _odd(cell: str) -> tuple[str, str, str] | None:
    """The rule that a cell breaks, what was found and how to mend it; None for plain text."""
    if cell.startswith(_FORMULA_STARTS) and not _HARMLESS_START.fullmatch(cell):
        return _FORMULA
    if len(cell) > MOST_CELL_CHARACTERS:
        return "cell_length", f"more than {MOST_CELL_CHARACTERS:,} characters", "Shorten the text"
    return None if cell.isascii() and cell.isprintable() else _unprinted(cell) or _mis_encoded(cell)


def _unprinted(cell: str) -> tuple[str, str, str] | None:
    control = CONTROL.search(cell)
    if control:
        words = f"“{{value}}” holds a control character (U+{ord(control[0]):04X})"
        return "plain_text", words, "Delete it: write the text again by hand"
    return None


def _mis_encoded(cell: str) -> tuple[str, str, str] | None:
    if LOST in cell:
        return (
            "text_encoding",
            "“{value}” has lost a letter between two encodings",
            "Write it again, and save the file as “CSV UTF-8”",
        )
    meant = meant_by(cell)
    if meant:
        words = "“{value}” looks like text that was opened in the wrong encoding"
        return "text_encoding", words, f"Write {visible(meant, 60)} if that is meant, and save the file as “CSV UTF-8”"
    return None
