"""Answers as files: CSV, JSON, GeoJSON, Parquet, Excel and ZIP, with no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date

import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
EPOCH = (1980, 1, 1, 0, 0, 0)
WIDEST = 60


def neutral(table: pd.DataFrame) -> pd.DataFrame:
    """`table` with dates as ISO text, flags as true and false, and an apostrophe before what a spreadsheet would run."""
    plain = dated(table)
    text = [c for c in plain if pd.api.types.is_string_dtype(plain[c]) or plain[c].dtype == object]
    flags = plain.select_dtypes(include=["bool", "boolean"]).columns
    return plain.assign(
        **{c: plain[c].map(_neutral, na_action="ignore") for c in text},
        **{c: plain[c].map({True: "true", False: "false"}) for c in flags},
    )


def dated(table: pd.DataFrame) -> pd.DataFrame:
    """`table` with its dates (no times of day) as text like 2021-12-15."""
    dates = table.select_dtypes(include=["datetime"]).columns
    return table.assign(**{c: table[c].dt.strftime("%Y-%m-%d") for c in dates})


def as_csv(table: pd.DataFrame) -> bytes:
    """`table` as UTF-8 CSV with a header."""
    return neutral(table).to_csv(index=False, lineterminator="\r\n").encode("utf-8")


def rows(table: pd.DataFrame) -> list[dict]:
    """`table` as JSON-ready rows; blanks are None."""
    return json.loads(dated(table).to_json(orient="records", force_ascii=False))


def as_json(table: pd.DataFrame, meta: Mapping[str, object]) -> bytes:
    """`{"meta": …, "rows": […]}`."""
    return json.dumps({"meta": meta, "rows": rows(table)}, ensure_ascii=False).encode("utf-8")


def as_geojson(table: pd.DataFrame, meta: Mapping[str, object]) -> bytes:
    """A FeatureCollection of `table`, which has lat and lon (degrees, WGS 84); a row without a point has no geometry."""
    features = []
    for row in rows(table):
        lat, lon = row.pop("lat"), row.pop("lon")
        point = None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
        features.append({"type": "Feature", "geometry": point, "properties": row})
    return json.dumps({"type": "FeatureCollection", "meta": meta, "features": features}, ensure_ascii=False).encode("utf-8")


def as_parquet(table: pd.DataFrame, meta: Mapping[str, object]) -> bytes:
    """`table` as Parquet with real dates; `meta` is in the attributes that pandas restores."""
    dates = table.select_dtypes(include=["datetime"]).columns
    typed = table.assign(**{c: table[c].astype("date32[day][pyarrow]") for c in dates})
    typed.attrs = dict(meta)
    return typed.to_parquet(index=False)


def as_workbook(sheets: Mapping[str, pd.DataFrame], made_on: date) -> bytes:
    """A workbook with these sheets, text as text and dates as dates; equal input gives equal bytes."""
    file = io.BytesIO()
    options = {"options": {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"}}
    with pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs=options, datetime_format="yyyy-mm-dd") as book:
        book.book.set_properties({"created": pd.Timestamp(made_on).to_pydatetime()})
        for name, table in sheets.items():
            text = neutral(table)
            dates = {c: table[c] for c in table.select_dtypes(include=["datetime"])}
            text.assign(**dates).to_excel(book, sheet_name=name, index=False, freeze_panes=(1, 0))
            for number, column in enumerate(text):
                book.sheets[name].set_column(number, number, _width(text[column], column))
    return file.getvalue()


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """The files in one ZIP; equal input gives equal bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _neutral(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _width(column: pd.Series, title: str) -> int:
    longest = column.astype("string").str.len().max()
    return min(max(len(title), 0 if pd.isna(longest) else int(longest)) + 2, WIDEST)
