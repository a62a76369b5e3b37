"""The levels as pages and charts show them: read once per snapshot, where they are rows with their order, mark and color."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from charts import level_looks
from charts.level_looks import LevelLooks
from queries.snapshot import Snapshot
from ui import data


def looks() -> LevelLooks:
    """The look of each level, the highest first and `not stated` last."""
    return _looks(data.snapshot())


# One at a time, so that a snapshot that was replaced is not held open.
@lru_cache(maxsize=1)
def _looks(snapshot: Snapshot) -> LevelLooks:
    return level_looks.looks_of(snapshot.ask("levels"))


def mark(level: str) -> str:
    """The level with its mark, for text and tables: `◆ Gold`."""
    return level_looks.marked(level, looks())


def marks(levels: pd.Series) -> pd.Series:
    """The same for a column; blank where no level is stated."""
    every = looks()
    marked = [None if pd.isna(level) else level_looks.marked(level, every) for level in levels]
    return pd.Series(marked, levels.index, dtype="str")


def is_stated(level: object) -> bool:
    """Whether the level is one, and not the group without a stated level."""
    return level in looks() and level != level_looks.not_stated(looks())
