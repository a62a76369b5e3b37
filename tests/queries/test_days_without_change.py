"""Between two changes of the record one day answers for the others, and no reader sees which day was asked."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from queries import names, query
from queries.filters import Filters
from queries.snapshot import Snapshot, current
from tests.kit.tiers import first_of, long

MORE = {"map_name": "Americas", "place": "boston-ma", "text": "spring", "practice": "Evaluation"}
# Queries whose rows repeat the date are series, which the snapshot leads on to the day, but for one row and a row by city.
NO_SERIES = {"headline", "years_since_last_award"}
SERIES = [name for name in names() if query(name).names_the_date and name not in NO_SERIES]
FIRST_DAY, LAST_DAY = date(2017, 4, 1), date(2026, 11, 30)
CHANCE = random.Random(5)
DAYS = [FIRST_DAY + timedelta(days=CHANCE.randrange((LAST_DAY - FIRST_DAY).days)) for _ in range(40)]
DATED = [name for name in names() if "asked" in query(name).parameters and not query(name).names_the_date]


@pytest.fixture
def snapshot(portal: object) -> Snapshot:
    return current()


def filters(snapshot: Snapshot, day: date) -> list[Filters]:
    """All cities, the cities at one level, and each city asked for by name, on the day."""
    return [
        Filters(as_of=day),
        Filters(as_of=day, level=("Gold",)),
        Filters(as_of=day, city=tuple(snapshot.words.options["city"])),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("days", [DAYS[:1], long(DAYS[1:])], ids=["one", "all"])
@pytest.mark.parametrize("name", DATED)
def test_an_answer_that_is_kept_is_the_answer_of_the_day(snapshot: Snapshot, name: str, days: list[date]) -> None:
    more = {parameter: MORE[parameter] for parameter in query(name).parameters - {"asked"}}
    for asked in (one for day in days for one in filters(snapshot, day)[DATED.index(name) % 2 :]):
        assert snapshot.remembered(name, asked, **more).equals(snapshot.ask(name, asked, **more)), asked


@pytest.mark.parametrize("day", first_of(DAYS, 3), ids=str)
def test_a_series_is_led_on_to_the_day(snapshot: Snapshot, day: date) -> None:
    for name in SERIES:
        for asked in filters(snapshot, day)[:2]:
            found, wanted = snapshot.series(name, asked), snapshot.ask(name, asked)
            assert list(found.dtypes) == list(wanted.dtypes), (name, asked)
            pd.testing.assert_frame_equal(blank(found), blank(wanted))
    assert str(snapshot.headline(Filters(as_of=day))) == str(snapshot.ask("headline", Filters(as_of=day)).to_dict("records")[0])


@pytest.mark.parametrize("day", [*first_of(DAYS, 2), FIRST_DAY, date(2021, 12, 15)], ids=str)
def test_the_total_ends_with_the_count_of_the_day(snapshot: Snapshot, day: date) -> None:
    """So a page that shows the total need not ask for the count."""
    for asked in filters(snapshot, day):
        last = snapshot.series("certified_cities_by_announcement", asked).iloc[-1]
        counted = snapshot.row("city_count", asked)
        said = {name: last[name] for name in ("city_count", "city_count_most")}
        assert said == {name: counted[name] for name in said}, asked


def blank(frame: pd.DataFrame) -> pd.DataFrame:
    """The same with one kind of blank, whether or not anything else is in its column."""
    return frame.astype(object).where(frame.notna(), None)


def test_the_days_of_one_span_cost_one_question(snapshot: Snapshot) -> None:
    same = [Filters(as_of=date(2024, 8, day), level=("Silver",)) for day in (3, 4, 5)]
    assert len({replace(snapshot.unchanged(one), city=()) for one in same}) == 1
    before = snapshot._answers.cache_info().misses
    for one in same:
        snapshot.remembered("cities_on_record", one)
        snapshot.headline(one)
        snapshot.series("certified_cities_by_announcement", one)
    assert snapshot._answers.cache_info().misses - before <= 4
