"""An accepted mend is read in every row that it fits; the file stays as it came."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.checking.mend_offers import Offer, offers
from etl.checking.record_check import Checked, checked
from etl.findings import Finding
from etl.loading import ledger, plans, steps
from etl.loading.plans import Directories, Given
from etl.reading.mends import HEADING, ROW, VALUE, Mend
from etl.reading.record_rows import Source
from tests.kit.load_steps import asked
from tests.kit.record_files import HEADER, KNOWN_ON, REFERENCE, csv_file

pytestmark = pytest.mark.slow
WRONG = ("Toledo,Ohoi,,Silver,2026", "Aurora,IL,,Gld,2026", "Anchorge,AK,,Gld,2026", "Total,,,,")
DATES = ("Toledo,OH,,Silver,2026-05-06", "Aurora,IL,,Gold,05/06/2026")


def read(path: Path, *mends: Mend) -> Checked:
    return checked([Source(path, path.name, path.name, mends=mends)], REFERENCE, KNOWN_ON)


def offered(path: Path, *mends: Mend) -> list[Offer]:
    return offers(read(path, *mends).problems, REFERENCE)


def test_every_mistake_is_offered_its_mend_for_all_rows_that_it_fits(tmp_path: Path) -> None:
    found = offered(csv_file(tmp_path / "spring.csv", HEADER, *WRONG))
    assert [(offer.lines, next(iter(offer.choices))) for offer in found] == [
        ([2], "Ohoi → OH, 1 row"),
        ([3, 4], "Gld → Gold, 2 rows"),
        ([4], "Anchorge → Anchorage, 1 row"),
        ([5], "Leave out row 5"),
    ]
    assert all(offer.takes_text for offer in found[:2])


def test_the_first_choices_together_make_the_file_load(tmp_path: Path) -> None:
    path, accepted = csv_file(tmp_path / "spring.csv", HEADER, *WRONG), ()
    for _ in range(3):
        blocking = [offer for offer in offered(path, *accepted) if offer.first.blocks]
        accepted += tuple(mend for offer in blocking for mend in next(iter(offer.choices.values())))
    record = read(path, *accepted)
    assert not [finding for finding in record.problems if finding.blocks]
    mine = record.awards[record.of_files.loc[record.awards["row"]].to_numpy()]
    assert mine[["city_id", "level"]].astype(str).values.tolist() == [
        ["toledo-oh", "Silver"], ["aurora-il", "Gold"], ["anchorage-ak", "Gold"],
    ]  # fmt: skip


def test_a_date_that_can_be_read_in_two_ways_is_offered_both(tmp_path: Path) -> None:
    [offer] = offered(csv_file(tmp_path / "a.csv", HEADER.replace("year", "announced_on"), *DATES))
    assert list(offer.choices) == ["05/06/2026 → 2026-05-06, 1 row", "05/06/2026 → 2026-06-05, 1 row"]


def test_a_heading_that_may_be_meant_is_read_as_the_column(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", HEADER.replace("year", "date"), "Toledo,OH,,Silver,2026-05-06")
    [offer] = [offer for offer in offered(path) if offer.first.blocks]
    [(words, mends)] = offer.choices.items()
    assert (words, mends) == ("Read “date” as announced_on", (Mend(HEADING, "", "date", "announced_on"),))
    assert not [finding for finding in read(path, *mends).problems if finding.blocks]


def test_a_share_is_offered_as_the_percent_that_it_would_be(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", f"{HEADER},open_data", "Toledo,OH,,Silver,2026,0.78")
    [offer] = [offer for offer in offered(path) if offer.first.rule == "score_in_percent"]
    assert list(offer.choices) == ["0.78 → 78, 1 row"]


def test_a_blank_cell_takes_a_text_of_ones_own(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", HEADER, "Toledo,,,Silver,2026")
    [offer] = [offer for offer in offered(path) if offer.first.blocks]
    assert offer.takes_text
    assert not [finding for finding in read(path, offer.written("OH")).problems if finding.blocks]


def test_a_value_may_be_read_as_blank(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", HEADER, "Toledo,OH,many,Silver,2026")
    assert not [f for f in read(path, Mend(VALUE, "population", "many", "")).problems if f.blocks]


@pytest.mark.parametrize(
    "finding",
    [
        Finding("a.csv", 0, "", "", "readable_file", "not readable", "Write it again"),
        Finding("a.csv", 3, "sheet announcement, Total", "many", "whole_number", "“many” is not a whole number", "Write digits"),
    ],
)
def test_what_no_cell_of_the_table_holds_is_mended_in_the_file_alone(finding: Finding) -> None:
    [offer] = offers([finding], REFERENCE)
    assert (offer.choices, offer.takes_text) == ({}, False)


@pytest.mark.proof
def test_a_load_keeps_its_mends_in_the_ledger_and_every_later_build_reads_them(places: Directories, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "spring.csv", HEADER, "Toledo,Ohoi,,Silver,2026", "Total,,,,")
    mends = (Mend(VALUE, "state", "Ohoi", "OH"), Mend(ROW, "", "3"))
    steps.carry_out(places, plans.load(places, [Given(path, mends=mends)], by="ana"))
    assert ledger.read(places.loads).loads[1].mends == mends
    assert (places.loads / places.ledger.loads[1].kept).read_bytes() == path.read_bytes()
    steps.carry_out(places, plans.load(places, [Given(csv_file(tmp_path / "b.csv", HEADER, "Aurora,IL,,Gold,2026"))]))
    assert asked(places, "select city_id from awards where city in ('Toledo', 'Aurora') order by all") == [
        ("aurora-il",), ("toledo-oh",),
    ]  # fmt: skip
