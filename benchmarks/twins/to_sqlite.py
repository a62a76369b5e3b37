"""A CSV into SQLite by pandas, without a single check: `python to_sqlite.py awards.csv awards.db`."""

import sqlite3
import sys
from contextlib import closing

import pandas as pd

if __name__ == "__main__":
    source, target = sys.argv[1:]
    with closing(sqlite3.connect(target)) as con:
        pd.read_csv(source).to_sql("awards", con, index=False)
