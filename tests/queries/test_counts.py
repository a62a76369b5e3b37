"""Every number the portal says about the record equals a count made over the CSV files without any code of the portal."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from queries.address_parser import parse
from queries.filters import Filters
from queries.snapshot import Snapshot, current
from tests.kit import record

DATES = sorted({record.latest(r) for r in record.rows("announcements")})
ANNOUNCED = {"2018-01-25": 9, "2019-04-24": 13, "2020-06-29": 24, "2021-07-14": 40, "2021-12-15": 50, "2022-03-30": 55,
             "2023-06-21": 62, "2024-01-23": 74, "2024-06-17": 83, "2025-02-26": 104, "2026-01-14": 117}  # fmt: skip


@pytest.fixture
def snapshot(portal: object) -> Snapshot:
    return current()


@pytest.mark.parametrize("on", DATES, ids=str)
@pytest.mark.parametrize("by", ["level", "country", "year", "size"])
def test_counts_by_anything_agree_with_the_files_at_every_announcement(snapshot: Snapshot, on: date, by: str) -> None:
    expected_least, expected_most = Counter(), Counter()
    for city in record.standing(on):
        expected_most[str(city[by])] += 1
        expected_least[str(city[by])] += city["is_certified"]
    found = snapshot.ask(f"city_count_by_{by}", Filters(as_of=on)).to_dict("records")
    assert {str(row[by]): row["city_count_most"] for row in found} == expected_most
    assert {str(row[by]): row["city_count"] for row in found} == expected_least


@pytest.mark.parametrize("on", DATES, ids=str)
def test_counts_by_state_agree_with_the_files_at_every_announcement(snapshot: Snapshot, on: date) -> None:
    expected = Counter((city["state"], city["country"]) for city in record.standing(on) if city["is_certified"])
    found = snapshot.ask("city_count_by_state", Filters(as_of=on)).to_dict("records")
    assert {(row["state"], row["country"]): row["city_count"] for row in found if row["city_count"]} == expected


@pytest.mark.parametrize("on", DATES, ids=str)
def test_levels_sum_to_the_total_at_every_announcement(snapshot: Snapshot, on: date) -> None:
    by_level = snapshot.ask("city_count_by_level", Filters(as_of=on))
    total = snapshot.ask("city_count", Filters(as_of=on)).iloc[0]
    assert by_level["city_count"].sum() == total["city_count"]
    assert by_level["city_count_most"].sum() == total["city_count_most"]


@pytest.mark.parametrize(("on", "total"), ANNOUNCED.items())
def test_the_headline_is_the_announced_total_and_names_what_is_here(snapshot: Snapshot, on: str, total: int) -> None:
    head = snapshot.ask("headline", Filters(as_of=date.fromisoformat(on))).iloc[0]
    cities = list(record.standing(date.fromisoformat(on)))
    assert head["announced_total"] == total
    assert head["counted_least"] == sum(city["is_certified"] for city in cities)
    assert head["counted_most"] == len(cities)
    assert head["missing_count"] == max(total - len(cities), 0)


def test_the_ten_of_december_2021_are_named_and_all_silver(snapshot: Snapshot) -> None:
    filters, problems = parse([("as_of", "2021-12-15")], snapshot.words)
    awards = snapshot.ask("awards", filters)
    ten = awards[(awards["announcement"] == "2021-12-15") & (awards["award"] == "certified")]
    assert not problems
    assert sorted(ten["city"]) == [
        "Baltimore", "Buffalo", "Chicago", "Denver", "Durham", "Evanston", "Long Beach", "Miami", "Rochester", "Salinas",
    ]  # fmt: skip
    assert set(ten["level"]) == {"Silver"}
    assert ten.loc[ten["city"] == "Rochester", "state"].tolist() == ["NY"]


def test_every_total_up_to_december_2021_equals_our_most(snapshot: Snapshot) -> None:
    rows = snapshot.ask("announcements", Filters(as_of=date(2021, 12, 15)))
    assert (rows["stated_total"] == rows["counted_most"]).all()


def test_no_gap_is_left_without_an_explanation(snapshot: Snapshot) -> None:
    rows = snapshot.ask("announcements")
    assert rows["gap"].tolist() == [0, 0, 0, 0, 0, 2, 2, 2, 2, 4, 14]
    assert (rows["explanation"].str.len() > 20).all()
    wanted = Counter(r["announcement"] for r in record.rows("wanted") if r["kind"] == "city")
    for row in rows[rows["gap"] > 0].to_dict("records"):
        assert row["gap"] == sum(n for day, n in wanted.items() if day <= f"{row['announced_on']:%Y-%m-%d}")


def test_the_2019_announcement_has_four_new_cities_and_three_level_ups(snapshot: Snapshot) -> None:
    row = snapshot.ask("announcements").set_index("announced_on").loc["2019-04-24"]
    assert (row["new_cities"], row["new_named"], row["level_ups"], row["level_ups_named"]) == (4, 4, 3, 3)


def test_the_share_of_cities_of_30000_is_right_for_every_state(snapshot: Snapshot) -> None:
    places = {r["geoid"]: r for r in record.rows("eligible_places")}
    geoids = {record.key(r): r["geoid"] for r in record.rows("cities")}
    certified = {geoids[record.key(r)] for r in record.rows("awards") if r["award"] == "certified" and r["country"] == "US"}
    listed = Counter(place["state"] for place in places.values())
    here = Counter(places[geoid]["state"] for geoid in certified if geoid in places)
    rows = snapshot.ask("coverage_by_state").set_index("state")
    for state, count in listed.items():
        assert rows.loc[state, "eligible_count"] == count
        assert rows.loc[state, "certified_count"] == here[state]
        assert rows.loc[state, "share_pct"] == pytest.approx(100 * here[state] / count, abs=0.05)
    assert (rows.loc["CA", "certified_count"], rows.loc["CA", "eligible_count"]) == (7, 245)
    assert rows.loc["DC", "share_pct"] == 100
    assert rows.loc["PR", ["eligible_count", "share_pct"]].isna().all()


def test_today_the_record_holds_what_was_compiled_on_november_25_2026(snapshot: Snapshot) -> None:
    head = snapshot.ask("headline", Filters()).iloc[0]
    assert (head["announced_total"], head["counted_least"], head["counted_most"], head["missing_count"]) == (117, 103, 103, 14)
    levels = snapshot.ask("city_count_by_level").set_index("level")["city_count"].to_dict()
    assert levels == {"Platinum": 7, "Gold": 37, "Silver": 50, "Not stated": 9}
    countries = snapshot.ask("city_count_by_country").set_index("country")["city_count"]
    assert (countries["US"], countries.drop("US").sum()) == (72, 31)
    assert (len(record.rows("awards")), len(record.rows("cities"))) == (173, 105)


def test_the_documents_say_the_numbers_of_the_record() -> None:
    readme = (record.DATA.parent / "README.md").read_text(encoding="utf-8")
    assert record.named_and_missing().replace("of them ", "").rstrip(".") in " ".join(readme.split())
    assert f"{record.named()} of them named" in readme
    files = (record.DATA / "README.md").read_text(encoding="utf-8")
    counts = re.findall(r"^\| `(\w+)\.csv` \| ([\d,]+) \|", files, re.MULTILINE)
    said = {name: int(count.replace(",", "")) for name, count in counts}
    assert said == {path.stem: len(record.rows(path.stem)) for path in record.DATA.glob("*.csv")}
    assert f"{len(record.rows('awards'))} awards are {record.named()} first certifications" in files


def test_gold_in_texas_since_2021_is_three_awards_and_two_new_cities(snapshot: Snapshot) -> None:
    filters, _ = parse([("level", "Gold"), ("state", "TX"), ("since", "2021")], snapshot.words)
    assert sorted(snapshot.ask("awards", filters)["city"]) == ["Arlington", "Austin", "Dallas"]
    assert snapshot.ask("cities", filters)["city"].tolist() == ["Austin", "Dallas"]
