"""Documented evidence counted by the portal and, without its code, from the files: both counts agree."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from queries.address_parser import parse
from queries.filters import Filters
from queries.snapshot import Snapshot, current
from queries.words import page_kind
from tests.kit import record
from tests.kit.opened import opened
from tests.kit.pictures import pictures
from ui.practices import evidence_numbers
from ui.practices.evidence_numbers import OF_CITIES, OF_ITEMS

ITEMS = record.rows("practice_evidence")
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


def names_of(file: str, code: str) -> dict[str, str]:
    """Names of states or countries by their code."""
    properties = [
        place["properties"] for place in json.loads((record.DATA / "geo" / file).read_text(encoding="utf-8"))["features"]
    ]
    return {place[code]: place["name"] for place in properties}


def grouped_cities(dimension: str) -> dict[tuple[str, str, str], str]:
    """Each city that is or may be certified, and the group of this dimension that it is in."""
    states, countries = names_of("us_states.geojson", "usps"), names_of("americas_countries.geojson", "iso_a2")

    def group(city: dict) -> str:
        country = countries[city["country"]]
        region = states.get(city["state"]) if city["country"] == "US" else f"{city['state']}, {country}"
        return {"Level": city["level"], "Size": city["size"], "Country": country, "State or region": region}[dimension]

    return {(city["city"], city["state"], city["country"]): group(city) for city in record.standing(TODAY)}


def group_of_item(item: dict[str, str], dimension: str) -> str:
    """The year or the kind of page of an item."""
    if dimension == "Kind of page":
        return item["kind"]
    return "no year" if not item["year"] else "before 2017" if int(item["year"]) < 2017 else item["year"]


def counts_of(items: list[dict[str, str]]) -> tuple[int, int, int, int, int]:
    """Cities, cities and items that a source names, items, items without a year."""
    named = [item for item in items if item["basis"] == "source"]
    undated = sum(not item["year"] for item in items)
    return len({record.key(i) for i in items}), len({record.key(i) for i in named}), len(named), len(items), undated


@pytest.mark.parametrize("dimension", [*OF_CITIES, *OF_ITEMS])
def test_counts_by_group_practice_and_basis_agree_with_the_files(snapshot: Snapshot, dimension: str) -> None:
    cities = grouped_cities(dimension) if dimension in OF_CITIES else {}
    expected: dict[tuple[str, str], list] = defaultdict(list)
    for item in ITEMS:
        group = cities[record.key(item)] if cities else group_of_item(item, dimension)
        expected[group, item["practice"]].append(item)
    rows = snapshot.ask("documented_cities_by_practice_and_group").query("dimension == @dimension").to_dict("records")
    counted = ("city_count", "source_named_city_count", "source_named_count", "evidence_count", "undated_count")
    found = {(row["group_name"], row["practice"]): tuple(row[name] for name in counted) for row in rows}
    assert {cell: counts for cell, counts in found.items() if any(counts)} == {
        cell: counts_of(items) for cell, items in expected.items()
    }
    sizes = (
        Counter(cities.values())
        if cities
        else dict.fromkeys((group for group, _ in expected), sum(1 for _ in record.standing(TODAY)))
    )
    assert {row["group_name"]: row["group_city_count"] for row in rows} == sizes


def test_counts_by_practice_city_basis_and_kind_agree_with_the_file(snapshot: Snapshot) -> None:
    rows = snapshot.ask("evidence").to_dict("records")
    countries = names_of("americas_countries.geojson", "iso_a2")
    columns = ("city", "state", "practice", "basis", "kind")
    found = Counter((row["country_name"], *(row[name] for name in columns)) for row in rows)
    assert found == Counter((countries[item["country"]], *(item[name] for name in columns)) for item in ITEMS)
    assert {row["source_url"] for row in rows} == {item["source_url"] for item in ITEMS}


@pytest.mark.parametrize("by", OF_ITEMS)
def test_the_page_shows_cities_and_items_by_year_and_by_kind_of_page(portal: Path, by: str) -> None:
    table = next(p.table for p in pictures(opened("practices", part="In numbers", classified="true", by=by)) if by in p.table)
    shown = [cell for cell in table.drop(columns=by).to_numpy().ravel() if not cell.startswith("0 ")]
    cells: dict[tuple[str, str], list] = defaultdict(list)
    for item in ITEMS:
        cells[group_of_item(item, by), item["practice"]].append(item)
    assert sorted(map(numbers_in, shown)) == sorted([counts_of(items)[0], len(items)] for items in cells.values())
    kinds = {page_kind(item["kind"]) for item in ITEMS}
    assert by != "Kind of page" or set(table[by]) == kinds


def numbers_in(words: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", words)]


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


def test_on_a_phone_every_number_of_a_matrix_stands_in_the_list_of_its_practice(snapshot: Snapshot) -> None:
    rows = evidence_numbers.grouped(Filters(), True, "Level")
    lists = evidence_numbers.in_lists(rows)
    assert list(lists) == sorted(lists, key=lambda practice: -rows.loc[rows["practice"] == practice, "cities"].sum())
    for row in rows[rows["cities"] > 0].to_dict("records"):
        assert f"{row['group_name']}: {row['cities']} of {row['group_city_count']}" in lists[row["practice"]]
    pairs = evidence_numbers.pairs_of(Filters())
    both = evidence_numbers.with_others(pairs, "city_count")
    for row in pairs[pairs["city_count"] > 0].to_dict("records"):
        assert f"{row['other_practice']}: {row['city_count']}" in both[row["practice"]].replace("\\", "")
        assert f"{row['practice']}: {row['city_count']}" in both[row["other_practice"]].replace("\\", "")
