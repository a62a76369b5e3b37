"""The text of each cell as a value of its column: a word, a whole number, a number or a date; anything else is a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

import pandas as pd

from etl.reading.column_values import by_value
from etl.reading.place_spelling import plain
from etl.reading.record_rows import Records
from etl.reading.reference import Reference
from etl.schema import PANDAS_TYPES, Column

_WHOLE_NUMBER = re.compile(r"(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.0+)?")
_NUMBER = re.compile(r"[+-]?(\d{1,15}(\.\d*)?|\.\d+)")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})([T ]00:00(:00(\.0+)?)?)?")
_ZERO_DECIMALS = re.compile(r"\.0+$")


def whole_number(text: str) -> int | None:
    """204774, 204,774 and 204774.0 are 204774."""
    return int(_ZERO_DECIMALS.sub("", text).replace(",", "")) if _WHOLE_NUMBER.fullmatch(text) else None


def number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None


def day(text: str) -> date | None:
    """An ISO date; midnight may follow it, as spreadsheets and databases write it."""
    found = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def word(text: str) -> str:
    """A word of a closed list however it is written: `Honor Roll` is `honor_roll`, `2024.0` is `2024`."""
    return re.sub(r"[\s_-]+", "_", _ZERO_DECIMALS.sub("", text).casefold())


READ_AS: dict[str, tuple[Callable[[str], object], str, str, str]] = {
    "integer": (whole_number, "a whole number", "whole_number", "digits only, as 204774"),
    "number": (number, "a number", "number_in_range", "digits with a decimal point, as 62.5"),
    "date": (day, "a date", "iso_date", "year-month-day, as 2024-01-23"),
}
JUDGED_BY_RULES = ("year",)


def typed_rows(records: Records, reference: Reference) -> pd.DataFrame:
    """The rows with typed columns (index as in `records.text`); what is no value of its column is reported and missing.

    Texts are categories. A score column that holds nothing is left out.
    """
    facts = reference.facts
    blank_scores = [name for name in facts.score_columns if records.text[name].isna().all()]
    rows = {name: _typed_column(records, name, facts.column(name)) for name in facts.record_columns if name not in blank_scores}
    rows["country"] = _country(records, reference).fillna("US").mask(~records.without_problem("country"))
    rows["state"] = _state(records, reference, rows["country"])
    return pd.DataFrame(rows)


def _typed_column(records: Records, name: str, column: Column) -> pd.Series:
    cells = records.text[name]
    if column.allowed:
        return _chosen(records, name, column.allowed)
    if column.kind == "text":
        return cells
    convert, what, rule, example = READ_AS[column.kind]
    values = by_value(cells, convert, PANDAS_TYPES[column.kind])
    if column.most is not None and name not in JUDGED_BY_RULES:
        values = values.where(values.between(column.least or 0, column.most))
        what, rule = f"{what} from {column.least:g} to {column.most:g}", "number_in_range"
    records.report(cells.notna() & values.isna(), name, rule, f"“{{value}}” is not {what}", f"Write {example}, or leave it blank")
    return values


def _chosen(records: Records, name: str, allowed: tuple[str, ...]) -> pd.Series:
    words = {word(value): value for value in allowed}
    values = by_value(records.text[name], lambda text: words.get(word(text)), "str")
    choices = f"one of {_listed(allowed)}" if len(allowed) > 1 else allowed[0]
    message = f"“{{value}}” is not a value of {name}"
    records.report(
        records.text[name].notna() & values.isna(), name, f"known_{name}", message, f"Write {choices}, or leave it blank"
    )
    return values


def _listed(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}"


def _country(records: Records, reference: Reference) -> pd.Series:
    codes = set(reference["countries"]["country"])
    names = _by_plain_name(reference["countries"], "country_name", "country")
    return _coded(
        records, "country", codes, names, pd.Series(True, records.text.index), "an ISO code of a country of the Americas"
    )


def _state(records: Records, reference: Reference, country: pd.Series) -> pd.Series:
    codes = set(reference["states"]["state"])
    names = _by_plain_name(reference["states"], "state_name", "state")
    home = country.eq("US")
    return _coded(records, "state", codes, names, home, "a USPS code of a US state").where(
        home, records.text["state"].astype("str")
    )


def _by_plain_name(table: pd.DataFrame, name: str, code: str) -> dict[str, str]:
    return {plain(n): c for n, c in zip(table[name], table[code], strict=True)}


def _coded(records: Records, column: str, codes: set[str], names: dict[str, str], at: pd.Series, what: str) -> pd.Series:
    """Codes in capitals where they are known; the others are reported with the code that their name stands for."""
    cells = records.text[column]
    values = by_value(cells, lambda text: text.upper() if text.upper() in codes else None, "str")
    unknown = at & cells.notna() & values.isna()
    meant = by_value(cells[unknown], lambda text: names.get(plain(text)), "str")
    mend = ("Write " + meant).fillna(f"Write {what}" + ("" if column == "country" else "; elsewhere give the country"))
    records.report(unknown, column, f"known_{column}", f"“{{value}}” is not {what}", mend)
    return values
