"""Whether a table meets every rule of its schema, in a tenth of the time that pandera takes to say what is wrong with one."""

from __future__ import annotations

import pandas as pd

from etl.facts import Facts
from etl.schema import PAGE, PANDAS_TYPES, Column, Table


def sound(table: Table, frame: pd.DataFrame, facts: Facts | None) -> pd.DataFrame | None:
    """`frame`, which has the table's columns in order, with their types; None where any value breaks a rule of the schema."""
    never_blank = {*table.required, *table.key}
    columns: dict[str, pd.Series] = {}
    for name in table.columns:
        column = table.column(name).known(facts)
        try:
            columns[name] = _of_kind(frame[name], column.kind)
        except (ValueError, TypeError, OverflowError):
            return None
        if not _meets(columns[name], column, name in never_blank):
            return None
    typed = pd.DataFrame(columns, index=frame.index, copy=False)
    return None if table.key and typed.duplicated(list(table.key)).any() else typed


def _of_kind(values: pd.Series, kind: str) -> pd.Series:
    """The values in the type that pandera gives a column of that kind (moments in ns); raises where one is none of it."""
    if kind in ("date", "timestamp"):
        return pd.to_datetime(values).astype("datetime64[ns]")
    return values.astype("str" if kind == "text" else PANDAS_TYPES[kind])


def _meets(values: pd.Series, column: Column, is_required: bool) -> bool:
    known = values.dropna()
    if is_required and len(known) < len(values):
        return False
    if column.allowed and not known.isin(column.allowed).all():
        return False
    if column.least is not None and not (known >= column.least).all():
        return False
    if column.most is not None and not (known <= column.most).all():
        return False
    return not column.is_page or all(map(PAGE.fullmatch, known))
