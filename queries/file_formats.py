"""Answers as plain values, and as JSON, Parquet and ZIP; CSV, Excel and GeoJSON have their writers in file_writers/."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping

import pandas as pd

EPOCH = (1980, 1, 1, 0, 0, 0)


def dated(table: pd.DataFrame) -> pd.DataFrame:
    """`table` with its dates (no times of day) as text like 2021-12-15."""
    dates = table.select_dtypes(include=["datetime"]).columns
    return table.assign(**{c: table[c].dt.strftime("%Y-%m-%d") for c in dates})


def rows(table: pd.DataFrame) -> list[dict]:
    """`table` as JSON-ready rows; blanks are None."""
    return json.loads(dated(table).to_json(orient="records", force_ascii=False))


def as_json(table: pd.DataFrame, meta: Mapping[str, object]) -> bytes:
    """`{"meta": …, "rows": […]}`."""
    return json.dumps({"meta": meta, "rows": rows(table)}, ensure_ascii=False).encode("utf-8")


def as_parquet(table: pd.DataFrame, meta: Mapping[str, object]) -> bytes:
    """`table` as Parquet with real dates; `meta` is in the attributes that pandas restores."""
    dates = table.select_dtypes(include=["datetime"]).columns
    typed = table.assign(**{c: table[c].astype("date32[day][pyarrow]") for c in dates})
    typed.attrs = dict(meta)
    return typed.to_parquet(index=False)


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """The files in one ZIP; equal input gives equal bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
