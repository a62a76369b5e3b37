"""What people call a city besides its name: NYC, Philly, D.C. For the search box and the record files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from etl.facts import Facts
from etl.findings import Blocked, Finding
from etl.reading.data_files import read_table
from etl.reading.reference import typed
from etl.schema import TABLES

FILE = "data/search_words.csv"


def path(data: Path) -> Path:
    """The file of other names, one row each: alias, city, state, country."""
    return data / "place_aliases.csv"


def words_path(data: Path) -> Path:
    """The file of words of questions, one row each: spoken, parameter, value_meant."""
    return data / "search_words.csv"


def read(data: Path) -> pd.DataFrame:
    """The table `place_aliases`. Raises Blocked where a row lacks a value."""
    return typed("place_aliases", read_table(path(data), TABLES["place_aliases"].in_file), "data/place_aliases.csv")


def read_words(data: Path, facts: Facts) -> pd.DataFrame:
    """The table `search_words`. Raises Blocked where a row lacks a word or a parameter, or a word stands twice for one.

    Where it means a level, a kind of award or a size that the tables of `facts` do not have, too: a search, an address and a
    file would ask for what is not there.
    """
    words = typed("search_words", read_table(words_path(data), TABLES["search_words"].in_file), FILE)
    known = {"level": facts.levels, "award": tuple(facts.tables["award_kinds"]["award_word"]), "size": facts.size_bands}
    of_facts = words[words["parameter"].isin(list(known))].itertuples()
    findings = [_unknown(row, known[row.parameter]) for row in of_facts if row.value_meant not in known[row.parameter]]
    if findings:
        raise Blocked(findings)
    return words


def _unknown(row: Any, allowed: tuple[str, ...]) -> Finding:
    message = f"“{row.spoken}” stands for the {row.parameter} “{row.value_meant}”, which is not on record"
    mend = f"Write one of: {', '.join(allowed)}"
    return Finding(FILE, row.Index + 2, "value_meant", row.value_meant, "known_value", message, mend)
