"""Files as people have them: each case is read as the person who wrote it means it, or is one clear finding."""

import pytest

from etl.checking.record_check import Checked, checked
from tests.kit.record_files import KNOWN_ON, REFERENCE
from tests.kit.repository import ROOT

pytestmark = pytest.mark.slow

CASES = ROOT / "tests" / "etl" / "cases" / "records"


@pytest.fixture(scope="module")
def read(request: pytest.FixtureRequest):
    """Every case checked once, by the number in its name."""
    kept: dict[str, Checked] = {}

    def case(number: str) -> Checked:
        if number not in kept:
            [path] = CASES.glob(f"{number}-*")
            kept[number] = checked([path], REFERENCE, KNOWN_ON)
        return kept[number]

    return case


def named(record: Checked) -> list[tuple[str, str]]:
    """City and level of each award that the file brings."""
    mine = record.awards[record.of_files.loc[record.awards["row"]].to_numpy()]
    return list(mine[["city_id", "level"]].astype(str).itertuples(index=False, name=None))


def rules(record: Checked) -> list[tuple[int, str, str, bool]]:
    return [(f.line, f.column, f.rule, f.blocks) for f in record.problems]


def scores(record: Checked, *names: str) -> list[list[float]]:
    return record.rows.loc[record.of_files, list(names)].astype(float).to_numpy().tolist()


def test_percent_cells_are_read_by_their_number_format(read) -> None:
    assert rules(read("01")) == []
    assert scores(read("01"), "open_data", "data_management") == [[78, 64], [91, 100]]


def test_a_hidden_sheet_is_never_read_in_place_of_a_visible_one_and_both_are_named(read) -> None:
    assert named(read("03")) == [("toledo-oh", "Silver")]
    [reading] = read("03").records.readings
    assert "read: Spring 2026 (1 row, 5 columns, 1 city); not read: Records (hidden)" in reading.in_words()
    assert rules(read("03")) == [(0, "", "sheet_is_read", False)]


def test_scores_are_read_under_the_practice_names_that_the_portal_prints(read) -> None:
    names = "data_driven_budget_and_finance", "leadership_and_capacity", "results_driven_contracting", "performance_and_analytics"
    assert rules(read("07")) == []
    assert scores(read("07"), *names) == [[50, 90, 40, 30]]


def test_brackets_in_a_heading_or_a_note_are_only_words(read) -> None:
    assert rules(read("08")) == [(1, "notes_[/internal]", "known_column", False)]
    assert named(read("08")) == [("toledo-oh", "Silver")]
    assert read("09").awards["note"].eq("see [/url] page").sum() == 1


def test_two_levels_for_one_city_in_one_year_are_a_problem(read) -> None:
    [finding] = read("11").problems
    assert (finding.line, finding.rule, finding.blocks) == (3, "one_level_an_announcement", True)
    assert finding.message.startswith("two levels for Toledo, OH in 2026")
    assert "give award and announced_on" in finding.mend


def test_a_level_below_the_one_on_record_is_said_with_both(read) -> None:
    [finding] = read("12").problems
    assert (finding.blocks, finding.message) == (False, "Boulder, CO: Gold → Silver (lower than on record)")


def test_states_are_read_by_their_names(read) -> None:
    assert rules(read("13")) == []
    assert named(read("13"))[:2] == [("toledo-oh", "Silver"), ("aurora-il", "Gold")]


def test_the_header_is_found_below_titles_and_keeps_the_rows_of_the_sheet(read) -> None:
    assert rules(read("15")) == []
    assert read("15").records.line[read("15").of_files].tolist() == [5, 6]


def test_a_line_that_names_the_separator_is_followed(read) -> None:
    assert (rules(read("17")), named(read("17"))) == ([], [("toledo-oh", "Silver")])


def test_a_heading_that_may_be_meant_is_asked_for_the_right_column(read) -> None:
    [finding] = read("19").problems
    assert "date may be meant for announced_on" in finding.message
    assert finding.mend == "Rename date to announced_on"


def test_no_in_publish_scores_is_private(read) -> None:
    assert rules(read("21")) == []
    assert read("21").rows.loc[read("21").of_files, "publish_scores"].isna().all()


def test_other_names_of_a_city_are_read_from_their_list(read) -> None:
    assert [city for city, _ in named(read("22"))] == ["new-york-ny", "los-angeles-ca", "washington-dc"]
    assert not [finding for finding in read("22").problems if finding.blocks]


def test_a_total_and_a_footnote_are_one_finding_each(read) -> None:
    assert rules(read("24")) == [(5, "city", "row_looks_like_total", True), (6, "city", "row_looks_like_footnote", True)]
    assert next((f.message, f.mend) for f in read("24").problems) == ("line 5 looks like a total", "Delete the row")


def test_the_sheet_with_the_header_is_read_wherever_it_stands(read) -> None:
    assert (rules(read("25")), named(read("25"))) == ([], [("toledo-oh", "Silver")])


def test_geojson_is_read_by_its_properties_and_points(read) -> None:
    assert (rules(read("27")), named(read("27"))) == ([], [("toledo-oh", "Silver")])
    assert read("27").rows.loc[read("27").of_files, ["lat", "lon"]].to_numpy().tolist() == [[41.65, -83.55]]


def test_the_workbook_of_the_records_page_changes_nothing_when_it_is_loaded_back(read) -> None:
    assert rules(read("28")) == []
    assert read("28").rows.loc[read("28").of_files, "outcome"].tolist() == ["unchanged", "unchanged"]
