"""What a page says first: its title, its number and its sentence, the same on the page, before its scripts, and in previews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from queries import words
from queries.filters import Filters
from queries.vocabulary import Vocabulary

PRACTICES = (
    "The program assesses eight practices of using data well. Nobody publishes how a city scores in each, so this page compares "
    "what is publicly documented, every item with its source. What is not documented is not weak: it is only not found."
)


def total_title(head: Mapping[Any, Any], count: Mapping[Any, Any]) -> str:
    """`117 cities in at least nine countries have been certified for how well they use data`."""
    total = total_of(head)
    if not total:
        return "No city had been certified by this date"
    countries = words.in_words(count["country_count"])
    where = (
        f" in at least {countries} {'country' if count['country_count'] == 1 else 'countries'}" if count["country_count"] else ""
    )
    verb = "has been" if total == 1 else "have been"
    return f"{words.of(total, 'city', 'cities')}{where} {verb} certified for how well they use data"


def total_of(head: Mapping[Any, Any]) -> int:
    """The announced total; before the first announcement what is named here."""
    return int(head["counted_least"] if pd.isna(head["announced_total"]) else head["announced_total"])


def is_ahead(head: Mapping[Any, Any]) -> bool:
    """Whether the total is announced, and the named are certain and fewer than it: the plain case."""
    return bool(
        pd.notna(head["announced_total"])
        and head["counted_least"] == head["counted_most"] < head["announced_total"]
        and not head["counted_since"]
    )


def out_of(head: Mapping[Any, Any]) -> str:
    """`Of 103 named here (117 announced).`"""
    named = words.least_and_most(head["counted_least"], head["counted_most"])
    announced = "" if pd.isna(head["announced_total"]) else f" ({words.number(head['announced_total'])} announced)"
    return f"Of {named} named here{announced}."


def since_the_launch(head: Mapping[Any, Any], start: date) -> str:
    """`From none at the launch in April 2017: 117 cities announced by January 2026 (…). 103 of them are named here; …`"""
    return f"From none at the launch in {words.month(start)}: {words.announced(head)} {words.named(head)}"


def awards_title(count: Mapping[Any, Any]) -> str:
    """`3 awards, to 3 cities`. `count`: award_count, city_count."""
    if not count["award_count"]:
        return "No award matches"
    return f"{words.of(count['award_count'], 'award')}, to {words.of(count['city_count'], 'city', 'cities')}"


def agreement(rows: pd.DataFrame) -> str:
    """How many announcements agree with the record, and what the newest gap is, in one sentence. `rows`: announcements."""
    agree, last = rows[rows["gap"] == 0], rows.iloc[-1]
    months = f" ({words.listed(words.month(day) for day in agree['announced_on'])})" if len(agree) else ""
    sentence = (
        f"At {words.number(len(agree))} of {words.of(len(rows), 'announcement')} the announced total lies within what is named "
        f"here{months}"
    )
    if last["gap"] <= 0:
        return f"{sentence}."
    missing = words.of(last["gap"], "city is", "cities are")
    return f"{sentence}; by {words.month(last['announced_on'])} {missing} not named. {gaps_explained(rows)}"


def explained(rows: pd.DataFrame) -> pd.Series:
    """Which announced totals differ from what is named by no more than the list of what is wanted holds."""
    return rows["gap"].between(0, rows["wanted_cities"])


def gaps_explained(rows: pd.DataFrame) -> str:
    """`Every gap is explained.`, or how many are not; empty where there is no gap. `rows`: announcements."""
    gaps = rows[rows["gap"] != 0]
    if gaps.empty:
        return ""
    known = explained(gaps)
    if known.all():
        return "The one gap is explained." if len(gaps) == 1 else "Every gap is explained."
    months = words.listed(words.month(day) for day in gaps.loc[~known, "announced_on"])
    return f"Not explained: the {'gap' if (~known).sum() == 1 else 'gaps'} of {months}."


def in_short(filters: Filters, count: Mapping[Any, Any], vocabulary: Vocabulary) -> str:
    """A count for a tab or a preview: `37 Gold cities`, `7 certified cities in Texas`, `103 certified cities named here`.

    `count`: city_count and city_count_most.
    """
    many = words.least_and_most(count["city_count"], count["city_count_most"]) if count["city_count_most"] else "No"
    noun = "city" if count["city_count_most"] == 1 else "cities"
    if not filters.without("as_of").is_filtered:
        return f"{many} certified {noun} named here"
    stated = filters.level if vocabulary.unstated not in filters.level else ()
    rest = words.cities_asked(filters.without("level") if stated else filters, vocabulary)
    # A place follows its noun without a comma, as in the title of the page.
    rest = rest.removeprefix("cities certified at least once").removeprefix(", ")
    kind = words.listed(stated, "or") if stated else "certified"
    if not rest:
        return f"{many} {kind} {noun}"
    return f"{many} {kind} {noun}{' ' if rest.startswith(('in ', 'of ')) else ', '}{rest}"


def city_in_short(place: str, city: Mapping[Any, Any], awards: Iterable[Mapping[Any, Any]]) -> str:
    """`Baltimore, MD: Silver since 2021`. `awards`: level, year and award of each, in any order."""
    if pd.isna(city["standing"]):
        return f"{place}: no award by this date"
    if city["standing"] == "honor_roll":
        return f"{place}: Honor Roll, not yet certified"
    if city["standing"] == "possible":
        return f"{place}: possibly certified by this date"
    since = level_since(city["level"], awards)
    if pd.isna(city["level_year"]) or since is None:
        return f"{place}: certified, level not stated"
    return f"{place}: {city['level']} since {since}"


def level_since(level: str, awards: Iterable[Mapping[Any, Any]]) -> int | None:
    """The year from which every later award that states a level states this one; None where none does."""
    since = None
    for award in sorted(awards, key=lambda award: (award["announced_on"], award["year"])):
        if award["award"] == "honor_roll" or not isinstance(award["level"], str):
            continue
        since = (since or int(award["year"])) if award["level"] == level else None
    return since
