"""CSV: UTF-8 with a header, ISO dates, `true` and `false`, blanks for what is not known, no cell that runs as a formula."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from file_writers.arrow_table import of_frame
from file_writers.formula_guard import guarded

NEEDS_QUOTES = '[",\r\n]'
TEXT = pa.large_string()
COMMA, QUOTE, NOTHING, END_OF_LINE = (pa.scalar(text, TEXT) for text in (",", '"', "", "\r\n"))


def write(rows: pa.RecordBatchReader, out: BinaryIO) -> None:
    """Writes the rows as they come, so that a large table is never in memory as a whole.

    Not by pyarrow's own writer: it puts every text between quotation marks and writes 30.0 as 30.
    """
    out.write(_lines([pa.array([name], TEXT) for name in rows.schema.names]))
    for batch in rows:
        out.write(_lines([_cells(column) for column in guarded(pa.Table.from_batches([batch])).columns]))


def write_to(path: Path, rows: pa.RecordBatchReader) -> None:
    """The rows as a file on the disk."""
    with path.open("wb") as file:
        write(rows, file)


def as_csv(frame: pd.DataFrame) -> bytes:
    """`frame` as a file."""
    out = io.BytesIO()
    write(of_frame(frame).to_reader(), out)
    return out.getvalue()


def _cells(column: pa.ChunkedArray) -> pa.Array:
    """The cells of a column as they stand in the file; a number with a fraction shows that it may have one."""
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("s"), safe=False)
    texts = column.cast(TEXT)
    if pa.types.is_floating(column.type):
        texts = pc.replace_substring_regex(texts, r"^(-?\d+)$", r"\1.0")
    elif pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        texts = _quoted(texts)
    return pc.fill_null(texts, NOTHING).combine_chunks()


def _quoted(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    needed = pc.match_substring_regex(texts, NEEDS_QUOTES)
    if not pc.any(needed).as_py():
        return texts
    return pc.if_else(needed, pc.binary_join_element_wise(QUOTE, pc.replace_substring(texts, '"', '""'), QUOTE, NOTHING), texts)


def _lines(columns: list[pa.Array]) -> memoryview:
    """The lines of these columns, one behind the other."""
    *before, last = columns
    lines = pc.binary_join_element_wise(*before, pc.binary_join_element_wise(last, END_OF_LINE, NOTHING), COMMA)
    # The texts of an array lie one behind the other in its last buffer, from its first offset on: that is the file.
    _, offsets, characters = lines.buffers()
    ends = memoryview(offsets).cast("q")
    return memoryview(characters)[ends[lines.offset] : ends[lines.offset + len(lines)]]
