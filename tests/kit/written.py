"""Tables of a test, written as a download of the record is."""

from __future__ import annotations

import io

import duckdb
import pandas as pd

from etl.publishing.downloads import rows_of
from etl.schema import Column
from file_writers.csv_file import write

TABLE = pd.DataFrame(
    {
        "city": pd.array(["Añasco", None, "=HYPERLINK(1)"], "string"),
        "announced_on": pd.to_datetime(["2021-07-14", None, "2026-01-14"]).astype("datetime64[us]"),
        "population": pd.array([30_000, None, 41_000], "Int64"),
        "is_certified": [True, False, True],
        "lat": [18.25, None, -34.6],
        "lon": [-67.14, None, -58.4],
    }
)


def as_download(frame: pd.DataFrame) -> bytes:
    """A table as the CSV that a download of it is: read from a database, some rows at a time."""
    out = io.BytesIO()
    with duckdb.connect() as con:
        con.register("frame", frame)
        write(rows_of(con, "frame", {name: Column("", "") for name in frame}), out)
    return out.getvalue()
