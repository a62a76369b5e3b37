"""What people call a city besides its name: NYC, Philly, D.C. For the search box and the record files."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from etl.reading.reference import read_text, typed


def path(data: Path) -> Path:
    """The file of other names, one row each: alias, city, state, country."""
    return data / "place_aliases.csv"


def read(data: Path) -> pd.DataFrame:
    """The table `place_aliases`. Raises Blocked where a row lacks a value."""
    return typed("place_aliases", read_text(path(data)), "data/place_aliases.csv")
