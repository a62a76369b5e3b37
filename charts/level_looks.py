"""How each level looks, the same on every page and picture: mark, symbol, color and order come with the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class LevelLook:
    """One level: its rank (0 = no level stated), the character that readers see, plotly's symbol, its color."""

    rank: int
    mark: str
    symbol: str
    color: str


# Looks by level, the highest level first and `not stated` last.
LevelLooks = Mapping[str, LevelLook]


def looks_of(levels: pd.DataFrame) -> LevelLooks:
    """`levels`: level, level_rank (0 = not stated, 1 = lowest), mark, symbol, color (readable on the light and the dark page)."""
    highest_first = levels.sort_values("level_rank", ascending=False).to_dict("records")
    return {row["level"]: LevelLook(int(row["level_rank"]), row["mark"], row["symbol"], row["color"]) for row in highest_first}


def marked(level: str, looks: LevelLooks) -> str:
    """The level with its mark, for text and tables: `◆ Gold`; a word that is no level as it is."""
    return f"{looks[level].mark} {level}" if level in looks else level


def not_stated(looks: LevelLooks) -> str:
    """What the group without a stated level is called."""
    return next(level for level, look in looks.items() if look.rank == 0)


def lowest_first(looks: LevelLooks) -> list[str]:
    """The levels in the order in which a city climbs, `not stated` last."""
    return sorted(looks, key=lambda level: (looks[level].rank == 0, looks[level].rank))
