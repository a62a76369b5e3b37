"""Record files taken in: the base record, what a row adds or updates, what stays private."""

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from etl.checking.award_dates import in_words
from etl.checking.intake import take_in
from etl.checking.overlay import DATES, VALUES
from etl.checking.practice_scores import practice_columns
from etl.checking.record_check import findings_of
from etl.findings import Blocked
from etl.schema import COLUMNS, TABLES
from tests.kit import record
from tests.kit.generated import given, st
from tests.kit.record_files import HEADER, KNOWN_ON, PAGE, REFERENCE, alone, award, csv_file, in_every_format, loaded
from tests.kit.tiers import first_of

pytestmark = pytest.mark.slow

EDITIONS, SCORES_BY_EDITION = REFERENCE.facts.editions, REFERENCE.facts.scores_by_edition
RECORD_COLUMNS = REFERENCE.facts.record_columns
TEMPE = "tempe-az-2024-01-23-leveled-up"


def test_the_base_record_has_no_problem_and_the_known_numbers() -> None:
    intake = loaded()
    assert len(intake.awards) == len(record.rows("awards"))
    assert (intake.awards["award"] == "certified").sum() == record.named()
    assert len(intake.cities) == len(record.rows("cities"))
    assert intake.guesses == []
    assert [(f.rule, f.city_id) for f in intake.quality] == [("has_source", "memphis-tn")]


def test_the_tables_have_the_columns_of_the_schema_in_their_order() -> None:
    intake = loaded()
    for name, table in (("awards", intake.awards), ("cities", intake.cities), ("practice_scores", intake.scores)):
        assert list(table.columns) == list(TABLES[name].columns)


def test_every_column_of_the_records_own_file_is_read_and_kept() -> None:
    """One that the record format does not have, or that is not laid over, would lose its values without a word."""
    own = set(TABLES["awards"].in_file)
    assert own <= set(RECORD_COLUMNS)
    assert own == {"city", "state", "country", *DATES, *VALUES}


@pytest.mark.parametrize(
    ("bounds", "said"),
    [({"least": 1_000}, "of at least 1000"), ({"least": 1_000, "most": 30_000_000}, "from 1000 to 30000000")],
)
def test_a_number_out_of_the_bounds_of_its_column_is_told_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bounds: dict[str, int], said: str
) -> None:
    monkeypatch.setitem(COLUMNS, "population", dataclasses.replace(COLUMNS["population"], **bounds))
    file = csv_file(tmp_path / "new.csv", "city,state,population,level,year", "Austin,TX,500,Platinum,2026")
    [found] = [found for found in findings_of([file], REFERENCE, KNOWN_ON) if found.column == "population" and found.blocks]
    assert (found.rule, found.message) == ("number_in_range", f"“500” is not a whole number {said}")


def test_awards_are_sorted_by_city_date_and_kind() -> None:
    awards = loaded().awards
    order = ["city_id", "announced_on", "award"]
    assert awards[order].equals(awards[order].sort_values(order, ignore_index=True))


def test_the_smallest_file_loads(tmp_path: Path) -> None:
    intake = alone(csv_file(tmp_path / "small.csv", HEADER, "Austin,TX,,Gold,2024", 'Marfa,TX,"1,800",Silver,2025'))
    assert intake.awards["award_id"].tolist() == ["austin-tx-2024-12-31-certified", "marfa-tx-2025-12-31-certified"]
    assert in_words(intake.awards).tolist() == ["2024", "2025"]
    assert intake.cities["population"].tolist() == [993588, 1800]
    assert intake.guesses == [
        "austin-tx 2024: no award given; certified, its first award on record",
        "marfa-tx 2025: no award given; certified, its first award on record",
        "austin-tx 2024: no edition given; 2022 by its date",
        "marfa-tx 2025: no edition given; 2022 by its date",
    ]


def test_every_format_gives_the_same_awards(tmp_path: Path) -> None:
    rows = [
        {"city": "Bogota", "state": "Bogotá D.C.", "country": "CO", "population": 7674366, "level": "gold", "year": 2026},
        {"city": "Austin", "state": "tx", "country": "US", "population": 993588, "level": None, "year": 2026},
        {"city": "Quito", "state": "Pichincha", "country": "EC", "population": 1763275, "level": "Silver", "year": 2025},
    ]
    files = in_every_format(tmp_path, rows)
    first, *others = [loaded(file).awards.drop(columns=["record_file", "record_line"]) for file in files]
    assert len(first) == len(record.rows("awards")) + 3
    assert all(first.equals(other) for other in others)


def test_a_year_alone_ends_with_the_year_or_the_day_known(tmp_path: Path) -> None:
    intake = alone(csv_file(tmp_path / "a.csv", HEADER, "Austin,TX,,Gold,2024", "Denver,CO,,Gold,2026"))
    first, second = intake.awards.to_dict("records")
    assert (str(first["not_before"].date()), str(first["announced_on"].date())) == ("2024-01-01", "2024-12-31")
    assert (str(second["not_before"].date()), str(second["announced_on"].date())) == ("2026-01-01", "2026-11-22")
    assert {first["date_precision"], second["date_precision"]} == {"year"}


