"""The one guard against formulas: no cell that a person opens in a spreadsheet runs what somebody wrote into a record."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

# What a spreadsheet takes for the start of a formula; a Japanese or Chinese one takes the wide signs too.
SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
# What it strips before it looks: blanks seen and unseen, NUL; a semicolon may divide cells where commas are decimal signs.
STRIPPED = "\x00 ;\u00a0\u200b\u2060\ufeff\t\r\n"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
RUNS = f"^(?:[\\t\\r\\n]|[{re.escape(STRIPPED)}]*[{re.escape(SIGNS)}])"


def guarded(table: pa.Table) -> pa.Table:
    """The table with an apostrophe before every text that a spreadsheet would run."""
    for number, column in enumerate(table.schema):
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            table = table.set_column(number, column, _guarded(table.column(number)))
    return table


def _guarded(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    runs = pc.match_substring_regex(texts, RUNS)
    if not pc.any(runs).as_py():
        return texts
    apostrophe, nothing = pa.scalar("'", texts.type), pa.scalar("", texts.type)
    return pc.if_else(runs, pc.binary_join_element_wise(apostrophe, texts, nothing), texts)
