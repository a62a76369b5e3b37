"""The cells of a column, where the same value stands many times: each different value is looked at once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa


def by_value(cells: pd.Series, convert: Callable[[Any], object], dtype: Any) -> pd.Series:
    """`convert` once for each different value; missing stays missing, and None becomes missing."""
    codes, values = pd.factorize(cells)
    converted: list[Any] = [*map(convert, values), None]
    return pd.Series(pd.array(converted, dtype=dtype).take(np.where(codes < 0, len(values), codes)), index=cells.index)


def is_one_of(cells: pd.Series, values: Collection[Any]) -> pd.Series:
    """Where a cell holds one of `values`; pandas' own `isin` makes an Arrow scalar of every single one of them."""
    return by_value(cells, set(values).__contains__, "boolean").fillna(False).astype(bool)


def one_below_the_other(columns: list[pd.Series]) -> pd.Categorical:
    """Columns of text (`str` or `category`) as one categorical: texts that repeat take a number's room each."""
    texts = [column.astype("category") for column in columns]
    # The categories of a column that holds nothing have no type, and go with no others.
    return pd.api.types.union_categoricals([text if len(text.cat.categories) else blank(len(text)) for text in texts])


def blank(count: int) -> pd.Series:
    """A column of text that holds nothing."""
    return pd.Series(pd.Categorical.from_codes(np.full(count, -1, dtype="int8"), pd.Index([], dtype="str")))


def give_back_memory() -> None:
    """Arrow keeps for later what it no longer uses, which counts as memory of the process."""
    pa.default_memory_pool().release_unused()
