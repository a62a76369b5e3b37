"""Tables of a test, written as a download of the record is."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb
import pandas as pd

from etl.publishing.downloads import write_csv
from etl.schema import Column


def as_download(frame: pd.DataFrame) -> bytes:
    """A table of texts and numbers as the CSV that a download of it is."""
    columns = {name: Column("", "", "text" if frame[name].dtype == "string" else "number") for name in frame}
    with duckdb.connect() as con, tempfile.TemporaryDirectory() as folder:
        con.register("frame", frame)
        write_csv(con, "frame", columns, Path(folder) / "frame.csv")
        return (Path(folder) / "frame.csv").read_bytes()
