"""Every question runs as it stands, and the dictionary describes every column of every table, both ways."""

from __future__ import annotations

import duckdb
import pytest

import queries
from etl.schema import COLUMNS, DUCKDB_TYPES, RECORD_COLUMNS, TABLES
from queries.filters import Filters
from queries.snapshot import current
from tests.kit.record_files import REFERENCE

BOTH = Filters(city=("boston-ma", "bogota-co"))
MORE = {"text": "st louis", "place": "boston-ma", "map_name": "us", "names": ["boston"]}


@pytest.mark.parametrize("name", queries.names())
def test_every_query_opens_with_its_question_and_runs(portal: object, name: str) -> None:
    wanted = queries.query(name)
    snapshot = current()
    given = {key: MORE.get(key) for key in wanted.parameters}
    assert "?" in wanted.question, wanted.question
    assert len(snapshot.ask(name, BOTH, **{k: v for k, v in given.items() if v is not None}).columns) > 0


def test_a_query_that_does_not_exist_is_named() -> None:
    with pytest.raises(KeyError, match="no query named 'nothing'"):
        queries.query("nothing")


def test_the_dictionary_and_the_tables_agree_both_ways(portal: object) -> None:
    con = current().con.cursor()
    found = con.execute("select table_name, column_name, data_type from duckdb_columns() where not internal").fetchall()
    tables = {name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()}
    described = con.execute("select table_name, column_name, data_type from data_dictionary").fetchall()
    in_tables = {(table, column, kind) for table, column, kind in found if table in tables}
    in_words = {(table, column, DUCKDB_TYPES[kind]) for table, column, kind in described}
    assert sorted(in_tables - in_words) == [], "columns without a word in etl/schema.py"
    assert sorted(in_words - in_tables) == [], "words in etl/schema.py without a column"


def test_every_column_has_a_title_and_a_description_and_is_used() -> None:
    used = {name for table in TABLES.values() for name in table.columns} | set(RECORD_COLUMNS)
    assert set(COLUMNS) == used
    for name, column in COLUMNS.items():
        assert column.title and column.description.endswith((".", ")")), name


def test_every_list_of_values_that_a_column_names_is_there_and_holds_some() -> None:
    columns = [*COLUMNS.values(), *(column for table in TABLES.values() for column in table.overrides.values())]
    named = {column.allowed_from for column in columns if column.allowed_from}
    assert named >= {"stated_levels", "award_kinds", "editions", "size_bands", "evidence_practices", "later_practices"}
    assert all(getattr(REFERENCE.facts, name) for name in named)


def test_what_a_reader_gets_cannot_be_written_to(portal: object) -> None:
    con = current().con.cursor()
    for sql in (
        "delete from awards",
        "set enable_external_access = true",
        "select * from read_csv('/etc/hostname')",
        "install httpfs",
    ):
        with pytest.raises(duckdb.Error):
            con.execute(sql)
