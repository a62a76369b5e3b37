"""Numbers, dates and filters as a reader says them: one wording for pages, API, files and citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from queries.filters import AWARDS, CITIES, FILTERS, Filter, Filters
from queries.vocabulary import Vocabulary

KILOMETERS_PER_MILE = 1.609344
PAGE_KINDS = {
    "programme_story": "program story", "city_page": "city page", "press_story": "press story", "award": "award notice",
    "research": "research", "third_party": "page of a third party", "vendor": "page of a vendor",
    "leading_example": "leading example",
}  # fmt: skip


def day(when: date) -> str:
    """`January 14, 2026`."""
    return f"{when:%B} {when.day}, {when.year}"


def month(when: date) -> str:
    """`January 2026`."""
    return f"{when:%B %Y}"


def number(value: float) -> str:
    """Whole number with thousands separated: `1,673,164`; a blank is `unknown`."""
    return "unknown" if pd.isna(value) else f"{int(value):,}"


def of(count: int, one: str, many: str | None = None) -> str:
    """`1 city`, `2 cities`."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """`Texas`, `Texas and Ohio`, `Texas, Ohio and Iowa`."""
    parts = list(words)
    return f" {last} ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def distance(kilometers: float) -> str:
    """As the crow flies: `12 miles (19 km)`."""
    return f"{of(round(kilometers / KILOMETERS_PER_MILE), 'mile')} ({number(kilometers)} km)"


def place(city: Mapping[Any, Any]) -> str:
    """`Tempe, AZ` in the US, `Bogotá, Colombia` elsewhere."""
    return f"{city['city']}, {city['state'] if city['country'] == 'US' else city['country_name']}"


def least_and_most(least: int, most: int) -> str:
    """`45`, or `45 to 50` where the dates of some awards are known only within an interval."""
    return number(least) if least == most else f"{number(least)} to {number(most)}"


def cities_asked(filters: Filters, words: Vocabulary) -> str:
    """What a city view counts: `cities certified at least once, in Texas, latest level Gold, first certified since 2021`."""
    return ", ".join(["cities certified at least once", *_asked(filters, words, CITIES)])


def awards_asked(filters: Filters, words: Vocabulary) -> str:
    """What an award list holds: `awards, in Texas, at Gold, announced since 2021`."""
    return ", ".join(["awards", *_asked(filters, words, AWARDS)])


def _asked(filters: Filters, words: Vocabulary, of_what: str) -> list[str]:
    """What each filter asks of the list, in the order of a sentence; the places are one part."""
    asking = [one for one in FILTERS if one.said and of_what in one.on and getattr(filters, one.name)]
    places = [_phrase(one, filters, words, of_what) for one in asking if one.is_place]
    others = sorted((one for one in asking if not one.is_place), key=lambda one: one.said)
    return [*([" ".join(places)] if places else []), *(_phrase(one, filters, words, of_what) for one in others)]


def _phrase(one: Filter, filters: Filters, words: Vocabulary, of_what: str) -> str:
    value = getattr(filters, one.name)
    choices = value if isinstance(value, tuple) else (value,)
    said = words.options.get(one.name, {})
    phrases = [said.get(str(choice), str(choice)) for choice in choices]
    return (one.of_cities if of_what == CITIES else one.of_awards).format(listed(phrases, one.joined_by))


def contradiction(filters: Filters) -> str:
    """What in a filter can never be at once, and the mend; empty where it can."""
    until = filters.as_of.year if filters.as_of else None
    years, since = [str(year) for year in filters.year], filters.since
    pairs = (
        (bool(since and years and max(filters.year) < since), listed(years, "or"), f"since {since}"),
        (bool(until and years and min(filters.year) > until), listed(years, "or"), f"as of {until}"),
        (bool(until and since and since > until), f"since {since}", f"as of {until}"),
    )
    found = [f"“{one}” and “{other}”" for holds, one, other in pairs if holds]
    return f"Nothing can be both: {listed(found)}. Take one of them off." if found else ""


def finding(filters: Filters, count: Mapping[Any, Any], words: Vocabulary) -> str:
    """A filtered count as a sentence: `37 cities hold Gold as their latest level we found`, `7 cities in Texas have been …`.

    `count`: city_count and city_count_most, which differ where the dates of some first certifications are intervals.
    """
    many = count["city_count_most"] != 1
    number_said = least_and_most(count["city_count"], count["city_count_most"]) if count["city_count_most"] else "No"
    asking = [one for one in FILTERS if one.said and CITIES in one.on and getattr(filters, one.name)]
    places = [_phrase(one, filters, words, CITIES) for one in asking if one.is_place]
    others = [one for one in asking if not one.is_place]
    verb = f"{'have' if many else 'has'} been certified"
    if filters.level:
        level = listed((words.options["level"].get(name, name) for name in filters.level), "or")
        verb = f"{'hold' if many else 'holds'} {level} as {'their' if many else 'its'} latest level we found"
        others = [one for one in others if one.name != "level"]
    rest = [_phrase(one, filters, words, CITIES) for one in sorted(others, key=lambda one: one.said)]
    return ", ".join([" ".join([number_said, "cities" if many else "city", *places, verb]), *rest])


def in_words(number_said: int) -> str:
    """A small number as a word: `nine`; a larger one in digits."""
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return small[number_said] if 0 <= number_said < len(small) else number(number_said)


def announced(headline: Mapping[Any, Any]) -> str:
    """The headline as a sentence: what the program announced by then, and on which basis."""
    if pd.isna(headline["announced_total"]):
        return "The record holds no announcement of the program by this date."
    total, stated = headline["announced_total"], headline["last_stated_total"]
    sentence = f"{of(total, 'city', 'cities')} announced by {month(headline['announced_on'])}"
    if headline["announced_total_basis"] == "our sum":
        sentence += (
            f" ({number(stated)} stated by {month(headline['last_stated_on'])}, then {number(total - stated)} new: our sum)"
        )
    return sentence + "."


def named(headline: Mapping[Any, Any]) -> str:
    """The named count that stands under the headline: `103 of them are named here; 14 are missing.`"""
    least, most = headline["counted_least"], headline["counted_most"]
    if pd.isna(headline["announced_total"]):
        return f"{of(least, 'city is', 'cities are')} named here."
    possible, missing = most - least, headline["missing_count"]
    if possible:
        sentence = f"{number(least)} named here with a date by then, {number(possible)} more possible"
    else:
        sentence = f"{'All' if least >= headline['announced_total'] else number(least)} of them are named here"
    if headline["counted_since"]:
        sentence += f", {number(headline['counted_since'])} of these first certified since that announcement"
    return sentence + (f"; {number(missing)} {'is' if missing == 1 else 'are'} missing." if missing else ".")


def at_level(level: str, count: int, words: Vocabulary) -> str:
    """`35 Gold`, `8 with no level stated`."""
    return so_many_at(level, number(count), words)


def so_many_at(level: str, said: str, words: Vocabulary) -> str:
    """The same for a number in words, as `3 to 8 Gold`."""
    return f"{said} {'with no level stated' if level == words.unstated else level}"


def filtered_count(filters: Filters, count: Mapping[Any, Any], missing: int, words: Vocabulary) -> str:
    """The finding, and the one line on what the record lacks: `7 cities in Texas have been certified. Counted are …`."""
    return f"{finding(filters, count, words)}. {left_out(missing)}".strip()


def left_out(missing: int) -> str:
    """What a count cannot hold: `Counted are the cities named here; 14 announced ones are not.` Empty where none is missing."""
    said = f"Counted are the cities named here; {number(missing)} announced {'one is' if missing == 1 else 'ones are'} not."
    return said if missing else ""


def page_kind(code: str) -> str:
    """What sort of page an item of evidence is: `city page`."""
    return PAGE_KINDS.get(code, code.replace("_", " "))
