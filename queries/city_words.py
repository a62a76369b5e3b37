"""What is on record for one city, as sentences: the same on its page, in its printed form and in a comparison."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from queries.vocabulary import Vocabulary
from queries.words import month, number


def standing(city: Mapping) -> str:
    """The answer in one or two sentences: latest level with its year, and the first certification."""
    if pd.isna(city["standing"]):
        return "No award is on record by this date."
    if city["standing"] == "honor_roll":
        return f"Honor Roll (recognized, not yet certified), by {month(city['honor_roll_on'])}."
    if city["standing"] == "possible":
        return f"Possibly certified by this date: first certified {city['first_certified_words']}, exact date not known."
    first = f"First certified {city['first_certified_words']}."
    if pd.isna(city["level_year"]):
        return f"Certified, at a level that no source we found states. {first}"
    return f"{city['level']}, the latest level we found ({int(city['level_year'])}). {first}"


def among(city: Mapping, count: int, words: Vocabulary) -> str:
    """`one of 37 Gold cities named here`; empty where the city is not certain to be certified by then."""
    if city["standing"] != "certified":
        return ""
    kind = f"{city['level']} " if city["level"] != words.unstated else ""
    rest = "" if kind else " whose level no source we found states"
    return f"the only {kind}city named here{rest}" if count == 1 else f"one of {number(count)} {kind}cities named here{rest}"


def alike(peer: Mapping) -> str:
    """Why a city is among the peers of another: `same country and level, 1.3 times as many people`."""
    shared = [word for flag, word in (("has_same_country", "country"), ("has_same_level", "level")) if peer[flag]]
    times = f"{peer['times_as_many']:.1f}"
    size = "as many people" if times == "1.0" else f"{times} times as many people"
    return f"same {' and '.join(shared)}, {size}"


def facts(city: Mapping, words: Vocabulary) -> list[str]:
    """Standard of the latest award, population with its year, state or region and country."""
    present = f"the {words.options['standard']['Present']}"
    standard = present if city["standard"] == "Present" else "an earlier standard"
    found = [f"latest award under {standard}"] if city["standing"] == "certified" else []
    return [*found, population(city), ", ".join(dict.fromkeys([city["state_name"], city["country_name"]]))]


def population(city: Mapping) -> str:
    """`577,193 people (2024)`."""
    if pd.isna(city["population"]):
        return "population unknown"
    year = f"{city['population_year']:.0f}" if pd.notna(city["population_year"]) else "year not given"
    return f"{number(city['population'])} people ({year})"


def award(row: Mapping, words: Vocabulary) -> str:
    """`Leveled up, Gold (2022 edition)`; an Honor Roll entry has no level."""
    level = row["level"] if isinstance(row["level"], str) else "level not stated"
    return f"{words.award_words[row['award']]}{'' if row['award'] == 'honor_roll' else ', ' + level} ({row['edition']} edition)"


def history(awards: pd.DataFrame, words: Vocabulary) -> str:
    """`certified at Silver (2019), leveled up at Gold (2021)`, oldest first."""
    parts = []
    for row in awards.to_dict("records"):
        level = f" at {row['level']}" if isinstance(row["level"], str) else ""
        parts.append(f"{words.award_words[row['award']].lower()}{level} ({row['year']})")
    return ", ".join(parts)
