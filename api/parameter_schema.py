"""Which values each parameter of the open API takes, as JSON Schema."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from queries.address_parser import latest_day
from queries.endpoints import GROUPS
from queries.filters import BY_NAME
from queries.vocabulary import Vocabulary

ROWS_AT_MOST = 10_000
TEXT_AT_MOST = 80
# More are added with each announcement: a client that took them for all there can ever be would break on the next.
OPEN_LISTS = ("city", "state", "country")


def schema(name: str, words: Vocabulary, cities: list[str], columns: list[str]) -> dict[str, object]:
    """JSON Schema of one value of the parameter; `cities` and `columns` are what those two can be."""
    by_name: dict[str, dict[str, object]] = {
        "city": {"pattern": one_of(cities)},
        "text": {"minLength": 1, "maxLength": TEXT_AT_MOST, "pattern": r"\S"},
        "by": {"enum": list(GROUPS)},
        "column": {"enum": columns},
        "limit": {"type": "integer", "minimum": 1, "maximum": ROWS_AT_MOST},
        "offset": {"type": "integer", "minimum": 0, "maximum": ROWS_AT_MOST},
    }
    return {"type": "string", **(by_name.get(name) or _filter(name, words))}


def _filter(name: str, words: Vocabulary) -> dict[str, object]:
    """Of a filter: a day, a year, or one of its public words; a list that grows is a pattern, with the codes."""
    if BY_NAME[name].kind == "day":
        return {"pattern": days(words.start, latest_day(words))}
    if BY_NAME[name].kind == "year":
        return {"type": "integer", "minimum": words.start.year, "maximum": max((*words.years, words.start.year))}
    options = list(words.options.get(name, ()))
    return {"pattern": one_of([*options, *words.codes.get(name, ())])} if name in OPEN_LISTS else {"enum": options}


def one_of(words: Iterable[str]) -> str:
    """The pattern of any of these words, as JavaScript reads it too: that escapes neither blanks nor hyphens."""
    escaped = (re.sub(r"\\([ -])", r"\1", re.escape(word)) for word in dict.fromkeys(words))
    return f"^({'|'.join(escaped)})$"


@lru_cache(maxsize=8)
def days(first: date, last: date) -> str:
    """The pattern of every day from the first to the last, and of no other: a format could not say where they end."""
    years_of: dict[tuple[int, int, int], list[str]] = defaultdict(list)
    for year in range(first.year, last.year + 1):
        for month in range(1, 13):
            start = first.day if (year, month) == (first.year, first.month) else 1
            end = last.day if (year, month) == (last.year, last.month) else monthrange(year, month)[1]
            if (first.year, first.month) <= (year, month) <= (last.year, last.month):
                years_of[month, start, end].append(str(year))
    months_of: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for (month, start, end), years in years_of.items():
        months_of["|".join(years), start, end].append(f"{month:02}")
    parts = [f"({years})-({'|'.join(months)})-({_from_to(start, end)})" for (years, start, end), months in months_of.items()]
    return f"^({'|'.join(parts)})$"


def _from_to(start: int, end: int) -> str:
    return "0[1-9]|[12][0-9]|3[01]" if (start, end) == (1, 31) else "|".join(f"{day:02}" for day in range(start, end + 1))
