"""Rows of a sheet as the XML of their cells, thousands at once: one by one the cells of a large table take minutes."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

ROWS_AT_ONCE = 5_000
# What Excel writes in a way of its own, or not at all: control characters and what looks like one, blanks at an end, long texts.
ODD = r"[\x00-\x08\x0b-\x1f\x{fffe}\x{ffff}]|_x[0-9A-Fa-f]{4}_|^[\s\x{85}\p{Z}]|[\s\x{85}\p{Z}]$"
LONG = 16_000
# Excel counts days from here; before its 61st it counts a day that never was.
FIRST_DAY = 25_569
FIRST_SOUND_DAY = 61 - FIRST_DAY


def write(sheet: Worksheet, table: pa.Table, first: int, day: Format) -> bool:
    """Writes the rows into a sheet that keeps no rows in memory, from row number `first` on (0 = the header's).

    False, and nothing written, where a value among them is not plain: those are xlsxwriter's to write.
    """
    columns = [column.combine_chunks() for column in table.columns]
    makers = [_maker(column, day) for column in columns]
    if not all(makers):
        return False
    # As xlsxwriter does before the first cell of a next row; what was written before leaves now.
    sheet._check_dimensions(first, 0)
    sheet._check_dimensions(first + table.num_rows - 1, table.num_columns - 1)
    sheet._write_single_row(first)
    for start in range(0, table.num_rows, ROWS_AT_ONCE):
        piece = [column.slice(start, ROWS_AT_ONCE) for column in columns]
        sheet.row_data_fh.write(_rows(piece, [maker for maker in makers if maker], first + start + 1))
    sheet.previous_row = first + table.num_rows - 1
    return True


Maker = Callable[[pa.Array, str, pa.Array], pa.Array]


def _rows(columns: list[pa.Array], makers: list[Maker], number: int) -> str:
    """`<row r="2"><c r="A2" …>…</row>…`; `number` is that of the first row as Excel counts, from 1."""
    numbers = pa.array(range(number, number + len(columns[0]))).cast(pa.string())
    cells = [make(column, xl_col_to_name(n), numbers) for n, (column, make) in enumerate(zip(columns, makers, strict=True))]
    return "".join(_joined('<row r="', numbers, '">', *cells, "</row>", blank="").to_pylist())


def _maker(column: pa.Array, day: Format) -> Maker | None:
    """What makes the cells of this column; None where a value in it is not plain."""
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        odd = pc.or_(pc.match_substring_regex(column, ODD), pc.greater(pc.utf8_length(column), LONG))
        return None if pc.any(odd).as_py() else _texts
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        return _truths if pa.types.is_boolean(kind) else _numbers
    if pa.types.is_floating(kind):
        return _numbers if pc.all(pc.is_finite(column)).as_py() is not False else None
    if pa.types.is_date32(kind):
        first = pc.min(column.cast(pa.int32())).as_py()
        return _days(day._get_xf_index()) if first is None or first >= FIRST_SOUND_DAY else None
    return _numbers if pa.types.is_null(kind) else None


def _texts(column: pa.Array, letters: str, numbers: pa.Array) -> pa.Array:
    column = pc.if_else(pc.equal(column, ""), pa.scalar(None, column.type), column).cast(pa.string())
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        column = pc.replace_substring(column, sign, name)
    return _joined(f'<c r="{letters}', numbers, '" t="inlineStr"><is><t>', column, "</t></is></c>")


def _numbers(column: pa.Array, letters: str, numbers: pa.Array) -> pa.Array:
    return _joined(f'<c r="{letters}', numbers, '"><v>', column.cast(pa.string()), "</v></c>")


def _truths(column: pa.Array, letters: str, numbers: pa.Array) -> pa.Array:
    return _joined(f'<c r="{letters}', numbers, '" t="b"><v>', column.cast(pa.int8()).cast(pa.string()), "</v></c>")


def _days(style: int) -> Maker:
    def days(column: pa.Array, letters: str, numbers: pa.Array) -> pa.Array:
        serial = pc.add(column.cast(pa.int32()), FIRST_DAY).cast(pa.string())
        return _joined(f'<c r="{letters}', numbers, f'" s="{style}"><v>', serial, "</v></c>")

    return days


def _joined(*parts: pa.Array | str, blank: str | None = None) -> pa.Array:
    """The parts of each row one after the other; a row with a blank part is blank, or has `blank` for the part."""
    texts = [pa.scalar(part) if isinstance(part, str) else part for part in (*parts, "")]
    if blank is None:
        return pc.binary_join_element_wise(*texts)
    return pc.binary_join_element_wise(*texts, null_handling="replace", null_replacement=blank)
