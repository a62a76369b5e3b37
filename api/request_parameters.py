"""What a request to the open API asks for, read by the same parser as the addresses of the pages."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from api.parameter_schema import ROWS_AT_MOST, TEXT_AT_MOST
from queries.address_parser import parse
from queries.endpoints import GROUPS, MANY, Endpoint
from queries.filters import Filters
from queries.snapshot import Snapshot
from server.errors import Refused


@dataclass(frozen=True)
class Asked:
    """The filter, the words to look for, the group to count by, and which part of the rows and columns is wanted."""

    filters: Filters
    text: str = ""
    by: str = ""
    column: tuple[str, ...] = ()
    limit: int | None = None
    offset: int = 0

    def beside(self) -> list[str]:
        """What was asked beside the filter, in words for the name of a file."""
        said = [f"by {self.by}"] if self.by else []
        said += [f"columns {' '.join(self.column)}"] if self.column else []
        said += [f"{self.limit} rows"] if self.limit is not None else []
        return said + ([f"from row {self.offset + 1}"] if self.offset else [])

    def table(self, endpoint: Endpoint, snapshot: Snapshot) -> pd.DataFrame:
        """All rows that match, with all columns."""
        name = "award_count_by_award" if self.by == "award" else endpoint.query.format(by=self.by)
        return snapshot.ask(name, self.filters, text=self.text)

    def part(self, table: pd.DataFrame, always: tuple[str, ...] = ()) -> pd.DataFrame:
        """The rows and columns that were asked for; `always` are columns that the format cannot do without."""
        end = None if self.limit is None else self.offset + self.limit
        wanted = [c for c in table if c in self.column or c in always] if self.column else list(table)
        return table.iloc[self.offset : end][wanted]


def read(pairs: list[tuple[str, str]], endpoint: Endpoint, snapshot: Snapshot, columns: list[str]) -> Asked:
    """What the parameters of an address ask of `endpoint`, whose columns are `columns`. Raises Refused for what means nothing."""
    for name, value in pairs:
        if name not in endpoint.parameters:
            raise Refused(name, value, f"{name} is not a parameter here; these are: {', '.join(endpoint.parameters)}")
        refuse_blank(name, value)
        if name not in MANY and sum(name == other for other, _ in pairs) > 1:
            raise Refused(name, value, f"{name} can be given once only")
    return Asked(
        filters_of([pair for pair in pairs if pair[0] in endpoint.filters], snapshot),
        _text(pairs),
        _one_of("by", pairs, GROUPS)[0] if "by" in endpoint.more else "",
        tuple(_one_of("column", pairs, columns)) if _given("column", pairs) else (),
        _number("limit", pairs, 1),
        _number("offset", pairs, 0) or 0,
    )


def refuse_blank(name: str, value: str) -> None:
    """Raises Refused for a parameter without a value: on a page it asks for nothing, from a program it is a mistake."""
    if not value.strip():
        raise Refused(name, value, f"{name} must not be empty; leave it out to ask for everything")


def filters_of(pairs: list[tuple[str, str]], snapshot: Snapshot) -> Filters:
    """The filter of an address. Raises Refused for the first value that means nothing."""
    filters, problems = parse(pairs, snapshot.words)
    if problems:
        raise Refused(problems[0].parameter, problems[0].value, problems[0].message)
    return filters


def _given(name: str, pairs: list[tuple[str, str]]) -> list[str]:
    return [value for other, value in pairs if other == name]


def _text(pairs: list[tuple[str, str]]) -> str:
    text = " ".join(" ".join(_given("text", pairs)).split())
    if len(text) > TEXT_AT_MOST:
        raise Refused("text", text, f"text must not be longer than {TEXT_AT_MOST} characters")
    return text


def _one_of(name: str, pairs: list[tuple[str, str]], options: tuple[str, ...] | list[str]) -> list[str]:
    values = _given(name, pairs) or [""]
    for value in values:
        if value not in options:
            raise Refused(name, value, f"{name} must be one of: {', '.join(options)}")
    return values


def _number(name: str, pairs: list[tuple[str, str]], least: int) -> int | None:
    for value in _given(name, pairs):
        if value.isascii() and value.isdigit() and least <= int(value) <= ROWS_AT_MOST:
            return int(value)
        raise Refused(name, value, f"{name} must be a whole number from {least} to {ROWS_AT_MOST}")
    return None
