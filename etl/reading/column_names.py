"""Which column of the record format a heading names: by its name, its title, or a practice as the portal prints it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from etl.answer_columns import ANSWERS
from etl.reading.plain_text import visible
from etl.schema import COLUMNS, RECORD_COLUMNS, TABLES

LONGEST_NAME = 60
CLOSE_HEADING = 84
# Columns that the portal derives: its exports have them, a record file does not need them.
OF_THE_PORTAL = {*ANSWERS["awards"].columns, *ANSWERS["cities"].columns, *TABLES["awards"].columns} - set(RECORD_COLUMNS)
# Derived ones that are read where the column they are derived from is not there.
STANDS_FOR = {"state_name": "state", "country_name": "country", "date_words": "announced_on"}
# Names that a person may have meant for a column, which is asked and never assumed.
_ASKED = {
    "date": "announced_on", "announced": "announced_on", "announcement_date": "announced_on", "date_announced": "announced_on",
    "award_date": "announced_on", "certification_date": "announced_on", "certified_on": "announced_on", "award_year": "year",
    "certification_year": "year", "year_certified": "year", "certification_level": "level", "award_level": "level",
    "tier": "level", "certification": "level", "city_name": "city", "municipality": "city", "town": "city",
    "place": "city", "state_code": "state",
    "state_abbr": "state", "province": "state", "region": "state", "pop": "population", "residents": "population",
    "inhabitants": "population", "url": "source_url", "link": "source_url", "source": "source_url", "latitude": "lat",
    "longitude": "lon", "comment": "note", "comments": "note", "remarks": "note", "ciudad": "city", "cidade": "city",
    "municipio": "city", "estado": "state", "provincia": "state", "poblacion": "population", "populacao": "population",
    "nivel": "level", "ano": "year", "fecha": "announced_on", "data": "announced_on", "pais": "country",
}  # fmt: skip
_NEVER_MEANT = {"county", "county_fips", "counties", "county_name", "fips", "rank", "id"}
_SCORE_WORDS = re.compile(r"_(scores?|pct|percent|percentage|share)$")


def heading_key(written: str) -> str:
    """`Data-Driven Budget & Finance` is `data_driven_budget_and_finance`; for comparing only."""
    text = unicodedata.normalize("NFKD", written[: 4 * LONGEST_NAME]).casefold().replace("&", " and ").replace("%", " ")
    text = "".join(c for c in text if not unicodedata.combining(c))
    return "_".join(re.findall(r"[^\W_]+", text))


_TITLES = {heading_key(COLUMNS[name].title): name for name in RECORD_COLUMNS if name != "source_url"}
_READ = _TITLES | {name: name for name in RECORD_COLUMNS}


@lru_cache(maxsize=2**10)
def column_of(written: str, scores: tuple[str, ...] = ()) -> str | None:
    """The column of the record format that a heading names, or None. `scores`: the columns that hold scores of practices."""
    key = heading_key(written)
    score = _SCORE_WORDS.sub("", key)
    return _READ.get(key) or (score if score in scores else None)


def shown_name(written: str) -> str:
    """A heading of nobody's as a finding shows it: in lower case, without spaces and control characters, not long."""
    return visible("_".join(visible(written[: 4 * LONGEST_NAME]).casefold().split()), LONGEST_NAME)


def plain_names(headings: Sequence[str], scores: tuple[str, ...] = ()) -> list[str]:
    """One name per heading: that of the record format where it names one, of the portal's exports, or as it is written."""
    names = [column_of(written, scores) or shown_name(written) or f"column {n}" for n, written in enumerate(headings, start=1)]
    given = set(names)
    keys = [heading_key(name) for name in names]
    return [
        STANDS_FOR[key] if key in STANDS_FOR and STANDS_FOR[key] not in given else key if key in OF_THE_PORTAL else name
        for name, key in zip(names, keys, strict=True)
    ]


def meant_by(name: str, choices: Sequence[str]) -> str | None:
    """Which of `choices` (columns of the record format) an unknown heading may be meant for, or None."""
    key = _SCORE_WORDS.sub("", heading_key(name))
    if key in _NEVER_MEANT or not key:
        return None
    if _ASKED.get(key) in choices:
        return _ASKED[key]
    found = process.extractOne(key, choices, scorer=fuzz.ratio, score_cutoff=CLOSE_HEADING)
    return found[0] if found else None
