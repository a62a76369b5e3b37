"""The growth of the number holds for any date, any filter and any history, and agrees with the files."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import duckdb
import pandas as pd
import pytest

import queries
from charts.awards_by_year import WIDTH, by_year
from charts.breaks import with_breaks
from charts.climb import time_to_rise
from charts.growth import announced_and_named
from charts.level_looks import looks_of
from charts.level_rows import by_level_over_time
from charts.unnamed import unnamed_by
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
    rows = snapshot.ask("announced_and_named_by_year").to_dict("records")
    others = {
        (row["year"], row["award"]): row["award_count"] for row in rows if row["award_count"] and row["award"] != "certified"
    }
    assert others == Counter((int(r["year"]), r["award"]) for r in record.rows("awards") if r["award"] != "certified")
    of_texas = snapshot.ask("awards_by_year", filters_of(snapshot, {"state": "TX"}))
    certified = {record.key(r) for r in record.rows("awards") if r["award"] == "certified" and r["state"] == "TX"}
    expected = Counter((int(r["year"]), r["award"]) for r in record.rows("awards") if record.key(r) in certified)
    assert {(row["year"], row["award"]): row["award_count"] for row in of_texas.to_dict("records")} == expected


@pytest.mark.parametrize("day", [row["announced_on"] for row in record.rows("announcements")])
def test_what_is_drawn_as_named_and_as_unnamed_adds_up_to_what_is_announced_by_every_announcement(
    snapshot: Snapshot, day: str
) -> None:
    filters = filters_of(snapshot, {"as_of": day})
    stated = snapshot.ask("announcements", filters)
    total = int(stated["announced_total"].iloc[-1])
    totals = snapshot.ask(SERIES, filters)
    _, most, announced, rings = announced_and_named(totals)["data"]
    missing = unnamed_by(totals).tolist()
    assert [one + gap for one, gap in zip(most["y"], [*missing, missing[-1]], strict=True)] == announced["y"]
    assert rings["y"] == stated["announced_total"].tolist()
    assert announced["y"][-1] == total
    levels = by_level_over_time(totals, snapshot.ask(f"{SERIES}_and_level", filters), looks_of(snapshot.ask("levels")))
    possible = totals["city_count_most"].iloc[-1] - totals["city_count"].iloc[-1]
    assert sum(trace["y"][-1] for trace in levels["data"] if trace["mode"] == "lines") + possible == total
    by_kind = snapshot.ask("announced_and_named_by_year", filters)
    years = range(2017, int(day[:4]) + 1)
    bars = by_year(by_kind, {"certified": "New"}, years, snapshot.ask("standard_changes"))["data"]
    assert {trace["width"] for trace in bars if trace["type"] == "bar"} == {WIDTH}  # of its year, whatever years a row has
    drawn = Counter[int]()
    for trace in bars:
        if trace["type"] == "bar":
            drawn.update(dict(zip(trace["x"], trace["y"], strict=True)))
    assert drawn == Counter(stated.groupby(stated["announced_on"].dt.year)["new_cities"].sum().to_dict())


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


@pytest.mark.parametrize("level", ["Silver", "Gold"])
def test_every_city_that_began_at_a_level_and_rose_is_one_mark(snapshot: Snapshot, level: str) -> None:
    cities, rises = snapshot.ask("cities_by_first_level"), snapshot.ask("level_rises")
    began = cities[cities["first_level"] == level]
    risen = began[began["risen_to"].notna()]
    assert set(risen["city_id"]) == set(rises.loc[rises["from_level"] == level, "city_id"]) & set(began["city_id"])
    looks = looks_of(snapshot.ask("levels"))
    figure = time_to_rise(cities.assign(place=cities["city"]), {level: "head"}, looks)
    assert len(figure["data"][0]["x"]) == len(risen)
    assert cities["city_id"].is_unique and len(cities) == record.named()


@pytest.mark.slow
def test_a_stranger_reads_the_answers_on_the_page_without_pointing(portal: object) -> None:
    app = opened("growth")
    titles = [json.loads(chart.proto.spec)["layout"]["title"]["text"].replace("<br>", " ") for chart in app.get("plotly_chart")]
    said = text(app).replace("\\", "")
    assert f"{record.missing()} announced cities are not named by any source we found" in said
    assert "In 2026, by January: 13 new, 3 of them named here and 10 not. In 2025: 21 new" in said
    assert "Only new cities raise the total, and it has never fallen." in said
    assert f"117 cities announced, {record.named()} of them named here" in titles
    assert "2021 brought the most new cities: 26" in titles
    firsts = {record.key(r): r["level"] for r in record.rows("awards") if r["award"] == "certified"}
    began = sum(level == "Silver" for level in firsts.values())
    assert f"{rises_on_record()['Silver', 'Gold']} of the {began} cities that began at Silver rose" in titles
    silver, gold, platinum, unknown = map(record.cities_at, ("Silver", "Gold", "Platinum", "Not stated"))
    assert f"{platinum} Platinum, {gold} Gold, {silver} Silver and {unknown} with no level stated" in titles
    assert "When the standard changed in August 2022: 2 Platinum, 14 Gold and 37 Silver." in said


def test_what_is_not_named_leads_to_what_is_wanted_and_each_note_to_its_announcement(portal: object) -> None:
    for page in ("growth", "overview"):
        links = [link.proto for link in opened(page).get("page_link")]
        assert any(link.page == "tracking" and "section=Wanted" in link.query_string for link in links), page
    said = text(opened("growth"))
    stated = {
        row["source_url"] for row in record.rows("announcements") if row["announced_on"][:4] in ("2018", "2019", "2020", "2026")
    }
    assert all(f"[Announcement]({address})" in said for address in stated)


@pytest.mark.parametrize("by", ["Country", "US state"])
@pytest.mark.parametrize("asked", [{"as_of": "2021-12-15"}, {"country": "Brazil"}, {"level": "Not stated"}], ids=str)
def test_the_growth_page_stands_any_view_under_any_filter(portal: object, by: str, asked: dict[str, str]) -> None:
    app = opened("growth", by=by, **asked)
    assert not app.exception
    assert app.segmented_control(key="by").value == by


def test_a_closed_fold_sends_no_table_and_an_open_one_its_method_and_file(portal: object) -> None:
    app = opened("growth")
    assert not app.dataframe
    app.session_state[f"fold-{SERIES}"] = True
    app.run()
    assert app.dataframe[0].value["Announced, not named"].iloc[-1] == record.missing()
    assert "Method: distinct cities" in text(app) and f"/files/answers/{SERIES}.zip" in text(app)


def test_a_saved_picture_says_what_its_letters_mean(portal: object) -> None:
    app = opened("growth")
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)["layout"]
    letters = {re.sub("<.*?>", "", note["text"]) for note in figure["annotations"] if note["showarrow"]}
    said = figure["title"]["subtitle"]["text"].replace("<br>", " ").replace("\xa0", " ")
    assert letters
    assert {part.split()[0] for part in said[said.index("A January") :].split(" · ")} == letters
    assert "A January 2018: the first nine cities" in said
    assert "D December 2021: the fiftieth city" in said
