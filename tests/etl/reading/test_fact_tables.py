"""The tables of facts agree with themselves and each other, or nothing is loaded and the row is named."""

from pathlib import Path

import pytest

from etl.findings import Blocked
from etl.reading.reference import load, size_band
from etl.schema import SYMBOLS
from tests.kit import record
from tests.kit.data_copy import append, copied, replace
from tests.kit.record_files import REFERENCE


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "line", "column", "rule"),
    [
        ("levels", "Gold,2", "Gold,1", 4, "level_rank", "unique_rank"),
        ("levels", "Not stated,0", "Not stated,9", 0, "level_rank", "one_unstated_level"),
        ("levels", "diamond,#b97f0b", "diamond,gold", 4, "color", "hex_color"),
        ("levels", "diamond,#b97f0b", "diamnd,#b97f0b", 4, "symbol", f"isin({list(SYMBOLS)})"),
        ("size_bands", "3,250000", "3,260000", 4, "least_people", "bands_meet"),
        ("size_bands", "4,500000,", "4,500000,900000", 0, "less_than_people", "bands_are_complete"),
        ("award_kinds", "level-up,2", "level-up,1", 3, "award_rank", "unique_rank"),
        ("award_kinds", "entry,4,false", "entry,4,no", 5, "is_certification", "dtype('boolean')"),
        ("editions", "2022-08-01,month,", "2022-08-02,month,", 3, "valid_to", "editions_meet"),
        ("editions", "2022-08-01,yes,", "2022-08-01,,", 0, "classifies_evidence", "one_edition_of_evidence"),
        ("level_bands", "2022,Gold,68", "2022,Gold,50", 9, "minimum_pct", "higher_levels_take_more"),
        ("level_bands", "2022,Gold,68", "2022,Golden,68", 9, "level", "isin(['Silver', 'Gold', 'Platinum'])"),
        ("level_bands", "2022,Gold,68", "2022,Not stated,68", 9, "level", "isin(['Silver', 'Gold', 'Platinum'])"),
        ("level_bands", "2022,Gold,68", "2021,Gold,68", 9, "edition_id", "isin(['2017', '2018', '2022'])"),
        ("practices", ",CI|OD,", ",CI|XX,", 15, "successor_practice_code", "known_successor"),
        ("practices", ",rigorous_evaluations,", ",data_management,", 17, "score_column", "own_score_column"),
        ("practices", ",rigorous_evaluations,", ",Rigorous evaluations,", 17, "score_column", "plain_column_name"),
    ],
)
def test_a_table_of_facts_that_contradicts_itself_is_refused(
    tmp_path: Path, file: str, old: str, new: str, line: int, column: str, rule: str
) -> None:
    data = copied(tmp_path / "data")
    replace(data / f"{file}.csv", old, new)
    with pytest.raises(Blocked) as blocked:
        load(data)
    found = [(f.file, f.line, f.column, f.rule) for f in blocked.value.findings]
    assert (f"data/{file}.csv", line, column, rule) in found


def test_editions_have_to_stand_in_the_order_of_their_days(tmp_path: Path) -> None:
    data = copied(tmp_path / "data")
    row = {"edition_id": "2016", "name": "Too early", "short_name": "2016 edition", "valid_from": "2016-01-01"}
    append(data / "editions.csv", row | {"valid_from_precision": "day"})
    with pytest.raises(Blocked) as blocked:
        load(data)
    assert (5, "valid_from", "editions_in_order") in {(f.line, f.column, f.rule) for f in blocked.value.findings}


def test_a_value_that_no_table_of_facts_has_is_named_with_those_that_one_has(tmp_path: Path) -> None:
    data = copied(tmp_path / "data")
    where = "DG-001,Arlington,TX,US,2019,"
    replace(data / "practice_evidence.csv", f"{where}Data Governance", f"{where}Governing Data")
    with pytest.raises(Blocked) as blocked:
        load(data)
    (found,) = blocked.value.findings
    assert (found.line, found.column, found.value) == (2, "practice", "Governing Data")
    assert found.mend.startswith("Write one of: Data Governance, Evaluations, General Management, Open Data")


def test_every_city_is_in_the_band_of_its_population() -> None:
    cities = REFERENCE["cities"]
    counted = [record.band("" if text == "<NA>" else text) for text in map(str, cities["population"].tolist())]
    assert cities["size_band"].tolist() == counted
    edges = cities["population"].head(4).mask([True] * 4, [29_999, 30_000, 499_999, 500_000])
    assert size_band(edges, REFERENCE["size_bands"]).tolist() == ["unknown", "30,000–100,000", "250,000–500,000", "500,000+"]
