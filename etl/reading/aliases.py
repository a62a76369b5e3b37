"""What people call a city besides its name: NYC, Philly, D.C. For the search box only."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from etl.reading.reference import read_text, typed


def path(data: Path) -> Path:
    """The file of other names, one row each: alias, city, state, country."""
    return data / "place_aliases.csv"


def words_path(data: Path) -> Path:
    """The file of words of questions, one row each: spoken, parameter, value_meant."""
    return data / "search_words.csv"


def read(data: Path) -> pd.DataFrame:
    """The table `place_aliases`. Raises Blocked where a row lacks a value."""
    return typed("place_aliases", read_text(path(data)), "data/place_aliases.csv")


def read_words(data: Path) -> pd.DataFrame:
    """The table `search_words`. Raises Blocked where a row lacks a word or a parameter, or a word stands twice for one."""
    return typed("search_words", read_text(words_path(data)), "data/search_words.csv")
