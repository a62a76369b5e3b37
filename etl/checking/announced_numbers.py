"""Can the numbers of an announcement be right, beside those of the announcements before and after it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

USUAL_RISE = 3  # times the most new cities of any announcement so far; beyond it a digit too many is likelier


@dataclass(frozen=True)
class Doubt:
    """What is wrong with the number called `name` in a record file, or at least odd where it does not block."""

    name: str
    rule: str
    message: str
    mend: str
    blocks: bool = True


def judge_numbers(announcements: Mapping[date, Mapping[str, Any]], on: date, brought: Mapping[str, Any]) -> list[Doubt]:
    """Doubts about the announcement of day `on` that is `brought` (columns of the table `announcements`)."""
    others = {day: row for day, row in announcements.items() if day != on}
    before = announced_by(others, on)
    doubts = []
    total, new = (_number({**announcements.get(on, {}), **brought}, name) for name in ("stated_total", "new_cities"))
    if total is None and new is None:
        doubts.append(_stays(before))
    if total is not None:
        doubts += _of_the_total(others, on, total, before)
    if total is not None and new is not None and before + new != total and total >= before:
        doubts.append(_does_not_add_up(before, new, total))
    most = max((n for row in others.values() if (n := _number(row, "new_cities")) is not None), default=0)
    rise = new if new is not None else (total or 0) - before
    if most and rise > USUAL_RISE * most:
        name = "new_cities" if new is not None else "stated_total"
        doubts.append(Doubt(name, "usual_rise", f"{rise} new cities; the most so far were {most}", "Check the number", False))
    return doubts


def announced_by(announcements: Mapping[date, Mapping[str, Any]], before: date) -> int:
    """The announced total before that day: the last stated one and the new cities since."""
    total = 0
    for day in sorted(d for d in announcements if d < before):
        stated, new = _number(announcements[day], "stated_total"), _number(announcements[day], "new_cities")
        total = stated if stated is not None else total + (new or 0)
    return total


def _of_the_total(others: Mapping[date, Mapping[str, Any]], on: date, total: int, before: int) -> list[Doubt]:
    later = [n for day, row in others.items() if day > on and (n := _number(row, "stated_total")) is not None]
    if total < before:
        message = f"a total of {total}, but {before} cities were announced before {on}"
        return [Doubt("stated_total", "total_does_not_fall", message, "Correct the total or the date")]
    if later and total > min(later):
        message = f"a total of {total}, but a later announcement states {min(later)}"
        return [Doubt("stated_total", "total_does_not_fall", message, "Correct the total or the date")]
    return []


def _does_not_add_up(before: int, new: int, total: int) -> Doubt:
    message = f"{before} announced before and {new} new are {before + new}, but the total is {total}"
    return Doubt("stated_total", "total_adds_up", message, "Check both; the stated total is what the headline shows", False)


def _stays(before: int) -> Doubt:
    message = f"neither a stated total nor the number of new cities is given, so the headline stays at {before}"
    return Doubt("stated_total", "announced_numbers", message, "Give stated_total or new_cities where the source does", False)


def _number(row: Mapping[str, Any], name: str) -> int | None:
    value = row.get(name)
    return None if value is None or pd.isna(value) else int(value)
