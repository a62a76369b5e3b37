"""Names of places: one spelling for comparing them, one short name for addressing them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ABBREVIATIONS = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")
_PREFIX = re.compile(r"^(the )?(city|town|village|borough|municipality) of ")


@lru_cache(maxsize=2**12)
def plain(name: str) -> str:
    """`name` without accents, case, punctuation or the spelling of Saint, Fort and Mount: for comparing only."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = _BETWEEN_WORDS.sub(" ", ascii_name.replace("'", "")).strip()
    words = _PREFIX.sub("", words)
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words.split())


def slug(*parts: str) -> str:
    """`parts` as one lower-case name for an address: `slug("St. Louis", "MO")` is `st-louis-mo`."""
    ascii_name = unicodedata.normalize("NFKD", " ".join(parts)).encode("ascii", "ignore").decode().casefold()
    return _BETWEEN_WORDS.sub("-", ascii_name.replace("'", "")).strip("-")


def city_id(city: str, state: str, country: str, taken: set[str] | frozenset[str] = frozenset()) -> str:
    """Permanent id of a city: `baltimore-md`, `bogota-co`; the region is added only where the short one is taken."""
    if country == "US":
        return slug(city, state)
    short = slug(city, country)
    return slug(city, state, country) if short in taken else short
