"""Which city a written name stands for: a known place, a new one, or a question to the person who wrote it."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import pandas as pd
from rapidfuzz import fuzz, process

from etl.reading.place_spelling import city_id, plain
from etl.reading.reference import Reference
from etl.schema import ELIGIBLE_POPULATION, TABLES

CLOSE_NAME = 82
PLACE_COLUMNS = ["city_id", *TABLES["cities"].in_file]
MEND_QUESTION = "Write it so; if it is another city, give its lat and lon"


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


def known_places(reference: Reference) -> pd.DataFrame:
    """Cities that have an award and US places of 30,000+, one row per city_id; the spelling of the former stands."""
    eligible = reference["eligible_places"].assign(country="US").reindex(columns=PLACE_COLUMNS)
    both = pd.concat([reference["cities"][PLACE_COLUMNS], eligible], ignore_index=True)
    return both.drop_duplicates("city_id", ignore_index=True)


class Gazetteer:
    """Answers a written name with the id of a city or a question. `new`: places it had to add; `guesses`: in words."""

    def __init__(self, known: pd.DataFrame):
        self.known = known
        self.new: dict[str, Written] = {}
        self.guesses: list[str] = []
        self._taken = set(known["city_id"])
        self._known: dict[tuple[str, str], dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
        self._added: dict[tuple[str, str], dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
        for known_id, city, state, country in known[["city_id", "city", "state", "country"]].itertuples(index=False):
            self._known[Written(city, state, country).area][plain(city)].append(Place(known_id, city, state, plain(state)))

    def answer(self, written: Written) -> str | Question:
        name = plain(written.city)
        if not name:
            return Question("placeable_city", "“{value}” holds no Latin letter", "Write the name of the city in Latin letters")
        namesakes = [*self._known[written.area].get(name, []), *self._added[written.area].get(name, [])]
        return self._namesake(written, namesakes) or self._close(written, name) or self._unknown(written, name)

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
        """Asks about a name that is one letter or one word off; a row that gives a point has answered already."""
        names = self._known[written.area]
        found = process.extractOne(name, list(names), scorer=fuzz.ratio, score_cutoff=CLOSE_NAME)
        found = found or process.extractOne(name, list(names), scorer=fuzz.token_set_ratio, score_cutoff=100)
        if not found or written.has_point:
            return None
        place = names[found[0]][0]
        mend = f"Did you mean {place.city}? {MEND_QUESTION}"
        return Question("close_name", f"“{{value}}” is not on record, but {place.city} is", mend, place.city_id)

    def _unknown(self, written: Written, name: str) -> str | Question:
        """Abroad every unknown name is a new city; in the US only one that gives its point or is too small for the list."""
        if written.country == "US" and not (written.has_point or written.is_small):
            elsewhere = sorted(state for (_, state), names in self._known.items() if state and name in names)
            words = f"“{{value}}” is not among the places of 30,000+ in {written.state}"
            words += f"; there is one in {', '.join(elsewhere)}" if elsewhere else ""
            return Question("placeable_city", words, "Correct the spelling or the state, or give lat and lon")
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
