"""Documented evidence and the standard: the page counts as the files do, and says what it does not know."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction
from itertools import combinations
from math import ceil
from pathlib import Path

import pytest
from playwright.sync_api import Page
from streamlit.testing.v1 import AppTest

from queries.filters import Filters, parse
from queries.snapshot import Snapshot, current
from tests import record
from tests.opened import opened, text

ITEMS = record.rows("practice_evidence")
PARTS = ("City by city", "In numbers", "One practice", "Side by side", "The standard", "Scores")
TODAY = date(2026, 1, 14)


@pytest.fixture
def snapshot(portal: Path) -> Snapshot:
    return current()


def cities_by_practice(items: list[dict[str, str]]) -> dict[str, int]:
    """Distinct cities by practice."""
    found: dict[str, set] = defaultdict(set)
    for item in items:
        found[item["practice"]].add(record.key(item))
    return {practice: len(cities) for practice, cities in found.items()}


def of_cities(wanted: set[tuple[str, str, str]]) -> list[dict[str, str]]:
    return [item for item in ITEMS if record.key(item) in wanted]


def alts(app: AppTest) -> list[str]:
    """Alternative texts of the pictures on the page."""
    return [chart.proto.alt for chart in app.get("plotly_chart")]


def files(app: AppTest) -> list[str]:
    """Addresses of the files that the page offers."""
    return [m.value for m in app.markdown if "/api/v1/answers/" in m.value]


def test_counts_per_practice_and_basis_agree_with_the_file(snapshot: Snapshot) -> None:
    rows = snapshot.ask("documented_cities_by_practice").set_index("practice")
    named = [item for item in ITEMS if item["basis"] == "source"]
    everything, by_source = cities_by_practice(ITEMS), cities_by_practice(named)
    items, undated = Counter(i["practice"] for i in ITEMS), Counter(i["practice"] for i in ITEMS if not i["year"])
    assert len(rows) == 8
    for practice, row in rows.iterrows():
        assert row["city_count"] == everything[practice]
        assert row["source_named_city_count"] == by_source.get(practice, 0)
        assert row["evidence_count"] == items[practice]
        assert row["source_named_count"] == sum(i["practice"] == practice for i in named)
        assert row["undated_count"] == undated[practice]
        assert row["selected_city_count"] == sum(1 for _ in record.standing(TODAY))


def test_every_cell_of_the_grid_agrees_with_the_file(snapshot: Snapshot) -> None:
    cells = snapshot.ask("documented_practices_by_city")
    found = {
        ((c["city"], c["state"], c["country"]), c["practice"]): (c["source_named_count"], c["classified_count"])
        for c in cells.to_dict("records")
    }
    expected: dict[tuple, list[int]] = defaultdict(lambda: [0, 0])
    for item in ITEMS:
        expected[record.key(item), item["practice"]][item["basis"] == "editor"] += 1
    assert found == {cell: tuple(counts) for cell, counts in expected.items()}


def test_counts_by_level_and_by_year_of_the_item_agree_with_the_files(snapshot: Snapshot) -> None:
    rows = snapshot.ask("documented_cities_by_practice_and_group")
    cities = list(record.standing(TODAY))
    for level in ("Platinum", "Gold", "Silver", "Not stated"):
        group = {(c["city"], c["state"], c["country"]) for c in cities if c["level"] == level}
        expected = cities_by_practice(of_cities(group))
        mine = rows[(rows["dimension"] == "Level") & (rows["group_name"] == level)]
        assert {r["practice"]: r["city_count"] for r in mine.to_dict("records") if r["city_count"]} == expected
        assert set(mine["group_city_count"]) == {len(group)}
    for name, years in (("no year", {""}), ("2019", {"2019"}), ("before 2017", {str(year) for year in range(1990, 2017)})):
        expected = cities_by_practice([item for item in ITEMS if item["year"] in years])
        mine = rows[(rows["dimension"] == "Year of the item") & (rows["group_name"] == name)]
        assert {r["practice"]: r["city_count"] for r in mine.to_dict("records") if r["city_count"]} == expected


def test_practices_documented_together_agree_with_the_file(snapshot: Snapshot) -> None:
    practices: dict[tuple, set] = defaultdict(set)
    for item in ITEMS:
        practices[record.key(item)].add(item["practice"])
    expected = Counter(pair for mine in practices.values() for pair in combinations(sorted(mine), 2))
    pairs = snapshot.ask("practices_documented_together")
    assert {
        (p["practice"], p["other_practice"]): p["city_count"] for p in pairs.to_dict("records") if p["city_count"]
    } == expected
    assert len(pairs) == 28


def test_a_filter_counts_only_its_cities(snapshot: Snapshot) -> None:
    filters, _ = parse([("state", "Texas"), ("level", "Gold")], snapshot.words)
    cities = {
        (c["city"], c["state"], c["country"]) for c in record.standing(TODAY) if c["state"] == "TX" and c["level"] == "Gold"
    }
    count = snapshot.ask("documented_city_count", filters).iloc[0]
    assert count["selected_city_count"] == len(cities)
    assert count["evidence_count"] == len(of_cities(cities))


def test_every_item_has_a_link_and_undated_items_are_counted_as_undated(portal: Path) -> None:
    app = opened("practices", classified="true")
    items = next(table.value for table in app.dataframe if "Item" in table.value)
    assert len(items) == len(ITEMS)
    assert items["Source"].str.startswith("http").all()
    undated = sum(not item["year"] for item in ITEMS)
    assert (items["Year"] == "no year").sum() == undated
    assert f"({len(ITEMS)} items, {undated} without a year" in text(app)


def test_items_named_by_their_source_are_shown_first_and_marks_differ_in_shape(portal: Path) -> None:
    named = sum(item["basis"] == "source" for item in ITEMS)
    app = opened("practices")
    assert f"({named} items" in text(app)
    table = next(table.value for table in opened("practices", classified="true").dataframe if "Open Data" in table.value)
    assert set("".join(table.drop(columns="City").to_numpy().ravel())) == {"■", "◇"}


@pytest.mark.parametrize("part", PARTS)
def test_every_part_stands_any_filter(portal: Path, part: str) -> None:
    for query in (
        {},
        {"classified": "true"},
        {"level": "Platinum", "state": "Wyoming"},
        {"state": "Virginia"},
        {"as_of": "2018-01-25"},
    ):
        app = opened("practices", part=part, **query)
        assert not app.exception


@pytest.mark.parametrize("part", PARTS[:4])
def test_nothing_found_is_never_called_weak(portal: Path, part: str) -> None:
    said = text(opened("practices", part=part, country="Guatemala")).casefold().replace("what is not documented is not weak", "")
    assert not [word for word in ("weak", "poor", "behind", "lacks") if word in said]


def test_a_selection_without_evidence_says_what_that_means(portal: Path) -> None:
    without = {record.key(r) for r in record.rows("cities")} - {record.key(i) for i in ITEMS}
    state = next(
        c["state"] for c in record.standing(TODAY) if (c["city"], c["state"], c["country"]) in without and c["country"] == "US"
    )
    app = opened("practices", state=state)
    assert "That says nothing about how they work" in text(app)
    assert "No city matches this filter." in text(opened("practices", level="Platinum", state="Wyoming"))


@pytest.mark.parametrize(("part", "pictures"), [("City by city", 1), ("In numbers", 4), ("The standard", 1)])
def test_each_picture_has_its_alternative_text_its_table_and_its_file(portal: Path, part: str, pictures: int) -> None:
    app = opened("practices", part=part)
    assert len(alts(app)) == pictures
    assert all(any(char.isdigit() for char in alt) and len(alt) > 40 for alt in alts(app))
    assert len(files(app)) >= pictures
    assert len(app.dataframe) >= pictures


def test_a_practice_shows_its_meaning_its_names_and_its_cities(portal: Path) -> None:
    said = text(opened("practices", part="One practice", practice="Repurposing", classified="true"))
    cities = cities_by_practice(ITEMS)["Repurposing"]
    assert (
        "in 2017 as Repurposing for Results; from 2018 as Repurposing; since August 2022 as Data-Driven Budget and Finance."
        in said
    )
    assert f"Documented for **{cities} cities**" in said
    assert "since August 2022 as Community Impact and Open Data (divided between the two)" in text(
        opened("practices", part="One practice", practice="Stakeholder Engagement")
    )


def test_two_cities_stand_side_by_side_with_the_band_of_their_level(portal: Path) -> None:
    app = opened("practices", part="Side by side", compare=["Boston, MA", "Portland, OR"])
    said = text(app)
    assert [s.value for s in app.header if s.value.endswith(("MA", "OR"))] == ["Boston, MA", "Portland, OR"]
    assert (
        "Latest level we found: **Gold** (2024). It stood for 30 to 36 of all 43 criteria (68 to 84 percent); not for any one"
        in said
    )
    assert "Choose two to four cities" in text(opened("practices", part="Side by side"))


@pytest.mark.parametrize(
    ("edition", "level", "least", "most"), [("2018", "silver", 23, 29), ("2022", "silver", 22, 28), ("2022", "gold", 30, 36)]
)
def test_bands_in_whole_criteria_are_those_of_the_published_percents(
    snapshot: Snapshot, edition: str, level: str, least: int, most: int
) -> None:
    row = next(e for e in record.rows("editions") if e["edition_id"] == edition)
    above = {"silver": "gold", "gold": "platinum"}[level]
    first, last = int(row[f"{level}_min_pct"]), int(row[f"{above}_min_pct"]) - 1
    inside = [n for n in range(int(row["criteria_count"]) + 1) if first <= Fraction(100 * n, int(row["criteria_count"])) <= last]
    band = snapshot.ask("level_bands").query("edition_id == @edition and level == @level.capitalize()").iloc[0]
    assert (band["criteria_least"], band["criteria_most"]) == (inside[0], inside[-1]) == (least, most)
    hole = list(range(inside[-1] + 1, ceil(int(row["criteria_count"]) * (last + 1) / 100)))
    assert (
        ([band["hole_least"], band["hole_most"]] == [hole[0], hole[-1]])
        if hole
        else band[["hole_least", "hole_most"]].isna().all()
    )


def test_the_page_says_where_published_bands_leave_a_hole_or_an_end_unknown(portal: Path) -> None:
    said = text(opened("practices", part="The standard"))
    assert "A Gold city assessed under the 2022 edition met 30 to 36 of 43 criteria." in said
    assert "30 of 45 is 66.7 percent, more than 66 and less than 67, so it is in no band." in said
    assert "Where Platinum begins is not in the source we could read." in said
    assert "50 criteria (2017 edition), 45 criteria (2018 edition) and 43 criteria (2022 edition)" in said


def test_a_level_that_no_source_states_stands_for_no_band(snapshot: Snapshot) -> None:
    unstated = snapshot.ask("cities", Filters(level=("Not stated",)))["city_id"].tolist()
    bands = snapshot.ask("level_band_by_city", city=unstated)
    assert len(bands) == len(unstated)
    assert bands["criteria_least"].isna().all()


@pytest.mark.browser
def test_a_mark_of_the_grid_opens_its_items(page: Page, site: str) -> None:
    page.goto(f"{site}/practices?state=Massachusetts")
    mark = page.locator(".js-plotly-plot .scatterlayer .point").first
    mark.wait_for()
    mark.click(force=True)
    page.get_by_role("heading", name="Boston, MA: Results-Driven Contracting").wait_for()
    assert page.get_by_role("link", name="Boston").count() >= 1
