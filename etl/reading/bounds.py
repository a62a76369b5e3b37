"""How much of a record file is taken: sizes, cells, names and time, each looked at before the work is done."""

from __future__ import annotations

import time
from pathlib import Path

from etl.reading.unreadable import Unreadable, nothing_written

MOST_BYTES = 512 * 2**20  # CSV and Parquet of a million awards have some 150 MB
MOST_WORKBOOK_BYTES = 64 * 2**20
MOST_JSON_BYTES = 64 * 2**20
MOST_UNPACKED_BYTES = 200 * 2**20  # the parts of a workbook together
MOST_SHARED_TEXT_BYTES = 64 * 2**20
MOST_DIRECTORY_BYTES = 2**20  # of the list of parts of a ZIP: some ten thousand
MOST_ROWS = 5_000_000
MOST_SHEET_ROWS = 1_048_576  # Excel's own
MOST_COLUMNS = 200
MOST_SHEETS = 200
MOST_CELLS = 100_000_000  # read as columns, where equal texts are kept once
MOST_PARSED_CELLS = 2_000_000  # read one by one
MOST_CELL_CHARACTERS = 10_000
MOST_ROW_CHARACTERS = 2**20
MOST_SECONDS = 60


class Clock:
    """Ends the reading of one file that takes too long, however it manages to."""

    def __init__(self) -> None:
        self._ends = time.monotonic() + MOST_SECONDS

    def check(self) -> None:
        if time.monotonic() > self._ends:
            raise Unreadable("reading_time", f"reading it took longer than {MOST_SECONDS} seconds", "Split the file")


def checked_columns(count: int) -> None:
    if count > MOST_COLUMNS:
        raise Unreadable(
            "column_count",
            f"{count:,} columns; a record file has at most {MOST_COLUMNS}",
            "Leave only the columns of the record format",
        )


def checked_rows(count: int, most: int = MOST_ROWS) -> None:
    if count > most:
        raise Unreadable("row_count", f"{count:,} rows; at most {most:,} are read", "Split the file")


def checked_cells(count: int, most: int = MOST_CELLS) -> None:
    if count > most:
        raise Unreadable(
            "cell_count", f"more than {most:,} cells", "Leave only the columns of the record format, or split the file"
        )


def checked_unpacked(size: int, most: int | None = None) -> None:
    """Raises Unreadable where `size` (bytes) is more than is unpacked."""
    most = MOST_UNPACKED_BYTES if most is None else most
    if size > most:
        message = f"unpacks to {size / 2**20:,.0f} MB; at most {most / 2**20:.0f} MB are read"
        raise Unreadable("unpacked_size", message, "Split the file")


def bytes_of(path: Path, most: int | None = None) -> bytes:
    """The content of the file. Raises Unreadable when it is missing, empty or over `most` bytes (512 MB)."""
    most = MOST_BYTES if most is None else most
    try:
        size = path.stat().st_size
        if size > most:
            message = f"{size / 2**20:.0f} MB; a record file of this kind has at most {most / 2**20:.0f} MB"
            raise Unreadable("file_size", message, "Split the file")
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable("readable_file", f"cannot be read: {error.strerror}", "Check the path and who may read it") from None
    if not content.strip():
        raise nothing_written()
    return content
