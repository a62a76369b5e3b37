"""The pages of a part of a Parquet file and what each says it unpacks to, read from their heads (Thrift, compact) alone."""

from __future__ import annotations

from typing import Any, NamedTuple

from etl.reading.unreadable import Unreadable

# Numbers of the fields of a page's head: its sizes, and what it says of its data (in format 1 and 2).
UNPACKED, PACKED, DATA, DATA_V2 = 2, 3, 5, 8
PREFIXES = 7  # the encoding where each text is told by what it shares with the one before: a byte may stand for a megabyte
_STOP, _TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(13)
MOST_DEPTH = 8
MOST_ITEMS = 1000


class Page(NamedTuple):
    """What one page says of itself: bytes when unpacked, how many values, and the number of their encoding."""

    unpacked: int
    values: int
    encoding: int


def pages(content: bytes, start: int, size: int) -> list[Page]:
    """The pages between `start` and `start + size`. Raises Unreadable where their heads make no sense."""
    at, end, found = start, min(start + size, len(content)), []
    try:
        while at < end:
            head = _Head(content, at)
            facts = head.struct()
            unpacked, packed = facts[UNPACKED], facts[PACKED]
            if unpacked < 0 or packed < 0 or at < 0:
                raise IndexError
            of_data = facts.get(DATA) or facts.get(DATA_V2) or {}
            found.append(Page(unpacked, of_data.get(1, 0), of_data.get(2 if DATA in facts else 4, 0)))
            at = head.at + packed
    except (IndexError, KeyError):
        raise Unreadable("readable_file", "not readable as Parquet: a page has no sound head", "Write the file again") from None
    return found


class _Head:
    """A reader of one struct; `at` is where it stands. IndexError = the struct makes no sense."""

    def __init__(self, content: bytes, at: int):
        self.content, self.at = content, at

    def struct(self, depth: int = 0) -> dict[int, Any]:
        """The whole numbers and structs of a struct by the number of their field; everything else is passed over."""
        if depth > MOST_DEPTH:
            raise IndexError
        numbers: dict[int, Any] = {}
        field = 0
        while kind := self._byte():
            field = field + (kind >> 4) if kind >> 4 else self._signed()
            value = self._value(kind & 15, depth)
            if value is not None:
                numbers[field] = value
        return numbers

    def _value(self, kind: int, depth: int) -> Any:
        if kind in (_I16, _I32, _I64):
            return self._signed()
        if kind == _STRUCT:
            return self.struct(depth + 1)
        if kind in (_LIST, _SET):
            self._items(depth)
        elif kind not in (_TRUE, _FALSE):
            length = {_BYTE: 1, _DOUBLE: 8}.get(kind) or self._length(kind)
            self.at += length
        return None

    def _length(self, kind: int) -> int:
        if kind != _BINARY:
            raise IndexError
        return self._number()

    def _items(self, depth: int) -> None:
        head = self._byte()
        count = head >> 4 if head >> 4 < 15 else self._number()
        if count > MOST_ITEMS:
            raise IndexError
        for _ in range(count):
            self._value(head & 15, depth + 1)

    def _byte(self) -> int:
        self.at += 1
        return self.content[self.at - 1]

    def _number(self) -> int:
        number = shift = 0
        while True:
            byte = self._byte()
            number |= (byte & 127) << shift
            if byte < 128:
                return number
            shift += 7
            if shift > 63:
                raise IndexError

    def _signed(self) -> int:
        number = self._number()
        return number >> 1 ^ -(number & 1)
