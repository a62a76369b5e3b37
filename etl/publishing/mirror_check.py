"""Reads all of a foreign snapshot without running anything of it: locked down, base tables only, in bounded time and memory."""

from __future__ import annotations

import threading
from pathlib import Path

import duckdb

from etl.marts import assemble
from etl.publishing import snapshot_files
from etl.publishing.snapshot_files import DamagedSnapshot
from etl.schema import TABLES

# The same as the portal reads with.
LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "access_mode": "READ_ONLY",
    "threads": "1",
    "memory_limit": "1GB",
    "max_temp_directory_size": "0GB",
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}
LONGEST_S = 120.0
ROWS_AT_MOST = 50_000_000
ROWS = "select coalesce(sum(estimated_size), 0) from duckdb_tables() where not internal"
RELATIONS = "select table_name from duckdb_tables() where not internal and schema_name = 'main'"
SCHEMAS = "select count(*) from duckdb_schemas() where not internal"
GENERATED = "select count(*) from duckdb_tables() where not internal and regexp_matches(sql, '(?i)generated|\\sas\\s*\\(')"


def check(path: Path, manifest: dict) -> None:
    """Raises DamagedSnapshot where the file is not that of its manifest, or holds views, macros or tables of another making."""
    if snapshot_files.sha256_of(path) != manifest["sha256"]:
        raise DamagedSnapshot(f"{path.name} is not the file that its manifest describes")
    try:
        with duckdb.connect(str(path), config=LOCKED) as con:
            late = threading.Timer(LONGEST_S, con.interrupt)
            late.start()
            try:
                _check(con, path.name, manifest)
            finally:
                late.cancel()
    except duckdb.Error as error:
        raise DamagedSnapshot(f"{path.name} cannot be read ({type(error).__name__})") from error


def _check(con: duckdb.DuckDBPyConnection, name: str, manifest: dict) -> None:
    # What is asked here first reads the catalog and no row; a view would be run by the first question that names it.
    is_of_this_release = assemble.one_value(con, assemble.QUESTIONS_HASH) == questions_of_this_release()
    if not is_of_this_release or not assemble.names_the_unstated_level_by_a_text(con):
        raise DamagedSnapshot(f"{name} holds views or macros that are not those of this release: update both, build again")
    tables = {table for (table,) in con.execute(RELATIONS).fetchall()}
    if tables != set(TABLES) or assemble.one_value(con, GENERATED) or assemble.one_value(con, SCHEMAS):
        raise DamagedSnapshot(f"{name} does not hold the tables of this release")
    if assemble.one_value(con, ROWS) > ROWS_AT_MOST:
        raise DamagedSnapshot(f"{name} holds more than {ROWS_AT_MOST:,} rows")
    if snapshot_files.content_hash(assemble.fingerprint(con)) != manifest["content_sha256"]:
        raise DamagedSnapshot(f"{name} holds other content than its manifest says")


def questions_of_this_release() -> str:
    """The hash of the views and macros that a build of this release writes, whatever the record."""
    with duckdb.connect() as con:
        assemble.assemble(con, {})
        return str(assemble.one_value(con, assemble.QUESTIONS_HASH))
