"""Other words for states, countries and regions that people write: names in three languages, codes, old abbreviations."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from etl.reading.data_files import read_table
from etl.reading.place_spelling import plain
from etl.reading.reference import Reference
from etl.schema import FILES_WITHOUT_TABLE

# How a region is introduced where its name alone would do: “Estado de São Paulo”, “Province of Ontario”.
_KIND_OF_REGION = re.compile(
    r"^(state|province|department|region|estado|provincia|departamento|depto|region) (of|de|del|do|da) (?=\w)"
)


def path(data: Path) -> Path:
    """The file of words, one row each: word, kind (country, state, region), code, country, language, source."""
    return data / "place_words.csv"


def region_key(name: str) -> str:
    """A region's name for comparing: without accents, case, punctuation and the word for what kind of region it is."""
    return _KIND_OF_REGION.sub("", plain(name))


@dataclass
class PlaceWords:
    """`countries` and `states`: plain word → code. `regions`: country → key of a word → name of the region."""

    countries: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    regions: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def country_that_has(self, region: str) -> str | None:
        """The one country that has a region of this name, of those whose regions are known; else None."""
        having = [country for country, names in self.regions.items() if region_key(region) in names]
        return having[0] if len(having) == 1 else None


def words_of(reference: Reference) -> PlaceWords:
    """The words of the file, and the names of the record itself, which stand where both know a word."""
    words = PlaceWords()
    for row in read_table(path(reference.data), FILES_WITHOUT_TABLE["place_words"]).to_dict("records"):
        if row["kind"] == "region":
            names = words.regions[row["country"]]
            names.setdefault(region_key(row["word"]), row["code"])
            names.setdefault(region_key(row["code"]), row["code"])
        else:
            (words.countries if row["kind"] == "country" else words.states)[plain(row["word"])] = row["code"]
    words.states |= _codes(reference["states"], "state")
    words.countries |= _codes(reference["countries"], "country")
    for name, country in reference["cities"][["state", "country"]].drop_duplicates().itertuples(index=False):
        words.regions[country][region_key(name)] = name
    return words


def _codes(table: pd.DataFrame, code: str) -> dict[str, str]:
    return {plain(name): value for name, value in zip(table[f"{code}_name"], table[code], strict=True)}
