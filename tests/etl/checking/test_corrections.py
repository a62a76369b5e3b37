"""Corrections are rows of data: each finds its old value, and the published words are US English."""

import re

import pandas as pd
import pytest

from etl.findings import Blocked
from etl.reading.reference import DATA, KEYS, corrected, load, read_text

CORRECTIONS = read_text(DATA / "corrections.csv")
CORRECTED_TABLES = sorted(set(CORRECTIONS["table_name"]))
OUR_WORDS = (
    *("title", "headline", "summary", "description", "note", "name", "wanted", "lead"),
    *("practice_or_measure", "statistic", "population_described"),
)
BRITISH = re.compile(
    r"\b(programmes?|neighbour\w*|behaviour\w*|favour\w*|colour\w*|analys(e|ed|ing)|cent(re|res|red)|licences?|ageing|enrol|enrolment"
    r"|\w*(organis|recognis|digitis|randomis|prioritis|standardis|optimis|modernis|centralis|summaris)\w+|whilst|towards|tenders?)\b",
    re.IGNORECASE,
)
NAME_OF_AN_ORGANIZATION = "Behavioural Insights Team"


def row_keys(name: str) -> pd.Series:
    """The keys of table `name` as corrections.csv writes them, in the order of its file."""
    return read_text(DATA / f"{name}.csv")[KEYS[name]].fillna("").agg("|".join, axis=1)


def as_published(name: str) -> pd.DataFrame:
    """Table `name` with its corrections laid over it."""
    return corrected(name, read_text(DATA / f"{name}.csv"), CORRECTIONS)


def correction(**values: str) -> dict[str, str]:
    """A correction of the name of one practice, with `values` in place of its own."""
    row = {"table_name": "practices", "row_key": "2018|OD", "column_name": "practice_name"}
    return row | {"was": "Open Data", "becomes": "Open data"} | values


def british_words(texts: pd.Series) -> list[str]:
    """The British words in `texts`, names of organizations aside."""
    return [match[0] for text in texts.dropna() for match in BRITISH.finditer(text.replace(NAME_OF_AN_ORGANIZATION, ""))]


def test_every_correction_names_a_table_that_can_be_corrected() -> None:
    assert set(CORRECTED_TABLES) <= set(KEYS)


@pytest.mark.parametrize("name", CORRECTED_TABLES)
def test_a_corrected_table_shows_what_the_value_becomes(name: str) -> None:
    table, keys = as_published(name), row_keys(name)
    newest = CORRECTIONS[CORRECTIONS["table_name"] == name].drop_duplicates(["row_key", "column_name"], keep="last")
    for row_key, column, becomes in newest[["row_key", "column_name", "becomes"]].itertuples(index=False):
        assert table.loc[keys == row_key, column].fillna("").tolist() == [becomes if pd.notna(becomes) else ""]


def test_a_later_correction_starts_from_an_earlier_one() -> None:
    rows = pd.DataFrame([correction(), correction(was="Open data", becomes="Opening data")], dtype="string")
    table = corrected("practices", read_text(DATA / "practices.csv"), rows)
    assert "Opening data" in table["practice_name"].tolist()


@pytest.mark.parametrize("stale", [{"was": "Opened Data"}, {"row_key": "2018|XX"}, {"column_name": "no_such_column"}])
def test_a_stale_correction_is_refused_with_its_line(stale: dict[str, str]) -> None:
    rows = pd.DataFrame([correction(row_key="2022|OD"), correction(**stale)], dtype="string")
    with pytest.raises(Blocked) as refused:
        corrected("practices", read_text(DATA / "practices.csv"), rows)
    assert [(f.file, f.line, f.rule) for f in refused.value.findings] == [
        ("data/corrections.csv", 3, "correction_finds_its_value")
    ]


def test_the_published_words_are_us_english() -> None:
    tables = {name: table for name, table in load().tables.items() if name != "corrections"} | {"awards": as_published("awards")}
    left = {
        f"{name}.{column}": words
        for name, table in tables.items()
        for column in table.columns.intersection(OUR_WORDS)
        if (words := british_words(table[column]))
    }
    assert not left
