"""The text of each cell as a value of its column: a word, a whole number, a number or a date; anything else is a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pandas as pd

from etl.reading.column_values import by_value
from etl.reading.place_spelling import plain
from etl.reading.place_words import PlaceWords, region_key, words_of
from etl.reading.record_rows import Records
from etl.reading.reference import Reference
from etl.reading.value_forms import (
    ZERO_DECIMALS,
    day,
    how_to_write_day,
    how_to_write_whole_number,
    number,
    score,
    whole_number,
)
from etl.schema import PANDAS_TYPES, Column

READ_AS: dict[str, tuple[Callable[[str], object], str, str, str]] = {
    "integer": (whole_number, "a whole number", "whole_number", "digits only, as 204774"),
    "number": (number, "a number", "number_in_range", "digits with a decimal point, as 62.5"),
    "date": (day, "a date", "iso_date", "year-month-day, as 2024-01-23"),
}
MENDS = {"whole_number": how_to_write_whole_number, "iso_date": how_to_write_day}
JUDGED_BY_RULES = ("year",)
# Words that stand for a blank in a column of few words: the portal's own, and a plain no.
BLANKS = {"level": {"not_stated"}, "publish_scores": {"no", "false"}}


def word(text: str) -> str:
    """A word of a closed list however it is written: `Honor Roll` is `honor_roll`, `2024.0` is `2024`."""
    return re.sub(r"[\s_-]+", "_", ZERO_DECIMALS.sub("", text).casefold())


def typed_rows(records: Records, reference: Reference) -> pd.DataFrame:
    """The rows with typed columns (index as in `records.text`); what is no value of its column is reported and missing.

    Texts are categories. A score column that holds nothing is left out.
    """
    words = words_of(reference)
    facts = reference.facts
    blank_scores = [name for name in facts.score_columns if records.text[name].isna().all()]
    rows = {
        name: _typed_column(records, name, facts.column(name), name in facts.score_columns)
        for name in facts.record_columns
        if name not in blank_scores
    }
    rows["country"] = _country(records, reference, words).fillna("US").mask(~records.without_problem("country"))
    rows["state"] = _state(records, reference, words, rows["country"])
    return pd.DataFrame(rows)


def _typed_column(records: Records, name: str, column: Column, is_score: bool) -> pd.Series:
    cells = records.text[name]
    if column.allowed:
        return _chosen(records, name, column.allowed)
    if column.kind == "text":
        return cells
    convert, what, rule, example = READ_AS[column.kind]
    values = by_value(cells, score if is_score else convert, PANDAS_TYPES[column.kind])
    if column.most is not None and name not in JUDGED_BY_RULES:
        values = values.where(values.between(column.least or 0, column.most))
        what, rule = f"{what} from {column.least or 0:.10g} to {column.most:.10g}", "number_in_range"
    elif column.least and name not in JUDGED_BY_RULES:
        values = values.where(values >= column.least)
        what, rule = f"{what} of at least {column.least:.10g}", "number_in_range"
    wrong = cells.notna() & values.isna()
    mend: str | pd.Series = f"Write {example}, or leave it blank"
    if rule in MENDS and wrong.any():
        mend = by_value(cells[wrong], MENDS[rule], "str")
    records.report(wrong, name, rule, f"“{{value}}” is not {what}", mend)
    return values


def _chosen(records: Records, name: str, allowed: tuple[str, ...]) -> pd.Series:
    words = {word(value): value for value in allowed}
    blanks = BLANKS.get(name, set())
    values = by_value(records.text[name], lambda text: words.get(word(text)), "str")
    is_blank = by_value(records.text[name], lambda text: word(text) in blanks, "boolean").fillna(True).astype(bool)
    choices = f"one of {_listed(allowed)}" if len(allowed) > 1 else allowed[0]
    message = f"“{{value}}” is not a value of {name}"
    records.report(~is_blank & values.isna(), name, f"known_{name}", message, f"Write {choices}, or leave it blank")
    return values


def _listed(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}"


def _country(records: Records, reference: Reference, words: PlaceWords) -> pd.Series:
    codes = set(reference["countries"]["country"])
    return _coded(
        records,
        "country",
        codes,
        words.countries,
        pd.Series(True, records.text.index),
        "an ISO code of a country of the Americas",
    )


def _state(records: Records, reference: Reference, words: PlaceWords, country: pd.Series) -> pd.Series:
    """Codes of US states; elsewhere names of regions, those on record as they stand there."""
    codes = set(reference["states"]["state"])
    home = country.eq("US")
    states = _coded(records, "state", codes, words.states, home, "a USPS code of a US state", words)
    return states.where(home, _regions(records.text["state"], country, words))


def _coded(
    records: Records,
    column: str,
    codes: set[str],
    names: dict[str, str],
    at: pd.Series,
    what: str,
    words: PlaceWords | None = None,
) -> pd.Series:
    """Codes in capitals, from codes and names; the others are reported, a region of another country with that country."""
    cells = records.text[column]

    def code(text: str) -> str | None:
        short = plain(text).replace(" ", "").upper()
        return short if short in codes else names.get(plain(text))

    def mend(text: str) -> str:
        country = words.country_that_has(text) if words else None
        return f"Write {country} in country" if country else f"Write {what}" + ("; elsewhere give the country" if words else "")

    values = by_value(cells, code, "str")
    unknown = at & cells.notna() & values.isna()
    records.report(unknown, column, f"known_{column}", f"“{{value}}” is not {what}", by_value(cells[unknown], mend, "str"))
    return values


def _regions(states: pd.Series, country: pd.Series, words: PlaceWords) -> pd.Series:
    """One spelling for each region of a country: that on record, else that of the list of words, else the first with accents."""
    pairs = pd.DataFrame({"state": states.astype("str"), "country": country.astype("str")})
    abroad = pairs[pairs["country"].ne("US") & pairs["state"].notna() & pairs["country"].notna()].drop_duplicates()
    spelled: dict[tuple[str, str], str] = {}
    for state, code in sorted(abroad.itertuples(index=False), key=lambda pair: str(pair[0]).isascii()):
        key = region_key(state)
        known = words.regions.get(code, {}).get(key) if key else state
        spelled[code, state] = known or words.regions[code].setdefault(key, state)
    if all(state == name for (_, state), name in spelled.items()):
        return pairs["state"]
    numbers = pd.MultiIndex.from_frame(pairs[["country", "state"]])
    return pd.Series([spelled.get(pair, pair[1]) for pair in numbers], pairs.index, dtype="str")