def test_an_announcement_gives_its_day_to_a_row_without_one(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", f"{HEADER},announcement", "Omaha,NE,,Gold,2024,2024-06-17")
    omaha = award(loaded(file), "omaha-ne-2024-06-17-certified")
    assert (omaha["announced_on"], omaha["date_precision"]) == (pd.Timestamp("2024-06-17"), "day")


@pytest.mark.parametrize(
    ("cells", "words"),
    first_of(
        [
            ("2024-01-23,,", "January 23, 2024"),
            ("2024-01-23,month,", "January 2024"),
            ("2024-05-23,year,", "2024"),
            ("2024-03-23,by,2024-01-15", "2024"),
            ("2024-03-23,by,2023-01-15", "no later than March 2024"),
            ("2024-03-23,,2024-03-15", "March 2024"),
        ],
        2,
    ),
)
def test_dates_are_worded_with_their_uncertainty(tmp_path: Path, cells: str, words: str) -> None:
    file = csv_file(tmp_path / "a.csv", f"{HEADER},announced_on,date_precision,not_before", f"Omaha,NE,,Gold,2024,{cells}")
    assert in_words(alone(file).awards).tolist() == [words]


def test_a_blank_award_is_derived_from_the_history(tmp_path: Path) -> None:
    file = csv_file(
        tmp_path / "a.csv",
        HEADER,
        "Omaha,NE,,Silver,2018",
        "Omaha,NE,,Gold,2020",
        "Omaha,NE,,Gold,2022",
        "Omaha,NE,,,2023",
        "Omaha,NE,,Silver,2024",
        "Omaha,NE,,Platinum,2025",
    )
    kinds = ["certified", "leveled_up", "recertified", "recertified", "recertified", "leveled_up"]
    assert alone(file).awards["award"].tolist() == kinds


def test_a_blank_award_is_derived_after_the_record_it_is_laid_over(tmp_path: Path) -> None:
    intake = loaded(csv_file(tmp_path / "a.csv", HEADER, "Austin,TX,,Platinum,2025", "Omaha,NE,,Gold,2025"))
    assert intake.outcomes == {"added": 2, "updated": 0, "unchanged": 0}
    assert award(intake, "austin-tx-2025-12-31-leveled-up")["level"] == "Platinum"
    assert award(intake, "omaha-ne-2025-12-31-certified")["record_line"] == 3
    assert "austin-tx 2025: no award given; leveled_up, Platinum after Gold" in intake.guesses


@pytest.mark.parametrize(
    ("day", "edition"), [("2018-11-13", "2017"), ("2018-11-14", "2018"), ("2022-07-31", "2018"), ("2022-08-01", "2022")]
)
def test_a_blank_edition_is_guessed_by_the_date(tmp_path: Path, day: str, edition: str) -> None:
    intake = alone(csv_file(tmp_path / "a.csv", "city,state,population,level,announced_on", f"Omaha,NE,,Gold,{day}"))
    assert intake.awards["edition"].tolist() == [edition]
    assert intake.awards["standard"].tolist() == ["Present" if edition == EDITIONS[-1] else "Earlier"]
    assert f"omaha-ne {day[:4]}: no edition given; {edition} by its date" in intake.guesses


def test_the_same_row_again_changes_nothing(tmp_path: Path) -> None:
    intake = loaded(csv_file(tmp_path / "a.csv", HEADER, "Tempe,AZ,,Platinum,2024"))
    assert intake.outcomes == {"added": 0, "updated": 0, "unchanged": 1}
    assert intake.awards.equals(loaded().awards)


def test_a_row_updates_only_what_it_says(tmp_path: Path) -> None:
    before = award(loaded(), TEMPE)
    file = csv_file(tmp_path / "a.csv", f"{HEADER},note", "Tempe,AZ,,Platinum,2024,Seen again.")
    intake = loaded(file)
    after = award(intake, TEMPE)
    assert intake.outcomes == {"added": 0, "updated": 1, "unchanged": 0}
    assert after == before | {"note": "Seen again.", "record_file": "a.csv", "record_line": 2}


def test_a_row_with_only_a_year_never_changes_a_date(tmp_path: Path) -> None:
    intake = loaded(csv_file(tmp_path / "a.csv", f"{HEADER},not_before", "Tempe,AZ,,Platinum,2024,2024-01-01"))
    assert award(intake, TEMPE)["announced_on"] == pd.Timestamp("2024-01-23")


def test_a_row_with_a_day_makes_the_date_exact(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", f"{HEADER},announced_on", "Tulsa,OK,,Silver,2021,2021-07-14")
    intake = loaded(file)
    assert intake.outcomes["updated"] == 1
    assert award(intake, "tulsa-ok-2021-07-14-certified")["announced_on"] == pd.Timestamp("2021-07-14")
    assert len(intake.awards) == len(record.rows("awards"))


def test_a_row_fills_the_level_that_no_source_stated(tmp_path: Path) -> None:
    intake = loaded(csv_file(tmp_path / "a.csv", f"{HEADER},country", "Maipu,Región Metropolitana de Santiago,,Silver,2025,CL"))
    assert intake.outcomes["updated"] == 1
    assert award(intake, "maipu-cl-2025-02-26-certified")["level"] == "Silver"


def test_a_blank_level_names_the_only_award_of_the_year(tmp_path: Path) -> None:
    intake = loaded(csv_file(tmp_path / "a.csv", HEADER, "Tempe,AZ,,,2024"))
    assert intake.outcomes["unchanged"] == 1


def test_an_honor_roll_row_never_touches_a_certification(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", f"{HEADER},country,award", "Maipú,Región Metropolitana de Santiago,,,2025,CL,Honor Roll")
    intake = loaded(file)
    assert intake.outcomes["added"] == 1


def test_a_later_file_updates_what_an_earlier_one_added(tmp_path: Path) -> None:
    first = csv_file(tmp_path / "a.csv", HEADER, "Omaha,NE,,Gold,2025")
    second = csv_file(tmp_path / "b.csv", f"{HEADER},note", "Omaha,NE,,Gold,2025,Seen.")
    intake = loaded(first, second)
    assert intake.outcomes == {"added": 1, "updated": 1, "unchanged": 0}
    assert award(intake, "omaha-ne-2025-12-31-certified")["record_file"] == "b.csv"


def test_a_newer_population_replaces_the_one_on_record_and_keeps_the_credit_of_the_point(tmp_path: Path) -> None:
    lines = (
        f"{HEADER},population_year,source_url",
        f"Austin,TX,1000000,Gold,2021,2025,{PAGE}",
        f"Boise,ID,1,Silver,2024,2020,{PAGE}",
    )
    cities = loaded(csv_file(tmp_path / "a.csv", *lines)).cities.set_index("city_id")
    assert cities.loc["austin-tx", ["population", "population_year"]].tolist() == [1_000_000, 2025]
    assert cities.loc["austin-tx", "source"] == f"coords: GeoNames 4671654; pop: {PAGE}"
    assert cities.loc["boise-id", "population"] == 237_963


def test_a_public_record_holds_no_private_score(tmp_path: Path) -> None:
    file = csv_file(
        tmp_path / "a.csv", f"{HEADER},open_data,publish_scores", "Tempe,AZ,,Platinum,2024,80,", "Mesa,AZ,,Gold,2024,70,yes"
    )
    public, staff = loaded(file), loaded(file, audience="staff")
    assert public.scores[["city_id", "practice_name", "score_pct"]].to_numpy().tolist() == [["mesa-az", "Open Data", 70.0]]
    assert public.withheld_scores == 1
    assert public.outcomes == {"added": 0, "updated": 1, "unchanged": 1}
    assert sorted(staff.scores["score_pct"]) == [70.0, 80.0]
    assert (staff.withheld_scores, staff.outcomes["updated"]) == (0, 2)


def test_a_later_score_replaces_an_earlier_one(tmp_path: Path) -> None:
    first = csv_file(tmp_path / "a.csv", f"{HEADER},open_data,community_impact", "Tempe,AZ,,Platinum,2024,80,10")
    second = csv_file(tmp_path / "b.csv", f"{HEADER},open_data", "Tempe,AZ,,Platinum,2024,81")
    scores = loaded(first, second, audience="staff").scores
    assert dict(zip(scores["practice_name"], scores["score_pct"], strict=True)) == {"Open Data": 81, "Community Impact": 10}


def test_every_score_column_is_a_practice_of_its_edition() -> None:
    columns = practice_columns(REFERENCE["practices"])
    assert columns.groupby("edition_id")["column"].apply(sorted).to_dict() == {e: sorted(c) for e, c in SCORES_BY_EDITION.items()}


HOSTILE = st.one_of(
    st.sampled_from(
        ["", "Austin", "TX", "CO", "BR", "2024", "2024-01-23", "1e999", "-0", "{value}", "{0}", "٣", "𝟜", "9" * 40, "=A1", "NaN"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
)


@given(st.lists(st.lists(HOSTILE, min_size=len(RECORD_COLUMNS), max_size=len(RECORD_COLUMNS)), min_size=1, max_size=4))
def test_no_cell_can_raise_anything_but_findings(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    file = tmp_path_factory.mktemp("hostile") / "a.csv"
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [list(RECORD_COLUMNS), *rows]]
    csv_file(file, *quoted)
    try:
        take_in([file], REFERENCE, KNOWN_ON, base=None)
    except Blocked as blocked:
        assert blocked.findings
