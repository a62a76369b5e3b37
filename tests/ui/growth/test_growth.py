"""The growth of the number holds for any date, any filter and any history, and agrees with the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import duckdb
import pandas as pd
import pytest

import queries
from charts.breaks import with_breaks
from charts.growth import announced_and_named, by_level_over_time
from charts.level_looks import looks_of
from charts.replay import by_announcement
from etl.marts.assemble import assemble
from etl.reading.reference import load
from queries.address_parser import parse
from queries.filters import Filters
from queries.snapshot import Snapshot, current
from tests.kit import record
from tests.kit.generated import given
from tests.kit.histories import histories, load_history
from tests.kit.opened import opened, text
from tests.kit.small_vocabulary import WORDS

SERIES = "certified_cities_by_announcement"
LAUNCH = pd.Timestamp("2017-04-01")
FILTERS = [
    {},
    {"country": "US"},
    {"state": "TX"},
    {"level": "Gold"},
    {"since": "2021"},
    {"as_of": "2021-12-15"},
    {"standard": "Earlier"},
]


@pytest.fixture
def snapshot(portal: object) -> Snapshot:
    return current()


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        assemble(connection, load().tables)
        yield connection


def filters_of(snapshot: Snapshot, asked: dict[str, str]) -> Filters:
    found, problems = parse(asked.items(), snapshot.words)
    assert not problems
    return found


@pytest.mark.parametrize("asked", FILTERS, ids=str)
@pytest.mark.parametrize("by", ["", "_and_country", "_and_state"])
def test_the_number_certified_is_0_at_the_launch_and_never_falls(snapshot: Snapshot, by: str, asked: dict[str, str]) -> None:
    rows = snapshot.ask(SERIES + by, filters_of(snapshot, asked))
    place = {"": None, "_and_country": "country", "_and_state": "state"}[by]
    for _, one in rows.groupby(place) if place else [("", rows)]:
        assert one.loc[one["announced_on"] == LAUNCH, ["city_count", "city_count_most"]].to_numpy().tolist() == [[0, 0]]
        assert one["city_count"].is_monotonic_increasing
        assert one["city_count_most"].is_monotonic_increasing
        assert (one["city_count"] <= one["city_count_most"]).all()


@pytest.mark.parametrize("asked", FILTERS, ids=str)
def test_levels_not_stated_included_sum_to_the_total_at_every_date(snapshot: Snapshot, asked: dict[str, str]) -> None:
    filters = filters_of(snapshot, asked)
    totals = snapshot.ask(SERIES, filters).set_index("announced_on")
    by_level = snapshot.ask(f"{SERIES}_and_level", filters).groupby("announced_on")[["city_count", "city_count_most"]].sum()
    assert by_level.to_dict() == totals[["city_count", "city_count_most"]].to_dict()


def test_the_level_of_every_date_agrees_with_the_files(snapshot: Snapshot) -> None:
    rows = snapshot.ask(f"{SERIES}_and_level")
    for day, one in rows.groupby("announced_on"):
        expected = Counter(city["level"] for city in record.standing(day.date()) if city["is_certified"])
        assert {row["level"]: row["city_count"] for row in one.to_dict("records") if row["city_count"]} == expected


@pytest.mark.slow
@given(histories())
def test_for_any_history_levels_sum_to_a_total_that_only_first_certifications_raise(
    con: duckdb.DuckDBPyConnection, rows: list
) -> None:
    asked = {"asked": Filters(as_of=date(2026, 12, 31)).asked(WORDS)}
    load_history(con, rows)
    totals, by_level = (queries.ask(con, name, asked) for name in (SERIES, f"{SERIES}_and_level"))
    assert by_level.groupby("announced_on")["city_count"].sum().tolist() == totals["city_count"].tolist()
    assert totals["city_count"].is_monotonic_increasing
    load_history(con, [row for row in rows if row["award"] == "certified"])
    assert queries.ask(con, SERIES, asked)["city_count"].tolist() == totals["city_count"].tolist()


def test_awards_per_year_agree_with_the_files_kind_by_kind(snapshot: Snapshot) -> None:
    rows = snapshot.ask("award_counts_by_year_and_standard").to_dict("records")
    expected = Counter(
        (int(r["year"]), r["award"], "Present" if r["edition"] == "2022" else "Earlier") for r in record.rows("awards")
    )
    assert {(row["year"], row["award"], row["standard"]): row["award_count"] for row in rows} == expected


def rises_on_record() -> Counter[tuple[str, str]]:
    """How many cities rose, by the level before and the level after."""
    rises: Counter[tuple[str, str]] = Counter()
    awards = sorted(record.rows("awards"), key=record.latest)
    for city in {record.key(r) for r in awards}:
        levels = [r["level"] for r in awards if record.key(r) == city and r["level"]]
        rises.update((a, b) for a, b in pairwise(levels) if record.RANK[b] > record.RANK[a])
    return rises


def test_every_rise_on_record_is_counted_once_with_its_step(snapshot: Snapshot) -> None:
    expected = rises_on_record()
    rises = snapshot.ask("level_rises")
    assert Counter(zip(rises["from_level"], rises["level"], strict=True)) == expected
    counts = snapshot.ask("level_rise_counts").to_dict("records")
    assert {(row["from_level"], row["level"]): row["city_count"] for row in counts} == expected
    assert rises.loc[rises["city"] == "Boston", ["years_least", "years_most"]].to_numpy().tolist() == [[6.0, 6.0]]
    assert (rises["years_least"] <= rises["years_most"]).all()


def test_first_and_latest_levels_hold_every_named_city(snapshot: Snapshot) -> None:
    flows = snapshot.ask("city_count_by_first_and_latest_level")
    latest = snapshot.ask("city_count_by_level").set_index("level")["city_count"]
    assert flows.groupby("level")["city_count"].sum().to_dict() == latest.to_dict()
    assert flows["city_count"].sum() == record.named()


def test_residents_are_added_up_for_us_cities_only(snapshot: Snapshot) -> None:
    populations = {record.key(r): int(r["population"] or 0) for r in record.rows("cities")}
    certified = {record.key(r) for r in record.rows("awards") if r["award"] == "certified" and r["country"] == "US"}
    rows = snapshot.ask("residents_of_us_cities_by_size")
    assert rows["population"].sum() == sum(populations[city] for city in certified)
    assert rows["city_count"].sum() == len(certified)


def test_the_change_of_the_standard_in_august_2022_is_a_break_in_every_picture_over_time(snapshot: Snapshot) -> None:
    changes, totals = snapshot.ask("standard_changes"), snapshot.ask(SERIES)
    assert changes["changed_on"].dt.strftime("%Y-%m").tolist()[-1] == "2022-08"
    looks = looks_of(snapshot.ask("levels"))
    for picture in (announced_and_named(totals), by_level_over_time(totals, snapshot.ask(f"{SERIES}_and_level"), looks)):
        layout = with_breaks(picture, changes)["layout"]
        assert pd.Timestamp("2022-08-01") in [pd.Timestamp(line["x0"]) for line in layout["shapes"]]
        assert "standard of 2022" in [label["text"] for label in layout["annotations"]]


def test_the_replay_has_one_frame_per_announcement_with_one_mark_per_city(snapshot: Snapshot) -> None:
    cities = snapshot.ask("cities_at_each_announcement").query("is_certified").assign(place="somewhere")
    totals = snapshot.ask(SERIES)
    captions = [str(day.date()) for day in totals["announced_on"]]
    looks = looks_of(snapshot.ask("levels"))
    figure = by_announcement(cities, list(totals["announced_on"]), captions, snapshot.ask("standard_changes"), looks)
    assert [frame["name"] for frame in figure["frames"]] == captions
    assert [sum(len(trace["x"]) for trace in frame["data"]) for frame in figure["frames"]] == totals["city_count"].tolist()
    assert [step["label"] for step in figure["layout"]["sliders"][0]["steps"]] == captions


def test_the_growth_page_answers_with_its_numbers(portal: object) -> None:
    said = text(opened("growth"))
    assert "From none at the launch in April 2017: 117 cities announced by January 2026" in said
    silver, gold, platinum, unknown = map(record.cities_at, ("Silver", "Gold", "Platinum", "Not stated"))
    assert f"{silver} Silver, {gold} Gold, {platinum} Platinum and {unknown} with no level stated" in said
    assert "When the standard changed in August 2022: 37 Silver, 14 Gold and 2 Platinum." in said
    assert f"{rises_on_record()['Silver', 'Gold']} cities rose from Silver to Gold" in said
    kinds = Counter(row["award"] for row in record.rows("awards") if row["year"] == "2026")
    assert (
        f"On record for 2026: {kinds['certified']} new, {kinds['leveled_up']} leveled up, 0 recertified and 0 Honor Roll." in said
    )


@pytest.mark.parametrize("by", ["Total", "Level", "Country", "US state"])
@pytest.mark.parametrize("asked", [{"as_of": "2021-12-15"}, {"country": "Brazil"}, {"level": "Not stated"}], ids=str)
def test_the_growth_page_stands_any_view_under_any_filter(portal: object, by: str, asked: dict[str, str]) -> None:
    app = opened("growth", by=by, **asked)
    assert not app.exception
    assert app.segmented_control(key="by").value == by
