"""The formats that are plain text or columns: CSV, JSON, JSON lines and Parquet, each read into a grid."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from etl.reading.cell_grid import MOST_ROWS, Grid, Unreadable, bytes_of, from_columns, from_table, text_of
from etl.reading.workbook import from_xlsx

_MIDNIGHT = r"[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?$"


def read(path: Path) -> Grid:
    """The grid of a record file, by its suffix. Raises Unreadable."""
    readers = {
        ".csv": from_csv,
        ".xlsx": from_xlsx,
        ".json": from_json,
        ".jsonl": from_json,
        ".ndjson": from_json,
        ".parquet": from_parquet,
    }
    suffix = path.suffix.lower()
    if suffix not in readers:
        raise Unreadable(
            "known_format",
            f"“{suffix or path.name}” is not a format of record files",
            "Save the file as .xlsx, .csv, .json, .jsonl or .parquet",
            value=suffix,
        )
    return readers[suffix](path)


def from_csv(path: Path) -> Grid:
    """Comma, semicolon or tab, whichever the header uses most; quoted cells may hold line breaks."""
    text = text_of(path)
    header = next(line for line in text.split("\n") if line.strip())
    separator = max(",;\t", key=header.count)
    fast = _where_every_line_is_a_row(text, separator)
    return from_table(fast) if fast is not None else _line_by_line(text, separator)


def _where_every_line_is_a_row(text: str, separator: str) -> pd.DataFrame | None:
    """The rows by the fast reader, or None where a quoted line break or an uneven row asks for the careful one."""
    line_count = text.count("\n") + (not text.endswith("\n"))
    width = len(next(csv.reader(io.StringIO(text), delimiter=separator)))
    names = [f"f{i}" for i in range(width)]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(text.encode("utf-8")),
            read_options=pyarrow.csv.ReadOptions(column_names=names),
            parse_options=pyarrow.csv.ParseOptions(delimiter=separator, ignore_empty_lines=False, newlines_in_values=True),
            convert_options=pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string()))),
        )
    except pa.ArrowInvalid:
        return None
    if table.num_rows != line_count:
        return None
    return table.to_pandas().set_axis(range(1, line_count + 1), axis=0)


def _line_by_line(text: str, separator: str) -> Grid:
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    rows: dict[int, list[str]] = {}
    overfull, width, start = [], 0, 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                width = width or len(row)
                rows[start] = [*row[:width], *[""] * (width - len(row))]
            if any(cell.strip() for cell in row[width:]):
                overfull.append(start)
                del rows[start]
            start = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(
            "readable_file",
            f"not readable from line {start} on: {error}",
            "Close every quotation mark, and write a quotation mark inside a cell twice",
            start,
        ) from None
    return from_table(pd.DataFrame(rows.values(), index=list(rows), dtype="str"), overfull)


def from_json(path: Path) -> Grid:
    """An array of objects (element n compares with line n + 1 of a table) or one object per line."""
    text = text_of(path)
    try:
        records = _array(text) if text.lstrip().startswith("[") else _objects_by_line(text)
        columns = list(dict.fromkeys(name for record in records.values() for name in record))
        return from_columns(columns, [_json_cells(records, name) for name in columns])
    except RecursionError:
        raise _not_json("objects within objects without end", 0) from None
    except UnicodeEncodeError:
        raise Unreadable("utf_8", "holds half of a character (a lone surrogate)", "Write the file as UTF-8") from None


def _json_cells(records: dict[int, dict], name: str) -> pd.Series:
    return pd.Series({line: _as_text(record.get(name)) for line, record in records.items()}, dtype="str")


def _as_text(value: object) -> str | None:
    if value is None or value != value:
        return None
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)


def _array(text: str) -> dict[int, dict]:
    try:
        elements = json.loads(text)
    except ValueError as error:
        raise _not_json(str(error), getattr(error, "lineno", 0)) from None
    return _only_objects((number + 1, element) for number, element in enumerate(elements, start=1))


def _objects_by_line(text: str) -> dict[int, dict]:
    records = {}
    for line, content in enumerate(text.split("\n"), start=1):
        if content.strip():
            try:
                records[line] = json.loads(content)
            except ValueError as error:
                raise _not_json(str(error), line) from None
    return _only_objects(records.items())


def _only_objects(records: Iterable[tuple[int, object]]) -> dict[int, dict]:
    objects = {}
    for line, record in records:
        if not isinstance(record, dict):
            raise _not_json(f"{str(record)[:40]!r} is not an object", line)
        objects[line] = record
    return objects


def _not_json(problem: str, line: int) -> Unreadable:
    return Unreadable(
        "readable_file", f"not readable as JSON: {problem}", "Write an array of objects, or one object per line", line
    )


def from_parquet(path: Path) -> Grid:
    """One column per header; dates may be dates or text."""
    content = bytes_of(path)
    try:
        file = pyarrow.parquet.ParquetFile(pa.BufferReader(content))
        if file.metadata.num_rows > MOST_ROWS:
            raise Unreadable("row_count", f"{file.metadata.num_rows} rows; at most {MOST_ROWS:,} are read", "Split the file")
        table = file.read()
    except (pa.ArrowException, OSError) as error:
        raise Unreadable("readable_file", f"not readable as Parquet: {error}", "Write the file again") from None
    lines = range(2, table.num_rows + 2)
    return from_columns(table.column_names, [_column_text(column, lines) for column in table.columns])


def _column_text(column: pa.ChunkedArray, lines: range) -> pd.Series:
    try:
        text = column.cast(pa.string()).to_pandas().astype("str")
    except pa.ArrowException:
        text = pd.Series([_as_text(value) for value in column.to_pylist()], dtype="str")
    text = text.set_axis(lines)
    return text.str.replace(_MIDNIGHT, "", regex=True) if pa.types.is_temporal(column.type) else text
