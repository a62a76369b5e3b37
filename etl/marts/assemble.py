"""Checked tables in, every table, view and macro of a snapshot out, on one DuckDB connection."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from etl.answer_columns import answer_dictionary
from etl.facts import Facts
from etl.findings import Blocked
from etl.reading.reference import typed
from etl.schema import DUCKDB_TYPES, FACT_TABLES, LOOK, TABLES, UNFINGERPRINTED, data_dictionary

MARTS = Path(__file__).parent
QUESTIONS_HASH = """
select sha256(coalesce(string_agg(text, ';' order by text), '')) from (
    select view_name || ' ' || sql as text from duckdb_views() where not internal
    union all
    select function_name || ' ' || macro_definition from duckdb_functions() where not internal and function_type like '%macro%'
        and function_name <> 'unstated_level'
)
"""
# The one macro that is made of the record: a quoted text and nothing else.
UNSTATED_LEVEL = "select macro_definition from duckdb_functions() where not internal and function_name = 'unstated_level'"
A_TEXT = re.compile(r"'(?:[^']|'')*'")
_TEXT = {pa.string(): pd.StringDtype()}
MARTS_IN_ORDER = (
    "plain_name",
    "place_names",
    "newest_date",
    "is_among",
    "holds_words",
    "date_words",
    "standings",
    "standing_as_of",
    "selected_cities",
    "certified_cities",
    "selected_awards",
    "found_awards",
    "announcement_days",
    "level_rises",
    "announced_totals",
    "certified_as_of",
    "reconciliation",
    "coverage_as_of",
    "coverage_by_state",
    "practice_lineage",
    "evidence_practices",
    "level_bands",
    "assessments_as_of",
)


def write_table(con: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    """Creates table `name` with the types of the schema and fills it with `frame` (same columns, any order)."""
    table = TABLES[name]
    columns = ", ".join(f'"{c}" {DUCKDB_TYPES[table.column(c).kind]}' for c in table.columns)
    con.execute(f'create or replace table "{name}" ({columns})')
    if len(frame):
        # By way of Arrow no text becomes an object of Python.
        con.register("incoming", pa.Table.from_pandas(frame.reindex(columns=list(table.columns)), preserve_index=False))
        con.execute(f'insert into "{name}" select * from incoming')
        con.unregister("incoming")


def assemble(con: duckdb.DuckDBPyConnection, tables: dict[str, pd.DataFrame]) -> None:
    """Writes `tables` and derives the marts."""
    write_tables(con, tables)
    derive(con)


def write_tables(con: duckdb.DuckDBPyConnection, tables: dict[str, pd.DataFrame]) -> None:
    """Writes `tables` and the dictionaries; a table that is not given is empty."""
    for name in TABLES:
        if not TABLES[name].derived:
            write_table(con, name, tables.get(name, pd.DataFrame()))
    facts = facts_on(con)
    write_table(con, "data_dictionary", pd.DataFrame(data_dictionary(facts)))
    write_table(con, "answer_dictionary", pd.DataFrame(answer_dictionary(facts)))


def derive(con: duckdb.DuckDBPyConnection) -> None:
    """Derives the marts from the tables, as one change. Raises ValueError when a derived table breaks its own schema."""
    con.begin()
    name_the_unstated_level(con)
    for mart in MARTS_IN_ORDER:
        con.execute((MARTS / f"{mart}.sql").read_text(encoding="utf-8"))
    facts = facts_on(con)
    for name in TABLES:
        if TABLES[name].derived:
            check_derived(con, name, facts)
    con.commit()


def names_the_unstated_level_by_a_text(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the macro that a build makes of its own record holds no more than the name of a level."""
    return all(A_TEXT.fullmatch(definition) for (definition,) in con.execute(UNSTATED_LEVEL).fetchall())


def name_the_unstated_level(con: duckdb.DuckDBPyConnection) -> None:
    """Gives marts and queries `unstated_level()`: written out once it costs a question nothing, where a look-up costs 1 ms."""
    name = one_value(con, "select max(level) from levels where level_rank = 0") or ""
    literal = "'" + name.replace("'", "''") + "'"
    con.execute(f"create or replace macro unstated_level() as {literal}")


def check_derived(con: duckdb.DuckDBPyConnection, name: str, facts: Facts) -> None:
    """Holds a derived table against the schema and gives it the schema's types; the SQL file is named in the error."""
    frame = con.table(name).to_arrow_table().to_pandas(types_mapper=_TEXT.get, date_as_object=False)
    missing = set(TABLES[name].columns) ^ set(frame.columns)
    if missing:
        raise ValueError(f"etl/marts/{name}.sql and etl/schema.py disagree about {sorted(missing)}")
    try:
        write_table(con, name, typed(name, frame, f"etl/marts/{name}.sql", facts))
    except Blocked as blocked:
        sample = frame.head(10).to_string()
        raise ValueError(f"etl/marts/{name}.sql breaks its schema:\n{blocked.findings}\n{sample}") from blocked


def facts_on(con: duckdb.DuckDBPyConnection) -> Facts:
    """The facts that the tables of a snapshot hold."""
    return Facts({name: con.table(name).df() for name in FACT_TABLES})


def fingerprint(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """SHA-256 of the content of each table that describes the record, whatever the order of its rows. Reads every value.

    How a level looks is left out: a new color is no other record. `questions` stands for the views and macros: a portal needs
    those of its own version, so new ones make a new snapshot.
    """
    return {
        "questions": one_value(con, QUESTIONS_HASH),
    } | {
        name: one_value(
            con,
            f"select sha256(coalesce(string_agg(row_hash, '' order by row_hash), ''))"
            f" from (select md5(t::varchar) as row_hash from ({_without_look(name)}) as t)",
        )
        for name in TABLES
        if name not in UNFINGERPRINTED
    }


def fingerprint_of_look(con: duckdb.DuckDBPyConnection) -> str:
    """SHA-256 of how levels look."""
    columns = ", ".join(f'"{column}"' for column in ("level", *LOOK))
    return one_value(con, f"select sha256(string_agg(t::varchar, ';' order by level)) from (select {columns} from levels) as t")


def _without_look(name: str) -> str:
    columns = [f'"{column}"' for column in TABLES[name].columns if column not in LOOK]
    return f'select {", ".join(columns)} from "{name}"'


def row_counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows of each table."""
    return {name: one_value(con, f'select count(*) from "{name}"') for name in TABLES}


def one_value(con: duckdb.DuckDBPyConnection, sql: str) -> Any:
    """The one value that `sql` asks for."""
    [(value,)] = con.execute(sql).fetchall()
    return value
