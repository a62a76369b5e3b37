"""The tracking page: every number leads to exactly its rows, every difference is explained, every build is logged."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from charts.announced import by_announcement
from etl.publishing.build import Order, build
from etl.publishing.record_changes import between
from queries import opening_words, words
from queries.address_parser import parse
from queries.filters import Filters
from queries.snapshot import Snapshot, current
from tests.kit import record
from tests.kit.api_client import client
from tests.kit.opened import opened, text
from ui import city_table
from ui.practices.evidence_items import PLAIN_IN_ADDRESSES as PLAIN
from ui.tracking import announced_and_named, scope
from ui.tracking.build_log import lists_of_changes
from ui.tracking.data_quality import lists_of_findings
from ui.tracking.gaps import address, how_to_send, lists_of_wanted
from ui.tracking.headline_numbers import counts, labels, listed
from ui.tracking.listed_rows import Listed
from ui.tracking.reconciliation import basis, lists_of_awards, lists_of_totals, undated
from ui.tracking.state_coverage import places
from ui.tracking.years_since_award import answer as last_award_answer
from ui.tracking.years_since_award import lists as last_award_lists

ANNOUNCEMENTS = sorted({record.latest(r) for r in record.rows("announcements")})
ANOTHER_RECORD = "city,state,population,level,year\nAustin,TX,,Platinum,2026\n"
NUMBER = re.compile(r"(\d[\d,]*)")
# The sections that have a list under a control, and the key of the control.
LISTS = {
    "Announcements": "totals", "Last awards": "last-awards", "States": "places", "Wanted": "wanted", "Data quality": "findings",
    "Changes": "changes",
}  # fmt: skip
SECTIONS = ["Announcements", "Cities", "States", "Wanted", "Data quality", "Changes"]
# Columns of the tables that stand beside the list: of those of which a row is chosen, and of that of the picture.
CHOSEN_FROM = {"Announced total", "New, announced", "Share of cities", "Announced as new", "Rows seen"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def snapshot(portal: object) -> Snapshot:
    return current()


def number(said: str) -> int:
    """The number that a choice names, which stands at its end."""
    return int(NUMBER.search(said.rsplit(": ")[-1])[1].replace(",", ""))


def rows_behind(app: AppTest) -> tuple[int, int]:
    """How many rows the list of the open section says it has, and how many it has."""
    (said,) = (NUMBER.match(m.value[2:])[1] for m in app.markdown if re.match(r"\*\*[\d,]+ rows?\*\*", m.value))
    lists = [
        table.value for table in app.dataframe if not CHOSEN_FROM & set(table.value) and "Published (UTC)" not in table.value
    ]
    return int(said.replace(",", "")), sum(map(len, lists))


@pytest.mark.parametrize(
    "asked",
    [{}, {"as_of": "2020-06-29"}, {"country": "Brazil"}, {"state": "Texas", "since": "2021"}],
    ids=str,
)
def test_every_number_leads_to_as_many_rows_as_it_says(portal: object, asked: dict[str, str]) -> None:
    app = opened("tracking", section="Cities", **asked)
    filters, _ = parse(asked.items(), current().words)
    said, offered = labels(filters), app.pills(key="rows").options
    found = {name: number(said[name]) for name in said if said[name] in offered}
    assert len(found) == len(offered) >= 5
    assert {name: len(listed(name, filters).table) for name in said} == {name: number(said[name]) for name in said}
    assert all(name in found for name, count in counts(filters).items() if count)
    last = list(found)[-1]
    app.pills(key="rows").set_value(last).run()
    assert rows_behind(app) == (found[last], found[last])
    assert app.query_params["rows"] == last


@pytest.mark.parametrize("asked", [{}, {"as_of": "2020-06-29"}, {"state": "Texas", "since": "2021"}], ids=str)
def test_the_numbers_are_those_that_every_other_page_shows(snapshot: Snapshot, asked: dict[str, str]) -> None:
    filters, _ = parse(asked.items(), snapshot.words)
    found = counts(filters)
    head = snapshot.ask("headline", Filters(as_of=filters.as_of)).iloc[0]
    count = snapshot.ask("city_count", filters).iloc[0]
    by_level = snapshot.ask("city_count_by_level", filters).set_index("level")["city_count"]
    by_country = snapshot.ask("city_count_by_country", filters).set_index("country_name")["city_count"]
    assert found["Announced"] == head["announced_total"]
    assert (found["Named"], found["Named"] + found["Possible"]) == (count["city_count"], count["city_count_most"])
    assert {name: found[name] for name in [*by_level.index, *by_country.index]} == {**by_level, **by_country}


def test_a_city_without_a_name_is_offered_by_its_id_and_one_without_a_page_is_not() -> None:
    assert city_table.openable({"b": "Austin, TX", "c": None, "a": "Boston, MA", None: "Nowhere", "d": float("nan")}) == {
        "b": "Austin, TX", "a": "Boston, MA", "c": "c", "d": "d",
    }  # fmt: skip


def sizes(lists: dict[str, Listed]) -> dict[str, int]:
    """How many rows each list has."""
    return {name: len(found.table) for name, found in lists.items()}


@pytest.mark.slow
def test_every_number_of_every_announcement_leads_to_as_many_rows(snapshot: Snapshot) -> None:
    rows = snapshot.ask("announcements").to_dict("records")
    assert len(rows) == len(ANNOUNCEMENTS)
    for row in rows:
        least, most, on = row["counted_least"], row["counted_most"], row["announced_on"].date()
        assert list(sizes(lists_of_totals(on)).values()) == [row["announced_total"], least, most - least, most, row["gap"]]
        expected = {"New, announced": row["new_cities"], "New, named": row["new_named"]}
        for title, column in (("Leveled up", "level_ups"), ("Recertified", "recertifications")):
            expected |= {f"{title}, announced": row[column]} if pd.notna(row[column]) else {}
            expected |= {f"{title}, named": row[f"{column}_named"]}
        assert sizes(lists_of_awards(on)) == expected


@pytest.mark.slow
def test_every_number_of_every_state_leads_to_as_many_rows(snapshot: Snapshot) -> None:
    every = record.rows("eligible_places")
    eligible = Counter(row["state"] for row in every)
    rows = snapshot.ask("coverage_by_state").query("eligible_count.notna()").to_dict("records")
    assert {row["state"] for row in rows} == set(eligible)
    for row in rows:
        found = sizes(places(row["state_name"], Filters()))
        assert found["Cities of 30,000+"] == row["eligible_count"] == eligible[row["state"]]
        assert list(found.values())[::2] == [row["certified_count"], row["certified_outside_list"]]
    assert sizes(places("California", Filters())) == {
        "Certified": 7, "Cities of 30,000+": 245, "Certified, not in the list": 0,
    }  # fmt: skip
    assert sizes(places(None, Filters()))["Cities of 30,000+"] == len(every)


def lists_of(app: AppTest, part: str) -> list[str]:
    """What the control of the lists of one part offers."""
    return [option.replace("\\", "") for option in app.segmented_control(key=f"list-{part}").options]


def awards_opened() -> AppTest:
    """The announced awards against those on record, which stand behind the totals."""
    app = opened("tracking", section="Announcements")
    app.session_state["reconciled"] = "New, leveled up, recertified"
    return app.run()


@pytest.mark.slow
def test_the_lists_follow_the_announcement_and_the_state_that_are_chosen(portal: object) -> None:
    app = opened("tracking", section="States")
    app.selectbox(key="state-listed").set_value("California").run()
    assert lists_of(app, "places") == ["Certified: 7", "Cities of 30,000+: 245", "Certified, not in the list: 0"]
    app = awards_opened()
    app.selectbox(key="announcement-of-awards").set_value("2019-04-24").run()
    assert lists_of(app, "awards")[:4] == [
        "New, announced: 4",
        "New, named: 4",
        "Leveled up, announced: 3",
        "Leveled up, named: 3",
    ]
    app = opened("tracking", section="Announcements")
    app.selectbox(key="announcement-of-totals").set_value("2020-06-29").run()
    assert lists_of(app, "totals") == ["Announced: 24", "Named, least: 19", "Possible: 5", "Named, most: 24", "Gap: 0"]
    app.text_input(key="as_of").set_value("2018-12-31").run()
    assert not app.exception
    assert app.selectbox(key="announcement-of-totals").value == "2018-01-25"


@pytest.mark.slow
def test_a_share_of_residents_is_that_of_the_cities_it_leads_to(snapshot: Snapshot) -> None:
    for row in snapshot.ask("coverage_by_state").query("eligible_count.notna()").to_dict("records"):
        found = places(row["state_name"], Filters())
        certified, every = (found[name].table["Population"].sum() for name in ("Certified", "Cities of 30,000+"))
        assert row["residents_share_pct"] == pytest.approx(100 * certified / every, abs=0.051)


@pytest.mark.slow
@pytest.mark.parametrize("asked", [{}, {"as_of": "2021-12-15", "state": "Texas"}], ids=str)
def test_every_count_that_a_control_names_is_the_length_of_its_list(portal: object, asked: dict[str, str]) -> None:
    for section, part in LISTS.items():
        every_list_is_as_long_as_it_says(opened("tracking", section=section, **asked), f"list-{part}")
    every_list_is_as_long_as_it_says(awards_opened(), "list-awards")


def every_list_is_as_long_as_it_says(app: AppTest, key: str) -> None:
    """Chooses each list of the control in turn; it is the only one of the open section."""
    assert [control.key for control in app.segmented_control if control.key.startswith("list-")] == [key]
    for option in app.segmented_control(key=key).options:
        app.segmented_control(key=key).set_value(option).run()
        assert not app.exception
        assert rows_behind(app) == (number(option), number(option)), option


def test_every_number_of_a_sentence_is_that_of_a_list_under_it(snapshot: Snapshot) -> None:
    last = snapshot.ask("years_since_last_award")
    wanted, found = snapshot.ask("wanted"), snapshot.ask("quality_findings")
    changed = snapshot.ask("change_log").query("not in_words.str.startswith('First build')")
    every, recent, earlier, older = sizes(last_award_lists(Filters())).values()
    assert every == recent + earlier + older == record.named()
    said = last_award_answer(last, "today")
    assert f"{recent} of the {every} cities" in said and f"{earlier} one of two" in said and f"{older} an older one" in said
    assert list(sizes(lists_of_wanted("")).values()) == [len(wanted), *wanted["wanted_kind"].value_counts(sort=False)]
    assert list(sizes(lists_of_findings()).values()) == [len(found), *found["rule"].value_counts(sort=False)]
    kinds = changed["change"].value_counts()
    assert list(sizes(lists_of_changes(date(2020, 1, 1))).values()) == [
        len(changed), *(kinds.get(kind, 0) for kind in ("added", "changed", "removed")),
    ]  # fmt: skip


def test_a_number_that_the_program_states_leads_to_the_page_that_states_it(portal: object) -> None:
    row = next(r for r in record.rows("announcements") if r["announced_on"] == "2021-12-15")
    assert f"[The page that states 50](<{row['source_url']}>)" in text(opened("tracking", as_of="2021-12-15"))


def test_the_undated_cities_are_said_to_be_possible_in_the_open_places_of_june_2020(snapshot: Snapshot) -> None:
    said = undated(snapshot.ask("open_places_of_undated_cities"))
    assert said.startswith("Charlotte, Cincinnati, San José, South Bend and Tulsa may stand in the 5 open places of June 2020")
    assert "At least 3 of them must, as later announcements have 2 open" in said
    earlier = undated(snapshot.ask("open_places_of_undated_cities", Filters(as_of=date(2021, 12, 15))))
    assert "5 open places of June 2020" in earlier and "At least" not in earlier
    assert undated(snapshot.ask("open_places_of_undated_cities", Filters(as_of=date(2019, 12, 31)))) == ""


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
    awards = next(table.value for table in awards_opened().dataframe if "New, announced" in table.value)
    assert awards.loc[
        awards["Announcement"] == "2019-04-24", ["New, announced", "Leveled up, announced"]
    ].to_numpy().tolist() == [[4, 3]]


def test_every_announcement_is_told_with_what_is_not_named_and_with_its_page(portal: object) -> None:
    said = text(opened("tracking"))
    for row in record.rows("announcements"):
        (line,) = (line for line in said.splitlines() if line.strip().startswith(f"- **{words.day(record.latest(row))}**"))
        new = int(row["new_cities"])
        named = sum(
            award["announcement"] == row["announced_on"] for award in record.rows("awards") if award["award"] == "certified"
        )
        assert f"{new} new cities" in line and f"[The announcement](<{quote(row['source_url'], safe=PLAIN)}>)" in line
        assert (" not named**" in line) == (new > named and row["announced_on"] != "2020-06-29"), line
    assert "13 new cities, 3 named here and **10 not named**. 117 announced by then, 103 named here." in said


@pytest.mark.parametrize("on", [date(2017, 6, 1), *ANNOUNCEMENTS], ids=str)
def test_what_is_drawn_as_named_possible_and_unnamed_adds_up_to_what_is_announced(snapshot: Snapshot, on: date) -> None:
    rows = announced_and_named.counts(Filters(as_of=on))
    if on < ANNOUNCEMENTS[0]:
        assert rows.empty
        return
    *bars, _ = by_announcement(rows)["data"]
    head = snapshot.row("headline", Filters(as_of=on))
    drawn = {bar["name"]: dict(zip(bar["y"], bar["x"], strict=True)) for bar in bars}
    new = {words.month(record.latest(r)): int(r["new_cities"]) for r in record.rows("announcements") if record.latest(r) <= on}
    assert {month: sum(bar[month] for bar in drawn.values()) for month in new} == new
    in_all = {name: sum(bar.values()) for name, bar in drawn.items()}
    assert in_all["named here"] == head["counted_least"]
    assert in_all.get("announced, not named by any source we found", 0) == head["missing_count"]
    assert sum(in_all.values()) == head["announced_total"]


def test_the_first_screen_answers_who_checks_the_count(portal: object) -> None:
    shown = {metric.label: metric.value for metric in opened("tracking").metric}
    assert shown == {
        "Announced": "117", "Named here": str(record.named()), "Not named": "14", "New in 2026": "13", "New and named": "3",
        "Gaps explained": "6 of 6",
    }  # fmt: skip
    filtered = opened("tracking", state="Texas")
    assert {metric.label: metric.value for metric in filtered.metric} == shown
    assert "The filter acts on the section “Cities” alone: 7 cities in Texas have been certified" in text(filtered)


def test_what_is_not_named_leads_to_what_is_wanted(portal: object) -> None:
    app = opened("tracking")
    app.button(key="to-wanted").click().run()
    assert app.query_params["section"] == "Wanted" and "things are known to be missing" in text(app)
    assert not [button for button in opened("tracking", as_of="2020-06-29").button if button.key == "to-wanted"]


def test_each_section_says_what_it_follows(portal: object) -> None:
    said = {section: text(opened("tracking", section=section)) for section in SECTIONS}
    follows = {
        section: [kind for kind in (scope.FILTER, scope.DATE, scope.NEITHER) if kind in said[section]] for section in SECTIONS
    }
    assert follows == {
        "Announcements": [scope.DATE], "Cities": [scope.FILTER], "States": [scope.DATE],
        "Wanted": [scope.NEITHER], "Data quality": [scope.NEITHER], "Changes": [scope.NEITHER],
    }  # fmt: skip


def test_a_gap_that_the_wanted_list_does_not_hold_is_said_to_be_unexplained(snapshot: Snapshot) -> None:
    rows = snapshot.ask("announcements")
    assert opening_words.gaps_explained(rows) == "Every gap is explained."
    rows["wanted_cities"] -= rows["announced_on"].eq("2026-01-14").astype(int)
    assert opening_words.gaps_explained(rows) == "Not explained: the gap of January 2026."


def test_states_at_zero_are_named_and_puerto_rico_is_not_in_the_list(portal: object) -> None:
    app = opened("tracking", section="States")
    said, coverage = text(app), next(table.value for table in app.dataframe if "Share of cities" in table.value)
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
    assert "The validity period is not public" in text(opened("tracking", section="Last awards"))
    for section in SECTIONS:
        app = opened("tracking", section=section)
        assert [tab.label for tab in app.tabs if tab.label in SECTIONS] == SECTIONS
        assert not app.exception and "currently certified" not in text(app)


def test_each_wanted_row_has_its_lead_and_a_way_to_send_it_in(portal: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_CONTACT", "record@example.org")
    wanted = next(table.value for table in opened("tracking", section="Wanted").dataframe if "Send it in" in table.value)
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
    app = opened("tracking", section="Data quality")
    shown = next(table.value for table in app.dataframe if "How to mend it" in table.value)
    assert shown["Line"].tolist() == findings["record_line"].tolist()
    assert shown.loc[findings["city_id"] == "memphis-tn", "City"].tolist() == ["Memphis, TN"]


def test_every_rule_that_ran_is_shown_with_its_rows_and_findings(snapshot: Snapshot, portal: object) -> None:
    rules, findings = snapshot.ask("quality_rules"), snapshot.ask("quality_findings")
    app = opened("tracking", section="Data quality")
    shown = next(table.value for table in app.dataframe if "Rows seen" in table.value)
    assert len(shown) == len(rules) > 100 and shown["Findings"].sum() == len(findings)
    assert f"**{len(findings)} finding**" in text(app) and "“A public page is named for the award”: 1" in text(app)
    of_awards = rules[rules["table_name"] == "awards"].set_index("rule")["seen_count"]
    assert of_awards["one_first_certification"] == len(record.rows("awards"))
    assert not rules.loc[rules["stops_build"], "finding_count"].any()
    answer = client().get("/api/v1/quality.json").json()["rows"]
    assert [(row["rule"], row["seen_count"]) for row in answer] == list(zip(rules["rule"], rules["seen_count"], strict=True))


@pytest.mark.slow
def test_each_build_that_changes_the_record_is_added_to_the_log(snapshots: Path, tmp_path: Path) -> None:
    out = Path(shutil.copytree(snapshots, tmp_path / "snapshots"))
    (tmp_path / "spring.csv").write_text(ANOTHER_RECORD, encoding="utf-8")
    result = build(Order([tmp_path / "spring.csv"], out=out))
    with duckdb.connect(str(out / result.manifest["snapshot"]), read_only=True) as con:
        log = con.execute("select in_words, change, record_file, logged_at from change_log order by logged_at").fetchall()
    assert [row[:3] for row in log[-1:]] == [("Austin, TX: Gold → Platinum, 2026", "added", "spring.csv")]
    assert log[0][0] == f"First build of this record: {len(record.rows('awards'))} awards"
    assert log[0][3] < log[-1][3]


def test_a_change_of_another_table_is_counted_in_plain_words(snapshot: Snapshot, snapshots: Path, tmp_path: Path) -> None:
    before, after = tmp_path / "before.duckdb", tmp_path / "after.duckdb"
    for copy in (before, after):
        shutil.copy(snapshots / f"{snapshot.name}.duckdb", copy)
    with duckdb.connect(str(before)) as con:
        con.execute("delete from stories where headline = (select min(headline) from stories)")
        con.execute("delete from practice_evidence where evidence_id = 'OD-001'")
    with duckdb.connect(str(after), read_only=True) as con:
        assert between(before, con)["in_words"].tolist() == ["Items of evidence added: 1", "Stories added: 1"]


def test_changes_are_asked_since_a_day_and_the_first_build_is_none(portal: object) -> None:
    said = text(opened("tracking", section="Changes"))
    assert "**nothing changed**" in said and "The record was first built on" in said
    later = opened("tracking", section="Changes", changed_since="2019-03-01")
    assert "Since March 1, 2019:" in text(later) and "(/changes.atom?since=2019-03-01)" in text(later)
    answers = {
        since: client().get("/changes.atom", params={"since": since}) for since in ("2019-03-01", "2199-01-01", "2021-W50")
    }
    assert [answer.status_code for answer in answers.values()] == [200, 200, 400]
    entries = [len(ET.fromstring(answer.content).findall("a:entry", ATOM)) for answer in list(answers.values())[:2]]
    assert entries == [len(current().ask("change_log")), 0]


def test_the_change_log_is_an_atom_feed_that_the_page_links_to(portal: object) -> None:
    said = text(opened("tracking", section="Changes"))
    assert "(/changes.atom)" in said and "(/feed.atom)" in said
    answered = client().get("/changes.atom")
    root = ET.fromstring(answered.content)
    entry = root.find("a:entry", ATOM)
    assert answered.headers["content-type"].startswith("application/atom+xml")
    assert entry.findtext("a:title", namespaces=ATOM) == f"Added: First build of this record: {len(record.rows('awards'))} awards"
    assert entry.findtext("a:summary", namespaces=ATOM).endswith("Source file: data/awards.csv.")
    assert len(root.findall("a:entry", ATOM)) == len(current().ask("change_log"))
    assert len({part.text for part in root.iterfind(".//a:id", ATOM)}) == len(root.findall("a:entry", ATOM)) + 1


def test_the_log_is_no_part_of_what_identifies_the_record() -> None:
    from etl.schema import UNFINGERPRINTED

    assert "change_log" in UNFINGERPRINTED
