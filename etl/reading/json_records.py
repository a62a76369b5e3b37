"""Records as JSON: an array of objects, one object per line, or what wraps them: GeoJSON and answers with their rows inside."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from etl.reading.bounds import MOST_JSON_BYTES, MOST_PARSED_CELLS, MOST_ROWS, Clock, checked_cells, checked_columns, checked_rows
from etl.reading.cell_grid import Content, from_columns, text_of
from etl.reading.header_row import header_index
from etl.reading.unreadable import Unreadable, no_header, nothing_written

MOST_OBJECTS = MOST_ROWS // 10
_POINT = {"lon": 0, "lat": 1}


def from_json(path: Path) -> Content:
    """The one grid of the file; element n of an array compares with line n + 1 of a table."""
    text = text_of(path, MOST_JSON_BYTES)
    checked_rows(max(text.count("{"), text.count("[")), MOST_OBJECTS)
    checked_cells(text.count(","), MOST_PARSED_CELLS)
    try:
        records = _records(text)
        if not records:
            raise nothing_written()
        names = _names(records)
        grid = from_columns(names, [_cells(records, name) for name in names])
        if header_index([names]) is None:
            raise no_header("the file")
    except RecursionError:
        raise _not_json("objects within objects without end", 0) from None
    except UnicodeEncodeError:
        raise Unreadable("utf_8", "holds half of a character (a lone surrogate)", "Write the file as UTF-8") from None
    return Content([grid])


def _records(text: str) -> dict[int, dict]:
    """The objects by their line: of the array, of the array that one object wraps, or one per line."""
    if not text.lstrip().startswith(("[", "{")):
        raise _not_json("it starts with neither [ nor {", 1)
    try:
        whole = json.loads(text)
    except ValueError as error:
        return _objects_by_line(text, error)
    if isinstance(whole, list):
        return _only_objects((number + 1, element) for number, element in enumerate(whole, start=1))
    return _unwrapped(whole, text)


def _unwrapped(whole: dict, text: str) -> dict[int, dict]:
    """The rows inside an answer or a FeatureCollection; an object that is a record itself is the only one."""
    if header_index([list(whole)]) is not None:
        return _objects_by_line(text, None) if "\n" not in text.strip() else {2: whole}
    lists = {name: value for name, value in whole.items() if isinstance(value, list) and value and isinstance(value[0], dict)}
    if len(lists) != 1:
        held = f"an object with {', '.join(sorted(map(_short, lists)))}" if lists else "an object without a list of awards"
        raise Unreadable("needed_header", f"the file is {held}", "Save its rows as an array of objects, or as CSV")
    [elements] = lists.values()
    if whole.get("type") == "FeatureCollection":
        elements = [_of_feature(element) for element in elements]
    return _only_objects((number + 1, element) for number, element in enumerate(elements, start=1))


def _of_feature(feature: object) -> object:
    """The properties of a GeoJSON feature, with the point of its geometry where they name none."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or not isinstance(properties, dict):
        return feature
    geometry = feature.get("geometry")
    point = geometry.get("coordinates") if isinstance(geometry, dict) and geometry.get("type") == "Point" else None
    if not isinstance(point, list) or len(point) < max(_POINT.values()) + 1:
        return properties
    return {name: point[at] for name, at in _POINT.items()} | properties


def _objects_by_line(text: str, whole_error: ValueError | None) -> dict[int, dict]:
    """One object per line; where even the first line is none, what is wrong with the text as a whole."""
    records: dict[int, object] = {}
    clock = Clock()
    for line, content in enumerate(text.split("\n"), start=1):
        clock.check() if not line % 4096 else None
        if content.strip():
            try:
                records[line] = json.loads(content)
            except ValueError as error:
                if not records and whole_error:
                    raise _not_json(str(whole_error), getattr(whole_error, "lineno", 0)) from None
                raise _not_json(str(error), line) from None
    return _only_objects(records.items())


def _only_objects(records: Iterable[tuple[int, object]]) -> dict[int, dict]:
    objects = {}
    for line, record in records:
        if not isinstance(record, dict):
            raise _not_json(f"{_short(record)!r} is not an object", line)
        objects[line] = record
    return objects


def _names(records: dict[int, dict]) -> list[str]:
    """Every name of the objects, in order; ends at the first that is one too many."""
    names: dict[str, None] = {}
    for record in records.values():
        checked_columns(len(record))
        if not record.keys() <= names.keys():
            names |= dict.fromkeys(record)
            checked_columns(len(names))
    return list(names)


def _cells(records: dict[int, dict], name: str) -> pd.Series:
    return pd.Series({line: as_text(record.get(name)) for line, record in records.items()}, dtype="str")


def as_text(value: object) -> str | None:
    """A value as the text of a cell; what is not a number (NaN) is blank."""
    if value is None or value != value:
        return None
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _short(value: object) -> str:
    return str(value)[:40]


def _not_json(problem: str, line: int) -> Unreadable:
    return Unreadable(
        "readable_file", f"not readable as JSON: {problem}", "Write an array of objects, or one object per line", line
    )
