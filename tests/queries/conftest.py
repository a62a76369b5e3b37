"""What the tests of the counting rules share."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from etl.marts.assemble import assemble
from etl.reading.reference import load


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with the reference tables and every mart, whose awards a test replaces."""
    with duckdb.connect() as connection:
        assemble(connection, load().tables)
        yield connection
