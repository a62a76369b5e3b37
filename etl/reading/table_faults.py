"""What is wrong with a table, by pandera: read only where something is, because importing pandera takes a third of a second."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from etl.facts import Facts
from etl.schema import PAGE, PANDAS_TYPES, WEB_ADDRESS, Column, Table


def judged(table: Table, frame: pd.DataFrame, facts: Facts | None) -> tuple[pd.DataFrame, list[dict]]:
    """`frame` with the types of the table, and no case; or as it was, and each case that breaks a rule, as pandera tells it.

    A case has `column`, `check`, `failure_case` (the value) and `index` (of the row; None = the table as a whole).
    """
    try:
        return _schema(table, facts).validate(frame, lazy=True), []
    except SchemaErrors as error:
        return frame, error.failure_cases.to_dict("records")


def _schema(table: Table, facts: Facts | None) -> pa.DataFrameSchema:
    """The table's rules for pandera."""
    never_blank = {*table.required, *table.key}
    return pa.DataFrameSchema(
        {name: _column(table.column(name).known(facts), name in never_blank) for name in table.columns},
        strict=True,
        ordered=True,
        unique=list(table.key) or None,
        coerce=True,
    )


def _column(column: Column, is_required: bool) -> pa.Column:
    checks = []
    if column.allowed:
        checks.append(pa.Check.isin(list(column.allowed)))
    if column.least is not None:
        checks.append(pa.Check.ge(column.least))
    if column.most is not None:
        checks.append(pa.Check.le(column.most))
    if column.is_page:
        checks.append(pa.Check.str_matches(rf"(?i)(?:{PAGE.pattern})\Z", error=WEB_ADDRESS))
    return pa.Column(PANDAS_TYPES[column.kind], checks, nullable=not is_required, coerce=True)
