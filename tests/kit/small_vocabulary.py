"""A small vocabulary of filters: some states, countries, years and cities, and the words of every record."""

from __future__ import annotations

from datetime import date

from queries.vocabulary import Vocabulary
from tests.kit.record import AWARDS, LEVELS, SIZES, STANDARDS

WORDS = Vocabulary(
    options={
        name: {word: word for word in words}
        for name, words in {
            "level": LEVELS, "size": SIZES, "standard": STANDARDS, "award": AWARDS, "state": ("Ohio", "São Paulo", "Texas"),
            "country": ("Brazil", "United States"), "region": ("Boston area", "Northeast"),
            "year": ("2018", "2021", "2024", "2026"), "city": ("austin-tx", "bogota-co"),
        }.items()
    },
    codes={
        "level": {"not_stated": "Not stated"},
        "award": {code: word for word, code in AWARDS.items()},
        "state": {"TX": "Texas", "OH": "Ohio"},
        "country": {"US": "United States", "BR": "Brazil"},
    },
    start=date(2017, 4, 1),
    newest=date(2026, 1, 14),
)  # fmt: skip
