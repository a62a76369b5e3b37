"""Which edition of the standard an award was assessed by, where its row does not say."""

from __future__ import annotations

import pandas as pd

from etl.facts import Facts


def with_editions(awards: pd.DataFrame, facts: Facts) -> tuple[pd.DataFrame, list[str]]:
    """`awards` with every blank edition filled by the date of the award, and these guesses in words."""
    by_date = pd.Series(facts.editions[0], index=awards.index, dtype="str")
    for edition, since in facts.edition_starts.items():
        by_date = by_date.mask(awards["announced_on"] >= since, edition)
    blank = awards[awards["edition"].isna()]
    guess = blank["city_id"] + " " + blank["year"].astype("str") + ": no edition given; " + by_date[blank.index] + " by its date"
    return awards.assign(edition=awards["edition"].fillna(by_date)), guess.tolist()
