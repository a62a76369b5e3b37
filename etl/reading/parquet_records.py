"""Records as Parquet: only the columns of the record format are unpacked, after their size was looked at."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from etl.reading.bounds import (
    MOST_BYTES,
    MOST_CELL_CHARACTERS,
    MOST_ROWS,
    Clock,
    bytes_of,
    checked_cells,
    checked_columns,
    checked_rows,
    checked_unpacked,
)
from etl.reading.cell_grid import Content, Grid, from_columns
from etl.reading.column_names import STANDS_FOR, column_of, heading_key
from etl.reading.header_row import header_index
from etl.reading.json_records import as_text
from etl.reading.parquet_pages import PREFIXES, pages
from etl.reading.unreadable import Unreadable, no_header

MOST_PAGE_BYTES = 64 * 2**20
ROWS_AT_ONCE = 2**18
_MIDNIGHT = r"[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?$"


def from_parquet(path: Path) -> Content:
    """The one grid of the file: one column per header; dates may be dates or text. Columns that hold lists are not read."""
    content = bytes_of(path)
    try:
        file = pyarrow.parquet.ParquetFile(
            pa.BufferReader(content), thrift_string_size_limit=2**20, thrift_container_size_limit=2**20
        )
        return Content([_grid(file, content)])
    except (pa.ArrowException, OSError, MemoryError, OverflowError) as error:
        problem = str(error).split("\n")[0][:200]
        raise Unreadable("readable_file", f"not readable as Parquet: {problem}", "Write the file again") from None


def _grid(file: pyarrow.parquet.ParquetFile, content: bytes) -> Grid:
    facts, schema = file.metadata, file.schema_arrow
    checked_rows(facts.num_rows, MOST_ROWS)
    checked_columns(len(schema.names))
    if header_index([schema.names]) is None:
        raise no_header("the file")
    read = [name for name in schema.names if column_of(name) or heading_key(name) in STANDS_FOR]
    checked_cells(facts.num_rows * len(read))
    for name in read:
        _refuse_other_types(name, schema.field(schema.get_all_field_indices(name)[0]).type)
    _look_at_sizes(facts, content, {*read})
    texts = [name for name in read if _is_text(schema.field(schema.get_all_field_indices(name)[0]).type)]
    reader = pyarrow.parquet.ParquetFile(pa.BufferReader(content), read_dictionary=texts, pre_buffer=False)
    lines = range(2, facts.num_rows + 2)
    columns = [_column(reader, name, lines) if name in read else pd.Series(None, lines, dtype="str") for name in schema.names]
    return from_columns(schema.names, columns)


def _is_text(kind: pa.DataType) -> bool:
    types = pa.types
    return types.is_string(kind) or types.is_large_string(kind) or types.is_binary(kind) or types.is_large_binary(kind)


def _refuse_other_types(name: str, kind: pa.DataType) -> None:
    types = pa.types
    value = kind.value_type if types.is_dictionary(kind) else kind
    if not (_is_text(value) or types.is_primitive(value) or types.is_decimal(value) or types.is_null(value)):
        raise Unreadable("plain_values", f"the column {name[:60]} holds {str(kind)[:60]}", "Write plain texts, numbers or dates")


def _look_at_sizes(facts: pyarrow.parquet.FileMetaData, content: bytes, read: set[str]) -> None:
    """Of the parts that are read, as the file lists them and as each page says of itself: none may unpack to too much."""
    parts = [facts.row_group(g).column(c) for g in range(facts.num_row_groups) for c in range(facts.num_columns)]
    parts = [part for part in parts if part.path_in_schema in read]
    checked_cells(sum(part.num_values for part in parts))
    checked_unpacked(sum(part.total_uncompressed_size for part in parts), MOST_BYTES)
    unpacked = values = 0
    for part in parts:
        starts = [part.data_page_offset, *([part.dictionary_page_offset] if part.dictionary_page_offset else [])]
        for page in pages(content, min(starts), part.total_compressed_size):
            unpacked, values = unpacked + page.unpacked, values + page.values
            checked_unpacked(page.unpacked, MOST_PAGE_BYTES)
            if page.encoding == PREFIXES:
                raise Unreadable("plain_values", "its texts are told by prefixes (DELTA_BYTE_ARRAY)", "Write it as plain texts")
    checked_unpacked(unpacked, MOST_BYTES)
    checked_cells(values)


def _column(reader: pyarrow.parquet.ParquetFile, name: str, lines: range) -> pd.Series:
    """A column as text, a few rows at a time: a text that stands in many rows is kept once."""
    clock, parts = Clock(), []
    for batch in reader.iter_batches(ROWS_AT_ONCE, columns=[name], use_threads=False):
        clock.check()
        parts.append(_as_text(batch.column(0)))
    text = pd.concat(parts, ignore_index=True) if parts else pd.Series(dtype="str")
    if len(text) != len(lines):
        raise Unreadable("readable_file", f"the column {name[:40]} has {len(text)} of {len(lines)} rows", "Write the file again")
    return text.set_axis(lines)


def _as_text(column: pa.Array) -> pd.Series:
    if pa.types.is_dictionary(column.type):
        values = [_short(value) for value in column.dictionary.to_pylist()]
        return pd.Series(values, dtype="object").reindex(column.indices.to_pandas()).reset_index(drop=True).astype("str")
    if pa.types.is_floating(column.type):
        return pd.Series([as_text(value) for value in column.to_pylist()], dtype="str")
    try:
        text = column.cast(pa.string()).to_pandas().astype("str")
    except pa.ArrowException:
        text = pd.Series([as_text(value) for value in column.to_pylist()], dtype="str")
    return text.str.replace(_MIDNIGHT, "", regex=True) if pa.types.is_temporal(column.type) else text


def _short(value: object) -> str | None:
    text = value[: 4 * MOST_CELL_CHARACTERS].decode("utf-8", "replace") if isinstance(value, bytes) else as_text(value)
    return text and text[: MOST_CELL_CHARACTERS + 1]
