"""Practice scores: from columns of the record rows to one row per award and practice, private unless published."""

from __future__ import annotations

import pandas as pd

from etl.facts import Facts
from etl.reading.record_rows import Records

_NO_SCORES = pd.DataFrame(
    {
        "row": pd.Series(dtype="int64"),
        "award_number": pd.Series(dtype="int64"),
        "practice_name": pd.Series(dtype="str"),
        "score_pct": pd.Series(dtype="Float64"),
        "is_public": pd.Series(dtype="bool"),
    }
)


def check_editions(records: Records, rows: pd.DataFrame, edition: pd.Series, facts: Facts) -> None:
    """Reports scores in columns that are not of the edition (per row) of their award."""
    for column in rows.columns.intersection(facts.score_columns, sort=False):
        editions = [name for name, columns in facts.scores_by_edition.items() if column in columns]
        foreign = rows[column].notna() & edition.notna() & ~edition.isin(editions)
        records.report(
            foreign,
            column,
            "score_of_its_edition",
            "the edition of this award is " + edition[foreign] + f"; {column} is of {' and '.join(editions)}",
            "Move the score to the practice of that edition, or write the right edition",
        )


def long_scores(rows: pd.DataFrame, awards: pd.DataFrame, practices: pd.DataFrame, audience: str) -> tuple[pd.DataFrame, int]:
    """Table `practice_scores` and the `row` of each score, without those that `audience` may not have; and how many those are.

    `rows`: typed, in the order of the files, with `award_number`, the index of `awards` (table `awards`). Of several
    scores of one award in one practice the last one stands.
    """
    edition = awards["edition"].reindex(rows["award_number"]).set_axis(rows.index)
    practices = practice_columns(practices)
    scored = practices[practices["column"].isin(rows.columns)]
    parts = [
        _one_practice(rows[edition.eq(edition_id)], column, practice_name)
        for edition_id, practice_name, column in scored.itertuples(index=False)
    ]
    kept = [_NO_SCORES, *(part if audience == "staff" else part[part["is_public"]] for part in parts)]
    scores = pd.concat(kept, ignore_index=True).join(awards[["award_id", "city_id", "edition"]], on="award_number")
    return scores, sum(map(len, parts)) - len(scores)


def practice_columns(practices: pd.DataFrame) -> pd.DataFrame:
    """The practices that have a score column: `edition_id`, `practice_name`, `column`."""
    scored = practices.dropna(subset=["score_column"])
    return scored[["edition_id", "practice_name", "score_column"]].rename(columns={"score_column": "column"})


def _one_practice(rows: pd.DataFrame, column: str, practice_name: str) -> pd.DataFrame:
    given = rows.loc[rows[column].notna(), ["award_number", column, "publish_scores"]]
    given = given[~given["award_number"].duplicated(keep="last")]
    return pd.DataFrame(
        {
            "row": given.index,
            "award_number": given["award_number"].astype("int64"),
            "practice_name": practice_name,
            "score_pct": given[column],
            "is_public": given["publish_scores"].eq("yes").fillna(False).astype(bool),
        }
    )
