"""The bands of levels in whole criteria: those of the published percents, with every hole and every unknown end named."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from pathlib import Path

import pytest

from queries.filters import Filters
from queries.snapshot import Snapshot, current
from tests.kit import record
from tests.kit.opened import opened
from tests.kit.pictures import plain


@pytest.fixture
def snapshot(portal: Path) -> Snapshot:
    return current()


@pytest.mark.parametrize(
    ("edition", "level", "least", "most"), [("2018", "Silver", 23, 29), ("2022", "Silver", 22, 28), ("2022", "Gold", 30, 36)]
)
def test_bands_in_whole_criteria_are_those_of_the_published_percents(
    snapshot: Snapshot, edition: str, level: str, least: int, most: int
) -> None:
    row = next(e for e in record.rows("editions") if e["edition_id"] == edition)
    above = {"Silver": "Gold", "Gold": "Platinum"}[level]
    percents = {b["level"]: b["minimum_pct"] for b in record.rows("level_bands") if b["edition_id"] == edition}
    first, last = int(percents[level]), int(percents[above]) - 1
    inside = [n for n in range(int(row["criteria_count"]) + 1) if first <= Fraction(100 * n, int(row["criteria_count"])) <= last]
    band = snapshot.ask("level_bands").query("edition_id == @edition and level == @level").iloc[0]
    assert (band["criteria_least"], band["criteria_most"]) == (inside[0], inside[-1]) == (least, most)
    hole = list(range(inside[-1] + 1, ceil(int(row["criteria_count"]) * (last + 1) / 100)))
    assert (
        ([band["hole_least"], band["hole_most"]] == [hole[0], hole[-1]])
        if hole
        else band[["hole_least", "hole_most"]].isna().all()
    )


def test_the_page_says_where_published_bands_leave_a_hole_or_an_end_unknown(portal: Path) -> None:
    said = plain(opened("practices", part="The standard"))
    assert "A Gold city assessed under the 2022 edition met 30 to 36 of 43 criteria." in said
    assert "30 of 45 is 66.7 percent, more than 66 and less than 67, so it is in no band." in said
    assert "Where Platinum begins is not in the source we could read." in said
    assert "50 criteria (2017 edition), 45 criteria (2018 edition) and 43 criteria (2022 edition)" in said


def test_a_level_that_no_source_states_stands_for_no_band(snapshot: Snapshot) -> None:
    unstated = snapshot.ask("cities", Filters(level=("Not stated",)))["city_id"].tolist()
    bands = snapshot.ask("level_band_by_city", Filters(city=tuple(unstated)))
    assert len(bands) == len(unstated)
    assert bands["criteria_least"].isna().all()
