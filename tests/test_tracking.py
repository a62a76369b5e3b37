"""The tracking page: every number leads to exactly its rows, every difference is explained, every build is logged."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from etl.build import Order, build
from queries.filters import Filters
from queries.snapshot import Snapshot, current
from tests import record
from tests.opened import opened, text
from ui.tracking_gaps import address, how_to_send
from ui.tracking_totals import basis, differences

ANNOUNCEMENTS = sorted({record.latest(r) for r in record.rows("announcements")})
ANOTHER_RECORD = "city,state,population,level,year\nAustin,TX,,Platinum,2026\n"
NUMBER = re.compile(r"(\d[\d,]*)")


@pytest.fixture
def snapshot(portal: object) -> Snapshot:
    return current()


def numbers_that_lead(app: AppTest) -> dict[str, int]:
    """Every button that leads to rows, by key, with the number it says."""
    return {
        button.key: int(NUMBER.search(button.label)[1].replace(",", ""))
        for button in app.button
        if str(button.key).startswith("to-")
    }


def rows_behind(app: AppTest) -> tuple[int, int]:
    """How many rows the page says it lists, and how many it lists."""
    said = next(
        int(NUMBER.match(m.value[2:])[1].replace(",", "")) for m in app.markdown if re.match(r"\*\*[\d,]+ rows?\*\*", m.value)
    )
    return said, len(app.dataframe[0].value) if said else 0


@pytest.mark.parametrize(
    "asked",
    [{}, {"as_of": "2020-06-29"}, {"as_of": "2022-03-30"}, {"country": "Brazil"}, {"state": "Texas", "since": "2021"}],
    ids=str,
)
def test_every_number_leads_to_as_many_rows_as_it_says(portal: object, asked: dict[str, str]) -> None:
    app = opened("tracking", **asked)
    found = numbers_that_lead(app)
    assert len(found) >= 5
    for key, number in found.items():
        app.button(key=key).click().run()
        assert rows_behind(app) == (number, number), key


@pytest.mark.parametrize("on", ANNOUNCEMENTS, ids=str)
def test_the_announced_total_is_as_many_rows_at_every_announcement(snapshot: Snapshot, on: date) -> None:
    rows = snapshot.ask("announced_cities", Filters(as_of=on))
    head = snapshot.ask("headline", Filters(as_of=on)).iloc[0]
    assert len(rows) == head["announced_total"]
    assert (rows["standing"] == "named here").sum() == head["counted_least"]
    assert (rows["standing"] == "missing").sum() == head["missing_count"]
    assert not rows["city_id"].dropna().duplicated().any()
    by_day = rows.groupby("announced_on").size()
    new = {record.latest(r): int(r["new_cities"]) for r in record.rows("announcements") if record.latest(r) <= on}
    assert {day.date(): count for day, count in by_day.items()} == new


@pytest.mark.parametrize("row", record.rows("announcements"), ids=lambda r: r["announced_on"])
def test_total_least_most_and_gap_agree_with_an_independent_count(snapshot: Snapshot, row: dict[str, str]) -> None:
    day = record.latest(row)
    firsts = [r for r in record.rows("awards") if r["award"] == "certified"]
    least = len({record.key(r) for r in firsts if record.latest(r) <= day})
    most = len({record.key(r) for r in firsts if record.earliest(r) <= day})
    found = snapshot.ask("announcements", Filters(as_of=day)).iloc[-1]
    total = int(row["stated_total"] or 117)
    assert (found["announced_total"], found["counted_least"], found["counted_most"]) == (total, least, most)
    assert found["gap"] == total - max(least, min(total, most))
    assert row["stated_total"] or basis(found.to_dict()) == "none stated; 117 is our sum"


def test_the_2019_announcement_shows_4_new_and_3_leveled_up_and_never_7_new(snapshot: Snapshot, portal: object) -> None:
    rows = snapshot.ask("announcements").set_index("announced_on")
    columns = ["new_cities", "new_named", "level_ups", "level_ups_named"]
    assert rows.loc["2019-04-24", columns].tolist() == [4, 4, 3, 3]
    awards = next(table.value for table in opened("tracking").dataframe if "New, announced" in table.value)
    assert awards.loc[
        awards["Announcement"] == "2019-04-24", ["New, announced", "Leveled up, announced"]
    ].to_numpy().tolist() == [[4, 3]]


def test_no_difference_is_left_without_words(snapshot: Snapshot) -> None:
    rows = snapshot.ask("announcements")
    uncertain = rows[(rows["gap"] != 0) | (rows["counted_least"] != rows["counted_most"])]
    assert len(differences(rows)) == len(uncertain) == 9


def test_states_at_zero_are_named_and_puerto_rico_is_not_in_the_list(portal: object) -> None:
    app = opened("tracking")
    said, coverage = text(app), next(table.value for table in app.dataframe if "Cities of 30,000+" in table.value)
    certified = {r["state"] for r in record.rows("awards") if r["award"] == "certified" and r["country"] == "US"}
    listed = {r["state"] for r in record.rows("eligible_places")}
    assert f"No certified city on record in {len(listed - certified)} states: Alabama, Alaska," in said
    assert "Puerto Rico is not in the list, so it has no share." in said
    assert "Puerto Rico" not in set(coverage["State"])
    assert coverage.loc[coverage["State"] == "California", ["Certified", "Cities of 30,000+"]].to_numpy().tolist() == [[7, 245]]
    assert coverage.loc[coverage["State"] == "District of Columbia", "Share of cities"].item() == 100
    assert "Census estimates of 2024" in said


def test_years_since_the_last_award_are_counted_back_from_the_date_asked(snapshot: Snapshot) -> None:
    for on in (date(2021, 12, 15), date(2026, 1, 14)):
        rows = snapshot.ask("years_since_last_award", Filters(as_of=on))
        awards = [r for r in record.rows("awards") if r["award"] != "honor_roll" and record.latest(r) <= on]
        last = {record.key(r): record.latest(r) for r in sorted(awards, key=record.latest)}
        for row in rows.to_dict("records"):
            expected = (on - last[row["city"], row["state"], row["country"]]).days / 365.25
            assert row["years_since"] == pytest.approx(expected, abs=0.051)
        assert len(rows) == sum(city["is_certified"] for city in record.standing(on))


def test_the_page_says_that_the_validity_period_is_not_public(portal: object) -> None:
    said = text(opened("tracking"))
    assert "The validity period is not public" in said
    assert "currently certified" not in said


def test_each_wanted_row_has_its_lead_and_a_way_to_send_it_in(portal: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_CONTACT", "record@example.org")
    wanted = next(table.value for table in opened("tracking").dataframe if "Send it in" in table.value)
    assert len(wanted) == len(record.rows("wanted"))
    assert wanted["Send it in"].str.startswith("mailto:record@example.org?subject=Wanted%20no.%20").all()
    assert (wanted["Where to look"].ne("") | wanted["Page to look at"].notna()).all()


def test_a_contact_that_is_a_page_is_linked_as_it_is_and_none_is_not_promised() -> None:
    row = {"wanted_id": 1, "wanted": "a level", "place": None}
    assert address("https://example.org/@desk", row) == "https://example.org/@desk"
    assert address("mailto:desk@example.org", row) == "mailto:desk@example.org?subject=Wanted%20no.%201%3A%20a%20level"
    assert "Write to" not in how_to_send("")


def test_each_finding_names_its_record_and_leads_to_its_city(snapshot: Snapshot, portal: object) -> None:
    findings = snapshot.ask("quality_findings")
    shown = next(table.value for table in opened("tracking").dataframe if "How to mend it" in table.value)
    assert shown["Line"].tolist() == findings["record_line"].tolist()
    assert shown.loc[findings["city_id"] == "memphis-tn", "City"].tolist() == ["Memphis, TN"]


def test_each_build_that_changes_the_record_is_added_to_the_log(snapshots: Path, tmp_path: Path) -> None:
    out = Path(shutil.copytree(snapshots, tmp_path / "snapshots"))
    (tmp_path / "spring.csv").write_text(ANOTHER_RECORD, encoding="utf-8")
    result = build(Order([tmp_path / "spring.csv"], out=out))
    with duckdb.connect(str(out / result.manifest["snapshot"]), read_only=True) as con:
        log = con.execute("select in_words, change, record_file, logged_at from change_log order by logged_at").fetchall()
    assert [row[:3] for row in log[-1:]] == [("Austin, TX: Gold → Platinum, 2026", "added", "spring.csv")]
    assert log[0][0] == "First build of this record: 169 awards"
    assert log[0][3] < log[-1][3]


def test_the_log_is_no_part_of_what_identifies_the_record() -> None:
    from etl.schema import UNFINGERPRINTED

    assert "change_log" in UNFINGERPRINTED
