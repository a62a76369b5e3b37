"""What the packages of the build take by themselves: `python stack_build.py awards.csv folder`.

They read the CSV as text, put it into one table of DuckDB and write that as CSV and Parquet; nothing is checked or derived.
"""

import sys
from contextlib import closing
from pathlib import Path

import duckdb
import geopandas  # noqa: F401  # for the room that it takes
import pandas as pd

if __name__ == "__main__":
    source, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True)
    awards = pd.read_csv(source, dtype="str")
    with closing(duckdb.connect(str(folder / "record.duckdb"))) as con:
        con.from_df(awards).create("awards")
        con.table("awards").to_csv(str(folder / "awards.csv"))
        con.table("awards").to_parquet(str(folder / "awards.parquet"))
