"""Which values each parameter of the open API takes, as JSON Schema."""

from __future__ import annotations

from queries.endpoints import GROUPS
from queries.filters import BY_NAME
from queries.vocabulary import Vocabulary

ROWS_AT_MOST = 10_000
TEXT_AT_MOST = 80


def schema(name: str, words: Vocabulary, cities: list[str], columns: list[str]) -> dict[str, object]:
    """JSON Schema of one value of the parameter; `cities` and `columns` are what those two can be."""
    by_name: dict[str, dict[str, object]] = {
        "city": {"enum": cities},
        "text": {"type": "string", "minLength": 1, "maxLength": TEXT_AT_MOST, "pattern": r"\S"},
        "by": {"enum": list(GROUPS)},
        "column": {"enum": columns},
        "limit": {"type": "integer", "minimum": 1, "maximum": ROWS_AT_MOST},
        "offset": {"type": "integer", "minimum": 0, "maximum": ROWS_AT_MOST},
    }
    found = by_name.get(name) or _filter(name, words)
    return {"type": "string", **found} if "enum" in found else found


def _filter(name: str, words: Vocabulary) -> dict[str, object]:
    """Of a filter: a day, a year, or one of its public words and their codes."""
    if BY_NAME[name].kind == "day":
        return {"type": "string", "format": "date"}
    if BY_NAME[name].kind == "year":
        return {"type": "integer", "minimum": words.start.year, "maximum": max((*words.years, words.start.year))}
    return {"enum": list(dict.fromkeys([*words.options.get(name, ()), *words.codes.get(name, ())]))}
