"""Why a file as a whole cannot be read."""

from __future__ import annotations


class Unreadable(Exception):
    """The file as a whole cannot be read: the rule it breaks, what was found, how to mend it, and the line if known."""

    def __init__(self, rule: str, message: str, mend: str, line: int = 0, value: str = ""):
        super().__init__(message)
        self.rule, self.message, self.mend, self.line, self.value = rule, message, mend, line, value


def nothing_written() -> Unreadable:
    return Unreadable("has_rows", "the file is empty", "Write the header in the first line and one award per line below it")


def no_header(where: str) -> Unreadable:
    """No row of `where` (“the file”, “the sheet X”) names columns of the record format."""
    return Unreadable(
        "needed_header",
        f"no row near the top of {where} names the columns city, state, population, level, year",
        "Write these names in one row above the awards; `python -m etl template new.xlsx` gives a workbook that has them",
    )
