"""A table as the writers take it: Arrow's columns, days as days, and anything that is no plain value as its text."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa


def of_frame(frame: pd.DataFrame) -> pa.Table:
    """The rows and columns of `frame`. A column of moments that are all at midnight is one of days; NaN is a blank."""
    mixed = [c for c in frame if frame[c].dtype == object]
    days = [c for c in frame.select_dtypes("datetime") if (frame[c].dropna() == frame[c].dropna().dt.normalize()).all()]
    table = pa.Table.from_pandas(frame.assign(**{c: frame[c].map(str, na_action="ignore") for c in mixed}), preserve_index=False)
    for name in days:
        number = table.schema.get_field_index(name)
        table = table.set_column(number, name, table.column(number).cast(pa.date32()))
    return table.replace_schema_metadata(None)
