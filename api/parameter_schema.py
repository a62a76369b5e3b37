"""Which values each parameter of the open API takes, as JSON Schema."""

from __future__ import annotations

from queries.endpoints import GROUPS
from queries.filters import AWARDS, LEVELS, PROGRAM_START, SIZES, STANDARDS, Vocabulary

ROWS_AT_MOST = 10_000
TEXT_AT_MOST = 80


def schema(name: str, words: Vocabulary, cities: list[str], columns: list[str]) -> dict[str, object]:
    """JSON Schema of one value of the parameter; `cities` and `columns` are what those two can be."""
    years = {"type": "integer", "minimum": PROGRAM_START.year, "maximum": max((*words.years, PROGRAM_START.year))}
    by_name: dict[str, dict[str, object]] = {
        "as_of": {"type": "string", "format": "date"},
        "level": {"enum": list(LEVELS)},
        "year": years,
        "since": years,
        "state": {"enum": sorted({*words.states, *words.states.values()})},
        "country": {"enum": sorted({*words.countries, *words.countries.values()})},
        "size": {"enum": list(SIZES)},
        "standard": {"enum": list(STANDARDS)},
        "award": {"enum": [*AWARDS, *AWARDS.values()]},
        "city": {"enum": cities},
        "text": {"type": "string", "minLength": 1, "maxLength": TEXT_AT_MOST, "pattern": r"\S"},
        "by": {"enum": list(GROUPS)},
        "column": {"enum": columns},
        "limit": {"type": "integer", "minimum": 1, "maximum": ROWS_AT_MOST},
        "offset": {"type": "integer", "minimum": 0, "maximum": ROWS_AT_MOST},
    }
    found = by_name[name]
    return {"type": "string", **found} if "enum" in found else found
