"""Answers as JSON, Parquet and ZIP: blanks are blanks, dates are dates, and equal rows give equal bytes."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pandas as pd

from queries import file_formats
from tests.kit.written import TABLE

META = {"as_of": "2026-01-14", "filters": {"level": ["Gold"]}, "license": "CC BY 4.0"}


def test_a_json_answer_holds_what_it_is_about_and_blanks_as_null() -> None:
    answer = json.loads(file_formats.as_json(TABLE, META))
    assert answer["meta"] == META
    assert answer["rows"][1] == {
        "city": None, "announced_on": None, "population": None, "is_certified": False, "lat": None, "lon": None,
    }  # fmt: skip


def test_a_parquet_file_has_real_dates_and_carries_its_meta(tmp_path: Path) -> None:
    path = tmp_path / "awards.parquet"
    path.write_bytes(file_formats.as_parquet(TABLE, META))
    assert pd.read_parquet(path).attrs == META
    assert duckdb.sql(f"select typeof(announced_on) as kind, count(*) from '{path}' group by all").fetchall() == [("DATE", 3)]


def test_equal_files_give_an_equal_zip() -> None:
    assert file_formats.as_zip({"a.csv": b"a"}) == file_formats.as_zip({"a.csv": b"a"})
