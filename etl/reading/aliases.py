"""What people call a city besides its name: NYC, Philly, D.C. For the search box and the record files."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from etl.reading.data_files import read_table
from etl.reading.reference import typed
from etl.schema import TABLES


def path(data: Path) -> Path:
    """The file of other names, one row each: alias, city, state, country."""
    return data / "place_aliases.csv"


def words_path(data: Path) -> Path:
    """The file of words of questions, one row each: spoken, parameter, value_meant."""
    return data / "search_words.csv"


def read(data: Path) -> pd.DataFrame:
    """The table `place_aliases`. Raises Blocked where a row lacks a value."""
    return typed("place_aliases", read_table(path(data), TABLES["place_aliases"].in_file), "data/place_aliases.csv")


def read_words(data: Path) -> pd.DataFrame:
    """The table `search_words`. Raises Blocked where a row lacks a word or a parameter, or a word stands twice for one."""
    return typed("search_words", read_table(words_path(data), TABLES["search_words"].in_file), "data/search_words.csv")
