"""What the pictures of growth say: a takeaway as the title and one sentence, right for any filter and date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from queries import words
from queries.vocabulary import Vocabulary

UNNAMED = "not named by any source we found"


class Said(NamedTuple):
    """The title of a picture, and the sentence over it."""

    title: str
    sentence: str


def total(rows: pd.DataFrame, missing: Sequence[int]) -> Said:
    """`117 cities announced, 103 of them named here`, and when the others were announced.

    `rows`: announced_on, city_count, city_count_most, announced_total, one per announcement; `missing`: not named by each.
    """
    last, totals = rows.iloc[-1], rows["announced_total"].dropna()
    if totals.empty or not totals.iloc[-1]:
        count = int(last["city_count_most"])
        return Said(
            f"{words.of(count, 'city', 'cities') if count else 'No city'} named here by {words.day(last['announced_on'])}", ""
        )
    announced, named = int(totals.iloc[-1]), words.least_and_most(last["city_count"], last["city_count_most"])
    title = f"{words.of(announced, 'city', 'cities')} announced, {named} of them named here"
    if last["city_count"] > announced:
        title = f"{words.of(announced, 'city', 'cities')} announced, {named} named here"
    elif not missing[-1] and last["city_count"] == last["city_count_most"]:
        title = (
            f"{words.of(announced, 'city', 'cities')} announced, all named here"
            if announced > 1
            else "1 city announced and named here"
        )
    return Said(title, not_named(list(rows["announced_on"]), missing))


def not_named(days: Sequence[Any], missing: Sequence[int]) -> str:
    """`14 announced cities are not named by any source we found: 2 from March 2022 and 12 from January 2026.`"""
    if not missing or not missing[-1]:
        return "Every city announced by then is named here." if missing else ""
    rises = [(day, now - before) for day, now, before in zip(days, missing, [0, *missing], strict=False) if now > before]
    parts = [f"{words.number(rise)} from {words.month(day)}" for day, rise in rises]
    cities = f"{words.of(missing[-1], 'announced city is', 'announced cities are')} {UNNAMED}"
    closed = sum(rise for _, rise in rises) != missing[-1]
    return f"{cities}." if closed or (len(parts) == 1 and missing[-1] == 1) else f"{cities}: {words.listed(parts)}."


def matching(rows: pd.DataFrame, finding: str) -> Said:
    """The same under a filter, where no total is announced; `finding`: the filtered count in words."""
    some = rows[rows["city_count_most"] > 0]
    if some.empty:
        return Said(finding, "")
    first, last = some.iloc[0], some.iloc[-1]
    if len(some) == 1 or counted(first) == counted(last):
        return Said(
            finding, f"{counted(first)} by {words.month(first['announced_on'])}{', and no more since' * (len(some) > 1)}."
        )
    sentence = (
        f"{counted(first)} by {words.month(first['announced_on'])}, {counted(last)} by {words.month(last['announced_on'])}."
    )
    return Said(finding, sentence)


def counted(row: Mapping[Any, Any]) -> str:
    """`45`, or `45 to 50`, of one day of a series."""
    return words.least_and_most(row["city_count"], row["city_count_most"])


def per_year(counts: pd.DataFrame, until: Any) -> Said:
    """`2021 brought the most new cities: 26`, and the newest year beside the one before.

    `counts`: year, award, award_count, uncertain_count, unnamed_count; `until`: the date asked for.
    """
    parts = counts[counts["award"] == "certified"].set_index("year")[["award_count", "uncertain_count", "unnamed_count"]]
    new = parts.sum(axis=1)
    if new.empty:
        return Said("No new city among these awards", "")
    most = int(new.max())
    years = [str(year) for year in new.index[new == most]]
    each = " each" if len(years) > 1 else ""
    title = f"{words.listed(years)} brought the most new cities: {words.number(most)}{each}"
    if len(new) == 1:
        title = f"{words.of(most, 'new city', 'new cities')}, in {years[0]}"
    elif len(years) > 3:
        title = f"New cities in {words.number(len(new))} years, at most {words.number(most)} in one"
    now, before = (parts.loc[year] if year in parts.index else None for year in (until.year, until.year - 1))
    sentence = f"In {until.year}, by {until:%B}: {_new(now)}."
    if now is not None or before is not None:
        sentence += f" In {until.year - 1}: {_new(before)}."
    return Said(title, f"{sentence} Only new cities raise the total, and it has never fallen.")


def _new(parts: Any) -> str:
    """`13 new, 3 of them named here and 10 not`; `parts`: the counts of one year."""
    if parts is None:
        return "none new"
    named, unnamed = int(parts["award_count"] + parts["uncertain_count"]), int(parts["unnamed_count"])
    if not unnamed:
        return f"{words.number(named)} new"
    return f"{words.number(named + unnamed)} new, {words.number(named)} of them named here and {words.number(unnamed)} not"


def by_level(
    now: Mapping[str, int], before: Mapping[str, int], changed: Any, order: Sequence[str], vocabulary: Vocabulary
) -> Said:
    """`7 Platinum, 37 Gold, 50 Silver and 9 with no level stated`, and how it was when the standard changed.

    `now`, `before`: cities by level, on the newest day and on the last one before the day `changed`; `order`: highest first.
    """
    present, then = (_levels(counts, order, vocabulary) for counts in (now, before))
    if not present:
        return Said("No city certain by this date", "")
    sentence = f"When the standard changed in {words.month(changed)}: {words.listed(then)}." if then else ""
    return Said(words.listed(present), sentence)


def _levels(counts: Mapping[str, int], order: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    return [words.at_level(level, counts[level], vocabulary) for level in order if counts.get(level, 0)]


def climbs(cities: pd.DataFrame, order: Sequence[str]) -> Said:
    """`30 of the 80 cities that began at Silver rose`, how long it took, and the same of those that began higher.

    `cities`: first_level, risen_to (blank = not risen), years_least, years_most; `order`: levels, lowest first.
    """
    rose = risen(cities)
    said = [began(level, rose[level]) for level in order if level in rose]
    if not said:
        return Said("No city that matches began at a level from which it could rise", "")
    return Said(said[0], " ".join([how_long(cities), *(f"{one}." for one in said[1:])]).strip())


def risen(cities: pd.DataFrame) -> dict[str, list[bool]]:
    """Whether each city rose, by the level at which it began; `cities`: first_level, risen_to (blank = not risen)."""
    rose: dict[str, list[bool]] = {}
    for level, has_risen in zip(cities["first_level"], cities["risen_to"].notna(), strict=True):
        rose.setdefault(level, []).append(bool(has_risen))
    return rose


def began(level: str, has_risen: Sequence[bool]) -> str:
    """`30 of the 80 cities that began at Silver rose`."""
    every, rose = len(has_risen), sum(has_risen)
    if every == 1:
        return f"The one city that began at {level} {'rose' if rose else 'has not risen'}"
    if not rose:
        return f"None of the {words.number(every)} cities that began at {level} has risen"
    if rose == every:
        return f"{'Both' if every == 2 else f'All {words.number(every)}'} cities that began at {level} rose"
    return f"{words.number(rose)} of the {words.number(every)} cities that began at {level} rose"


def how_long(cities: pd.DataFrame) -> str:
    """`The median of the 22 rises with both dates known to the day is 1.8 years (0.7 to 6.0).` Empty where none is dated."""
    years = cities.loc[cities["risen_to"].notna() & (cities["years_least"] == cities["years_most"]), "years_most"]
    if years.empty:
        return ""
    if len(years) == 1:
        return f"The one rise with both dates known to the day took {years.iloc[0]:.1f} years."
    return (
        f"The median of the {words.number(len(years))} rises with both dates known to the day is {years.median():.1f} years "
        f"({years.min():.1f} to {years.max():.1f})."
    )


def by_place(now: pd.DataFrame, kind: str) -> Said:
    """`United States: 72 of the 103 cities`; `now`: place, city_count, city_count_most; `kind`: `country` or `state`."""
    now = now[now["city_count_most"] > 0].sort_values(["city_count", "place"], ascending=[False, True])
    if now.empty:
        return Said("No city by this date", "")
    whole = words.least_and_most(now["city_count"].sum(), now["city_count_most"].sum())
    if len(now) == 1:
        return Said(f"{now['place'].iloc[0]}: {'the one city' if whole == '1' else f'all {whole} cities'}", "")
    leading = [f"{row['place']} {counted(row)}" for row in now.head(6).to_dict("records")]
    others = len(now) - len(leading)
    many = {"country": "countries", "state": "states"}[kind]
    rest = f", and {words.of(others, f'more {kind}', f'more {many}')}" if others else ""
    sentence = f"{', '.join(leading)}{rest}."
    most = now[now["city_count"] == now["city_count"].max()]["place"].tolist()
    if len(most) > 2:
        title = f"{words.number(len(most))} {many} lead with {words.of(now['city_count'].max(), 'city', 'cities')} each"
        return Said(title, sentence)
    return Said(
        f"{words.listed(most)}: {counted(now.iloc[0])} of the {whole} cities{' each' if len(most) == 2 else ''}", sentence
    )
