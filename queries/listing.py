"""A list of awards as someone asked for it: its filter, the words searched for, and the sentences that say what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from queries.citation import PUBLISHER
from queries.filters import Filters
from queries.vocabulary import Vocabulary
from queries.words import awards_asked, day, listed, number, of, place

PROGRAM = "What Works Cities Certification"
NAMED_IN_A_QUOTE = 4


@dataclass(frozen=True)
class AwardList:
    """The awards under a filter as of a date that hold the words of `text` in place, source or note."""

    filters: Filters
    as_of: date
    words: Vocabulary = field(repr=False, compare=False)
    text: str = ""

    def pairs(self) -> list[tuple[str, str]]:
        """The list as the parameters of an address, its date always written out."""
        text = [("text", self.text)] if self.text else []
        return [*self.filters.without("as_of").pairs(), *text, ("as_of", self.as_of.isoformat())]

    def noun(self, awards: pd.DataFrame, count: int = 2) -> str:
        """`awards, in Texas, at level Gold, announced since 2021`; `awards` are the rows, which name the cities asked for."""
        asked = awards_asked(self.filters, self.words)
        parts = [asked if count != 1 else asked.replace("awards", "award", 1)]
        parts += [f"to {listed(_named(self.filters.city, awards), 'or')}"] if self.filters.city else []
        parts += [f"with “{self.text}” in place, source or note"] if self.text else []
        return ", ".join(parts)

    def title(self, awards: pd.DataFrame) -> str:
        """What a citation calls the list."""
        return f"{PROGRAM} {self.noun(awards)}"

    def counted(self, awards: pd.DataFrame, count: Mapping[str, int]) -> str:
        """How many awards and cities the list holds, and the least and the most where dates are uncertain."""
        if not count["award_count"]:
            return f"No {self.noun(awards)}, are on record.{_bounds(count)}"
        cities = of(count["city_count"], "city", "cities")
        return f"{number(count['award_count'])} {self.noun(awards, count['award_count'])}, to {cities}.{_bounds(count)}"

    def quote(self, awards: pd.DataFrame, count: Mapping[str, int]) -> str:
        """A sentence that can be printed as it stands: what was counted, as of when, and what it leaves out."""
        noun, many = self.noun(awards, count["award_count"]), number(count["award_count"]) if count["award_count"] else "no"
        sentence = f"As of {day(self.as_of)}, “{PUBLISHER}” lists {many} {PROGRAM} {noun}"
        sentence += f", to {of(count['city_count'], 'city', 'cities')}" if count["award_count"] else ""
        if 0 < len(awards) <= NAMED_IN_A_QUOTE:
            sentence += f": {listed(self._award(row) for row in awards.to_dict('records'))}"
        return f"{sentence}.{_bounds(count)} It counts awards on record, each with its source; the true number may be higher."

    def _award(self, row: Mapping[str, object]) -> str:
        level = f", {row['level']}" if isinstance(row["level"], str) else ""
        return f"{place(row)} ({self.words.award_words[str(row['award'])].lower()}{level}, {row['date_words']})"


def _named(slugs: tuple[str, ...], awards: pd.DataFrame) -> list[str]:
    """The names of cities that have a row, in that order; the id of one that has none."""
    named = awards.loc[awards["city_id"].isin(slugs), ["city_id", "city", "state", "country", "country_name"]]
    names = {row["city_id"]: place(row) for row in named.drop_duplicates().to_dict("records")}
    return [names.get(slug, slug) for slug in slugs]


def _bounds(count: Mapping[str, int]) -> str:
    least, most = count["award_count_least"], count["award_count_most"]
    if least == most:
        return ""
    return f" Some dates are known only within an interval: at least {number(least)} and at most {number(most)}."
