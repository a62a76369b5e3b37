"""The classes of a state's share of certified cities: where each begins, its words, and the tints of the map and of the tiles."""

from __future__ import annotations

import pandas as pd

from charts.theme import ACCENT, QUIET, mixed, see_through

WHITE, INK = "#ffffff", "#14232b"
# Percent of a state's cities of 30,000+: least of the class, its words, the strength of its wash; text stays readable on all.
SHARES = ((0, "none", 0.05), (0.01, "under 5%", 0.14), (5, "5–10%", 0.26), (10, "10–20%", 0.38), (20, "20% or more", 0.52))
# The same for numbers of cities.
COUNTS = ((0, "none", 0.05), (1, "1", 0.14), (2, "2–3", 0.26), (4, "4–6", 0.38), (7, "7 or more", 0.52))
WASHES = tuple(see_through(ACCENT, strength) for _, _, strength in SHARES)
# Opaque, with a color of the letters for each, so that a tile reads the same on the light page, the dark page and paper.
FILLS = (mixed(QUIET, WHITE, 0.16), *(mixed(ACCENT, WHITE, share) for share in (0.23, 0.44, 0.72)), mixed(ACCENT, INK, 0.6))
INKS = (INK, INK, INK, INK, WHITE)


def share_class(share_pct: pd.Series) -> list[int | None]:
    """The class of SHARES, by its position, that each share (percent) falls in; None for a blank share."""
    edges = [least for least, _, _ in SHARES]
    return [None if pd.isna(share) else sum(share >= least for least in edges) - 1 for share in share_pct]


def count_class(city_count: pd.Series) -> list[int | None]:
    """The class of COUNTS, by its position, that each number falls in."""
    return [sum(count >= least for least, _, _ in COUNTS) - 1 for count in city_count]
