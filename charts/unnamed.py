"""What is announced and not named by any source: hatched, the same in every picture, so that nobody reads a gap as a fall."""

from __future__ import annotations

import pandas as pd

from charts.figure_data import Part
from charts.theme import ACCENT, QUIET, UNSEEN, see_through

NAME = "announced, not named"
PATTERN: Part = {
    "shape": "/",
    "fillmode": "overlay",
    "fgcolor": QUIET,
    "fgopacity": 1,
    "bgcolor": UNSEEN,
    "size": 7,
    "solidity": 0.28,
}
# The marker of a bar; the area under a line takes the pattern alone.
BAR: Part = {"color": see_through(QUIET, 0.08), "pattern": PATTERN, "line": {"color": QUIET, "width": 1}}
AREA: Part = {"fillcolor": see_through(QUIET, 0.08), "fillpattern": PATTERN}
OUTLINE: Part = {"color": QUIET, "width": 1.5, "dash": "dot", "shape": "hv"}
# Named, and the date or the year is known only within an interval.
UNCERTAIN: Part = {"color": see_through(ACCENT, 0.3), "line": {"color": ACCENT, "width": 1}}


def announced_by(growth: pd.DataFrame) -> pd.Series:
    """The total announced by each day, which holds until the next one; 0 before the first.

    `growth`: announced_on, announced_total (blank on days without an announcement), in order of time.
    """
    return growth["announced_total"].astype("Int64").ffill().fillna(0)


def unnamed_by(growth: pd.DataFrame) -> pd.Series:
    """How many of the announced cities are not named by each day; `growth`: as above, and city_count_most."""
    return (announced_by(growth) - growth["city_count_most"]).clip(lower=0).astype(int)
