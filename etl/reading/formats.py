"""The formats of record files, by the ending of the name."""

from __future__ import annotations

from pathlib import Path

from etl.reading.cell_grid import Content
from etl.reading.delimited import from_csv
from etl.reading.json_records import from_json
from etl.reading.parquet_records import from_parquet
from etl.reading.unreadable import Unreadable
from etl.reading.workbook import from_xlsx

READERS = {
    ".csv": from_csv,
    ".tsv": from_csv,
    ".xlsx": from_xlsx,
    ".json": from_json,
    ".jsonl": from_json,
    ".ndjson": from_json,
    ".geojson": from_json,
    ".parquet": from_parquet,
}


def read(path: Path) -> Content:
    """What a record file holds. Raises Unreadable."""
    suffix = path.suffix.lower()
    if suffix not in READERS:
        raise Unreadable(
            "known_format",
            f"“{suffix or path.name}” is not a format of record files",
            "Save the file as .xlsx, .csv, .json, .jsonl or .parquet",
            value=suffix,
        )
    return READERS[suffix](path)
