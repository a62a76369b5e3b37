"""Numbers and dates in the forms that people write them in; what can be read in two ways is not read."""

from __future__ import annotations

import re
from datetime import date, timedelta

_WHOLE_NUMBER = re.compile(r"(\d{1,15}|\d{1,3}(?P<mark>[, '’])\d{3}((?P=mark)\d{3}){0,3}|\d{1,3}\.\d{3}(\.\d{3}){1,3})(\.0+)?")
_NUMBER = re.compile(r"[+-]?(\d{1,15}(\.\d*)?|\.\d+)")
_PERCENT = re.compile(r"([+-]?\d{1,15}(?:[.,]\d*)?) ?%")
_DECIMAL_COMMA = re.compile(r"\d{1,15},\d{1,2}")
ZERO_DECIMALS = re.compile(r"\.0+$")
_TIME = re.compile(r"(?<=\d)[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|\+00:00)?$")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|º|°)?[ -](?:of |de )?([^\W\d]{3,12})\.?(?:,? | de | del |-)(\d{4})")
_WEEKDAY = re.compile(r"^[^\W\d]{3,13}\.?, (?=\S+ ?\d)|^(mon|tues|wednes|thurs|fri|satur|sun)day ", re.IGNORECASE)
_EXCEL_DAY = re.compile(r"4[2-9]\d{3}(\.0+)?")  # 2014 to 2036
_MONTH = re.compile(r"([^\W\d]{3,12})\.?(?: de)? (\d{4})|(\d{4})-(\d{2})")
_MONTHS = (
    "january jan enero ene janeiro",
    "february feb febrero fevereiro fev",
    "march mar marzo março",
    "april apr abril abr",
    "may mayo maio mai",
    "june jun junio junho",
    "july jul julio julho",
    "august aug agosto ago",
    "september sep sept septiembre setiembre setembro set",
    "october oct octubre outubro out",
    "november nov noviembre novembro",
    "december dec diciembre dic dezembro dez",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}


def whole_number(text: str) -> int | None:
    """204774, 204,774, 204 774 and 204774.0 are 204774; 204.774 may be less than 205 and is not read."""
    found = _WHOLE_NUMBER.fullmatch(text)
    return int(re.sub(r"\D", "", found[1])) if found else None


def number(text: str) -> float | None:
    """Digits with a decimal point."""
    return float(text) if _NUMBER.fullmatch(text) else None


def score(text: str) -> float | None:
    """A percent: 62.5, 62.5%, 62,5 and 62,5 % are 62.5."""
    percent = _PERCENT.fullmatch(text)
    if percent or _DECIMAL_COMMA.fullmatch(text):
        return float((percent[1] if percent else text).replace(",", "."))
    return number(text)


def day(text: str) -> date | None:
    """A day that can be read in one way only: 2026-05-12, 2026/05/12, May 12, 2026, 12 May 2026, 12 de mayo de 2026."""
    days = days_in(text)
    return days[0] if len(days) == 1 else None


def days_in(text: str) -> list[date]:
    """The days that a text can mean: none, one, or both of 05/06/2026."""
    text = _WEEKDAY.sub("", _TIME.sub("", text), count=1)
    found: list[tuple[int, int, int]] = []
    if match := _YEAR_FIRST.fullmatch(text):
        found = [(int(match[1]), int(match[3]), int(match[4]))]
    elif match := _YEAR_LAST.fullmatch(text):
        year, first, second = int(match[4]), int(match[1]), int(match[3])
        found = [(year, first, second), (year, second, first)]
    elif match := _MONTH_FIRST.fullmatch(text):
        found = [(int(match[3]), MONTHS.get(match[1].casefold(), 0), int(match[2]))]
    elif match := _DAY_FIRST.fullmatch(text):
        found = [(int(match[3]), MONTHS.get(match[2].casefold(), 0), int(match[1]))]
    return list(dict.fromkeys(day for parts in found if (day := _day(*parts))))


def _day(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def how_to_write_day(text: str) -> str:
    """What to write for a text that is no day in one way: the days it may mean, or the last of a month with its precision."""
    days = days_in(text)
    if len(days) > 1:
        return f"Write {' or '.join(d.isoformat() for d in days)}: it can be read as either"
    if _EXCEL_DAY.fullmatch(text):
        meant = date(1899, 12, 30) + timedelta(days=int(float(text)))
        return f"Write {meant.isoformat()} if Excel's day number is meant: give the cells the format of a date"
    month = _MONTH.fullmatch(text)
    first = month and _day(int(month[2] or month[3]), MONTHS.get((month[1] or "").casefold(), 0) or int(month[4] or 0), 1)
    if first:
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return f"Write {last.isoformat()}, and month in date_precision, if only the month is known"
    return "Write year-month-day, as 2024-01-23, or leave it blank"


def how_to_write_whole_number(text: str) -> str:
    """What to write for a text that is no whole number in one way."""
    if re.fullmatch(r"\d{1,3}\.\d{3}", text):
        return f"Write {text.replace('.', '')} if that is meant: a point may also begin decimals"
    return "Write digits only, as 204774, or leave it blank"
