"""What a file is called: the list, its date, its license and all that was asked, so that no two answers share a name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from queries.filters import Filters
from queries.terms import Terms

LONGEST = 140
# Mexico is a country and a state, and 2021 a year and a beginning: the word alone does not say which was asked for.
SAID = {"since": "since", "country": "country"}


def filename(name: str, filters: Filters, text: str, as_of: str, terms: Terms, more: Iterable[str] = ()) -> str:
    """The name without its suffix; `more` are words for what was asked beside the filter. A long one ends in a mark of all."""
    asked = [f"{SAID.get(key, '')} {value}" for key, value in filters.without("as_of").pairs()]
    words = [name, "as of", as_of, terms.name, *asked, *([f"with {text}"] if text else []), *more]
    said = " ".join(words).replace("–", "-").replace("+", " and more")
    ascii_only = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z0-9.]+", "-", ascii_only.casefold()).strip("-")
    # Signs that a file name cannot hold may be all that tells two questions apart.
    if len(plain) > LONGEST or not text.isascii():
        plain = f"{plain[: LONGEST - 9].strip('-')}-{hashlib.sha256(said.encode()).hexdigest()[:8]}"
    return f"certified-cities-{plain}"
