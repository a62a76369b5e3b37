"""Corrections are rows of data: each finds its old value, and the published words are US English."""

import re
import shutil
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest

from etl.findings import Blocked
from etl.reading.corrections import KEYS, corrected
from etl.reading.reference import load
from tests.kit import record

pytestmark = pytest.mark.slow


def read_text(name: str) -> pd.DataFrame:
    """The rows of data/`name`.csv as text, blanks missing."""
    return as_text(record.DATA / f"{name}.csv")


def as_text(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype="string", keep_default_na=False, na_values=[""], encoding="utf-8")


CORRECTIONS = read_text("corrections")
OUR_WORDS = (
    *("title", "headline", "summary", "description", "note", "name", "wanted", "lead"),
    *("practice_or_measure", "statistic", "population_described", "partner", "what_it_offers"),
)
BRITISH = re.compile(
    r"\b(programmes?|neighbour\w*|behaviour\w*|favour\w*|colour\w*|analys(e|ed|ing)|cent(re|res|red)|licences?|ageing|enrol|enrolment"
    r"|\w*(organis|recognis|digitis|randomis|prioritis|standardis|optimis|modernis|centralis|summaris)\w+|whilst|towards|tenders?)\b",
    re.IGNORECASE,
)
NAME_OF_AN_ORGANIZATION = "Behavioural Insights Team"
ONE_ROW = """table_name,row_key,column_name,was,becomes,reason,source_url,corrected_on
practices,2017|OD,practice_name,Open Data,Open data of the city,An invented correction.,https://example.org/od,2026-11-25
"""
# The record may hold no correction; the invented one is held to the same rules.
CORRECTIONS_AND_ONE = pd.concat([CORRECTIONS, pd.read_csv(StringIO(ONE_ROW), dtype="string")], ignore_index=True)


def row_keys(name: str) -> pd.Series:
    """The keys of table `name` as corrections.csv writes them, in the order of its file."""
    return read_text(name)[KEYS[name]].fillna("").agg("|".join, axis=1)


def correction(**values: str) -> dict[str, str]:
    """A correction of the name of one practice, with `values` in place of its own."""
    row = {"table_name": "practices", "row_key": "2018|OD", "column_name": "practice_name"}
    return row | {"was": "Open Data", "becomes": "Open data"} | values


def british_words(texts: pd.Series) -> list[str]:
    """The British words in `texts`, names of organizations aside."""
    return [match[0] for text in texts.dropna() for match in BRITISH.finditer(text.replace(NAME_OF_AN_ORGANIZATION, ""))]


def test_every_correction_names_a_table_that_can_be_corrected() -> None:
    assert set(CORRECTIONS_AND_ONE["table_name"]) <= set(KEYS)


@pytest.mark.parametrize("name", sorted(set(CORRECTIONS_AND_ONE["table_name"])))
def test_a_corrected_table_shows_what_the_value_becomes(name: str) -> None:
    mine = CORRECTIONS_AND_ONE[CORRECTIONS_AND_ONE["table_name"] == name]
    table, keys = corrected(name, read_text(name), mine), row_keys(name)
    newest = mine.drop_duplicates(["row_key", "column_name"], keep="last")
    for row_key, column, becomes in newest[["row_key", "column_name", "becomes"]].itertuples(index=False):
        assert table.loc[keys == row_key, column].fillna("").tolist() == [becomes if pd.notna(becomes) else ""]


def data_with(corrections: str, folder: Path) -> Path:
    """A copy of the record files whose corrections.csv holds `corrections`."""
    data = Path(shutil.copytree(record.DATA, folder / "data", ignore=shutil.ignore_patterns("snapshots*", "sample")))
    (data / "corrections.csv").write_text(corrections, encoding="utf-8")
    return data


def test_a_row_of_the_file_is_laid_over_its_table_and_stays_listed(tmp_path: Path) -> None:
    reference = load(data_with(ONE_ROW, tmp_path))
    assert "Open data of the city" in reference["practices"]["practice_name"].tolist()
    assert reference["corrections"]["reason"].tolist() == ["An invented correction."]


def test_without_a_correction_the_header_alone_stands_and_every_table_is_as_its_file(tmp_path: Path) -> None:
    reference = load(data_with(ONE_ROW.splitlines()[0] + "\n", tmp_path))
    assert reference["corrections"].empty
    assert reference["practices"]["practice_name"].tolist() == read_text("practices")["practice_name"].tolist()


def test_a_file_that_lost_its_header_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Blocked) as refused:
        load(data_with("", tmp_path))
    assert [(f.file, f.rule) for f in refused.value.findings] == [("data/corrections.csv", "has_a_header")]


def test_a_correction_of_a_table_that_does_not_exist_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(Blocked) as refused:
        load(data_with(ONE_ROW.replace("practices,", "practises,"), tmp_path))
    assert [(f.line, f.value, f.rule) for f in refused.value.findings] == [(2, "practises", "correction_names_a_table")]


def test_a_value_of_the_partners_that_does_not_fit_is_named_as_the_file_names_it(tmp_path: Path) -> None:
    data = data_with(ONE_ROW, tmp_path)
    partners = as_text(data / "partners.csv")
    partners.assign(url=partners["url"].mask(partners.index == 1)).to_csv(data / "partners.csv", index=False)
    with pytest.raises(Blocked) as refused:
        load(data)
    assert [(f.file, f.line, f.column) for f in refused.value.findings] == [("data/partners.csv", 3, "url")]


def test_a_later_correction_starts_from_an_earlier_one() -> None:
    rows = pd.DataFrame([correction(), correction(was="Open data", becomes="Opening data")], dtype="string")
    table = corrected("practices", read_text("practices"), rows)
    assert "Opening data" in table["practice_name"].tolist()


@pytest.mark.parametrize("stale", [{"was": "Opened Data"}, {"row_key": "2018|XX"}, {"column_name": "no_such_column"}])
def test_a_stale_correction_is_refused_with_its_line(stale: dict[str, str]) -> None:
    rows = pd.DataFrame([correction(row_key="2022|OD"), correction(**stale)], dtype="string")
    with pytest.raises(Blocked) as refused:
        corrected("practices", read_text("practices"), rows)
    assert [(f.file, f.line, f.rule) for f in refused.value.findings] == [
        ("data/corrections.csv", 3, "correction_finds_its_value")
    ]


def test_no_record_file_waits_for_a_correction_of_its_spelling() -> None:
    assert not CORRECTIONS["reason"].fillna("").str.contains("US English").any()


def test_the_published_words_are_us_english() -> None:
    awards = corrected("awards", read_text("awards"), CORRECTIONS)
    tables = {name: table for name, table in load().tables.items() if name != "corrections"} | {"awards": awards}
    left = {
        f"{name}.{column}": words
        for name, table in tables.items()
        for column in table.columns.intersection(OUR_WORDS)
        if (words := british_words(table[column]))
    }
    assert not left
