"""Scores that look like shares of one (0.78) where percent (78) are meant: a question, never a number."""

from __future__ import annotations

import pandas as pd

from etl.reading.record_rows import Records

MESSAGE = "“{value}” may be a share of one: 1 would be 100 percent"
MEND = "Write percent: 78 for 0.78; or 0.78% if less than one percent is meant"


def ask_about_shares(records: Records, rows: pd.DataFrame, score_columns: tuple[str, ...]) -> None:
    """Asks about scores between 0 and 1, and about a 1 in a row or a column that holds nothing higher.

    A cell that says percent, by its sign or by its number format, has answered already.
    """
    names = [name for name in score_columns if name in rows]
    if not names:
        return
    scores = rows[names].astype("Float64")
    plain = ~records.text[names].apply(lambda cells: cells.astype("str").str.endswith("%").fillna(False).astype(bool))
    highest_in_column = scores.groupby(records.source).transform("max")
    highest_in_row = scores.max(axis=1)
    for name in names:
        value, only = scores[name], (highest_in_column[name] <= 1) | (highest_in_row <= 1)
        doubtful = ((value > 0) & (value < 1)) | ((value == 1) & only)
        records.report((doubtful.fillna(False) & plain[name]).astype(bool), name, "score_in_percent", MESSAGE, MEND)
