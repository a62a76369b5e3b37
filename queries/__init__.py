"""Every question the portal asks of a snapshot: one .sql file each, whose first line is the question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from queries.time_limit import WATCH

FOLDER = Path(__file__).parent
_PARAMETER = re.compile(r"\$([a-z_]+)")
NAMES_THE_DATE = "-- The date is part of the answer."


@dataclass(frozen=True)
class Query:
    """One .sql file: its name, question and text, the names of its parameters, and whether its rows repeat the date asked for."""

    name: str
    question: str
    sql: str
    parameters: frozenset[str]
    names_the_date: bool = False


@cache
def query(name: str) -> Query:
    """The query of that name. Raises KeyError where there is no such file."""
    if name not in _files():
        raise KeyError(f"no query named {name!r}")
    sql = _files()[name].read_text(encoding="utf-8")
    question, *rest = sql.splitlines()
    return Query(name, question.removeprefix("--").strip(), sql, frozenset(_PARAMETER.findall(sql)), NAMES_THE_DATE in rest)


def names() -> list[str]:
    """Names of all queries."""
    return sorted(_files())


@cache
def _files() -> dict[str, Path]:
    """The .sql file of each query by its name, which is a public address; the folders are topics, for people only."""
    return {path.stem: path for path in FOLDER.rglob("*.sql")}


def ask(con: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, object]) -> pd.DataFrame:
    """The rows that answer query `name`; of `parameters` it takes those it names; `asked` is what Filters.asked gives.

    Each call has its own cursor: a connection shared by threads without one hands out other people's rows.
    Raises duckdb.InterruptException where the answer takes too long.
    """
    wanted = query(name)
    given = {key: value for key, value in parameters.items() if key in wanted.parameters}
    with con.cursor() as cursor, WATCH.over(cursor):
        return cursor.execute(wanted.sql, given).df()
