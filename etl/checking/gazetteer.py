"""Which city a written name stands for: a known place, a new one, or a question to the person who wrote it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

import pandas as pd
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from etl.reading.place_spelling import city_id, plain
from etl.reading.reference import Reference
from etl.schema import ELIGIBLE_POPULATION, TABLES

CLOSE_NAME = 82
MOST_SLIPS = 2  # letters that a slip of the keyboard changes; one in a short name
SHORT_NAME = 6
PLACE_COLUMNS = ["city_id", *TABLES["cities"].in_file]
MEND_SMALL = f"give its lat and lon, or its population where that is below {ELIGIBLE_POPULATION:,}"
MEND_QUESTION = f"If so, write that; if it is a place of its own, {MEND_SMALL}"
# What the Census adds to a name, always in small letters: “Toledo city” is Toledo, while Kansas City is a name.
_KIND_OF_PLACE = re.compile(r" (city|town|village|borough|municipality|CDP)( \(balance\))?$")


class Written(NamedTuple):
    """A city as record files write it, with what all rows that write it so say of the place."""

    city: str
    state: str
    country: str
    lat: float | None = None
    lon: float | None = None
    has_point: bool = False
    population: int | None = None

    @property
    def area(self) -> tuple[str, str]:
        """Where a name stands for one place: a state of the US, or a whole country elsewhere."""
        return (self.country, self.state if self.country == "US" else "")

    @property
    def is_small(self) -> bool:
        """Too small for the list of places of 30,000+, by its own population."""
        return self.population is not None and self.population < ELIGIBLE_POPULATION


# The rules that a question is about.
QUESTIONS = ("close_name", "placeable_city")


class Question(NamedTuple):
    """Why a name is not placed, what to do about it, and the city that may be meant."""

    rule: str
    message: str
    mend: str
    meant: str | None = None


class Place(NamedTuple):
    city_id: str
    city: str
    state: str
    region: str
    population: int | None = None

    def is_as_large_as(self, population: int | None) -> bool:
        """Whether a population stated may be that of this place; where one is not known, it may."""
        return not population or not self.population or 1 / 2 < population / self.population < 2


def known_places(reference: Reference) -> pd.DataFrame:
    """Cities that have an award and US places of 30,000+, one row per city_id; the spelling of the former stands."""
    eligible = reference["eligible_places"].assign(country="US").reindex(columns=PLACE_COLUMNS)
    both = pd.concat([reference["cities"][PLACE_COLUMNS], eligible], ignore_index=True)
    return both.drop_duplicates("city_id", ignore_index=True)


class Gazetteer:
    """Answers a written name with the id of a city or a question. `new`: places it had to add; `guesses`: in words."""

    def __init__(self, known: pd.DataFrame, aliases: pd.DataFrame):
        self.known = known
        self.new: dict[str, Written] = {}
        self.guesses: list[str] = []
        self._taken = set(known["city_id"])
        self._known: dict[tuple[str, str], dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
        self._added: dict[tuple[str, str], dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
        named = known[["city_id", "city", "state", "country", "population"]].astype(object)
        for known_id, city, state, country, people in named.itertuples(index=False):
            place = Place(known_id, city, state, plain(state), None if pd.isna(people) else int(people))
            self._known[Written(city, state, country).area][plain(city)].append(place)
        self._aliases = {
            (Written(city, state, country).area, plain(alias)): plain(city)
            for alias, city, state, country in aliases[["alias", "city", "state", "country"]].itertuples(index=False)
        }

    def answer(self, written: Written) -> str | Question:
        name = plain(written.city)
        if not name:
            return Question("placeable_city", "“{value}” holds no Latin letter", "Write the name of the city in Latin letters")
        for variant in dict.fromkeys([name, *self._variants(written)]):
            namesakes = [*self._known[written.area].get(variant, []), *self._added[written.area].get(variant, [])]
            found = self._namesake(written, namesakes)
            if found:
                if variant != name and isinstance(found, str):
                    city = namesakes[0]
                    self.guesses.append(f"{found}: “{written.city}” taken as {city.city}, {city.state}")
                return found
        return self._close(written, name) or self._unknown(written, name)

    def _variants(self, written: Written) -> list[str]:
        """Other spellings of the same name: by the list of aliases, without what the Census adds, without the state behind it."""
        head, _, tail = written.city.rpartition(",")
        own_state = {plain(written.state), plain(written.state).replace(" ", "")}
        bare = head if head and plain(tail).replace(" ", "") in own_state else _KIND_OF_PLACE.sub("", written.city)
        names = [plain(written.city), plain(bare)]
        return [self._aliases.get((written.area, name), name) for name in names if name]

    def _namesake(self, written: Written, namesakes: list[Place]) -> str | Question | None:
        """Abroad the region decides between namesakes; a single one is taken whatever its region is called."""
        same_region = [p for p in namesakes if written.country == "US" or p.region == plain(written.state)]
        if same_region or not namesakes or written.has_point:
            return same_region[0].city_id if same_region else None
        if len(namesakes) > 1:
            regions = " or ".join(p.state for p in namesakes)
            return Question("close_name", f"“{{value}}” may be the one in {regions}", f"Write {regions} as its state")
        place = namesakes[0]
        self.guesses.append(f"{place.city_id}: “{written.city}, {written.state}” taken as {place.city}, {place.state}")
        return place.city_id

    def _close(self, written: Written, name: str) -> Question | None:
        """Asks about a name that is a slip of the keyboard away from one on record; a point given has answered already.

        Abroad, where any unknown name would be a new city, also about one that is a part of a name. A place whose own population
        is another's is another place.
        """
        names = self._known[written.area]
        if written.has_point:
            return None
        close = process.extractOne(name, list(names), scorer=fuzz.ratio, score_cutoff=CLOSE_NAME)
        found = close if close and OSA.distance(name, close[0]) <= (1 if len(name) < SHORT_NAME else MOST_SLIPS) else None
        if not found and written.country != "US":
            found = close or process.extractOne(name, list(names), scorer=fuzz.token_set_ratio, score_cutoff=100)
        place = names[found[0]][0] if found else None
        if place is None or not place.is_as_large_as(written.population):
            return None
        mend = f"Did you mean {place.city}? {MEND_QUESTION}"
        return Question("close_name", f"“{{value}}” is not on record, but {place.city} is", mend, place.city_id)

    def _unknown(self, written: Written, name: str) -> str | Question:
        """Abroad every unknown name is a new city; in the US only one that gives its point or is too small for the list."""
        if written.country == "US" and not (written.has_point or written.is_small):
            elsewhere = sorted(state for (_, state), names in self._known.items() if state and name in names)
            words = f"“{{value}}” is not among the places of 30,000+ in {written.state}"
            words += f"; there is one in {', '.join(elsewhere)}" if elsewhere else ""
            mend = f"Correct the spelling or the state; for a place of its own {MEND_SMALL}"
            return Question("placeable_city", words, mend)
        new_id = self._new_id(written)
        self.new[new_id] = written
        self._added[written.area][name].append(Place(new_id, written.city, written.state, plain(written.state)))
        return new_id

    def _new_id(self, written: Written) -> str:
        found = city_id(written.city, written.state, written.country, self._taken)
        while found in self._taken:
            found += "-2"
        self._taken.add(found)
        return found

    def places(self) -> pd.DataFrame:
        """Known and new places, one row per city_id; the population of a new one is still blank."""
        rows = [{"city_id": i, **w._asdict(), "population": None} for i, w in self.new.items()]
        new = pd.DataFrame(rows, columns=PLACE_COLUMNS).astype(self.known.dtypes)
        return pd.concat([self.known, new], ignore_index=True)
