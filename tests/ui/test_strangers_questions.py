"""What a stranger asks of practices and tracking stands in the text of the page, and its sentences are right for any filter."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from queries.filters import Filters
from queries.snapshot import Snapshot, current
from tests.kit import record
from tests.kit.opened import opened, text
from tests.kit.pictures import plain
from tests.kit.tiers import is_proof
from ui.practices import practice_counts
from ui.tracking import announced_and_named

# What no sentence may say: one of many, nothing as a number, a hole where a word should stand.
WRONG = re.compile(
    r"(?<![\d,])1 (?:cities|items|countries|states|rows|names|are )|\bnan\b|None\b|<NA>|in 1 country|  |\(\)|: [.;,]|\.\.| 0 of 0"
)
MANY = 200 if is_proof() else 20
NOBODY = Filters(level=("Platinum",), state=("Wyoming",))
ONE_CITY = Filters(state=("Maryland",))


@pytest.fixture
def snapshot(portal: object) -> Snapshot:
    return current()


def any_filters(snapshot: Snapshot) -> list[Filters]:
    """Filters by chance, the same in every run: none, one or two of its parts and a date."""
    chance, options = random.Random(20260114), snapshot.words.options
    found = [Filters(), NOBODY, ONE_CITY, Filters(as_of=date(2017, 6, 1))]
    while len(found) < MANY:
        parts = {
            name: (chance.choice(list(options[name])),)
            for name in chance.sample(["level", "state", "country", "size"], chance.randint(0, 2))
        }
        day = date(2018, 1, 1) + timedelta(days=chance.randrange(2935))
        found.append(replace(Filters(**parts), as_of=day if chance.random() < 0.5 else None))
    return found


def test_which_practice_is_documented_for_most_cities_and_which_for_fewest(portal: object) -> None:
    said = plain(opened("practices"))
    cities = Counter(
        item["practice"]
        for item in {(*record.key(item), item["practice"]): item for item in record.rows("practice_evidence")}.values()
    )
    most, fewest = max(cities.values()), min(cities.values())
    assert f"Documented for most of the {record.named()} cities: Performance and Analytics ({most} cities)" in said
    assert f"for fewest: Leadership and Capacity and Results-Driven Contracting ({fewest} cities each)" in said
    assert "no source we found names Data-Driven Budget and Finance, which we classified" in said


def test_which_states_have_none(portal: object) -> None:
    certified = {row["state"] for row in record.rows("awards") if row["award"] == "certified" and row["country"] == "US"}
    without = {row["state"] for row in record.rows("eligible_places")} - certified
    said = text(opened("tracking", section="States"))
    assert f"No certified city on record in {len(without)} states: Alabama, Alaska," in said and "Wyoming." in said


def test_how_many_were_announced_and_not_named(portal: object) -> None:
    said = text(opened("tracking"))
    assert "103 of them are named here; 14 are missing." in said and "Not named 14" in said


@pytest.mark.slow
def test_the_sentences_on_practices_are_right_for_any_filter(snapshot: Snapshot) -> None:
    for filters in any_filters(snapshot):
        cities = set(snapshot.ask("cities", filters)["city_id"])
        pairs = snapshot.ask("evidence")[["city_id", "practice"]].drop_duplicates()
        counted = Counter(pairs.loc[pairs["city_id"].isin(cities), "practice"])
        counts = snapshot.ask(practice_counts.QUERY, filters).sort_values(["city_count", "practice"], ascending=[False, True])
        title, sentence = practice_counts.takeaway(counts), practice_counts.answer(counts)
        assert not WRONG.search(title) and not WRONG.search(sentence), (filters, title, sentence)
        if not counted:
            assert title == ("Nothing found in public" if cities else "No city matches"), filters
            continue
        most = max(counted.values())
        for practice, count in counted.items():
            assert (practice_counts.names()[practice][0] in title) == (count == most), (filters, title)
        assert title.endswith(f", {most} of {len(cities)}" if len(cities) > 1 else ", the one city"), (filters, title)


def test_the_title_of_what_is_announced_is_right_on_any_date(snapshot: Snapshot) -> None:
    for filters in any_filters(snapshot):
        rows, head = (
            announced_and_named.counts(Filters(as_of=filters.as_of)),
            snapshot.row("headline", Filters(as_of=filters.as_of)),
        )
        if rows.empty:
            assert filters.as_of and filters.as_of < date(2018, 1, 25)
            continue
        title, finding = announced_and_named.takeaway(rows), announced_and_named.in_all(rows)
        assert not WRONG.search(title) and not WRONG.search(finding), (filters, title, finding)
        missing, total = int(head["missing_count"]), int(head["announced_total"])
        start = f"{missing} of {total} announced cities" if missing else f"No name is missing: {total} announced cities"
        assert title.startswith(start), (filters, title)


@pytest.mark.parametrize(
    "asked", [{}, {"level": "Platinum", "state": "Wyoming"}, {"state": "Maryland"}, {"as_of": "2017-06-01"}], ids=str
)
@pytest.mark.parametrize("page", ["tracking", "practices"])
def test_no_sentence_of_the_page_counts_one_as_many(portal: object, page: str, asked: dict[str, str]) -> None:
    app = opened(page, **asked)
    assert not app.exception
    found = [
        match[0]
        for element in [*app.markdown, *app.caption, *app.info, *app.header]
        if (match := WRONG.search(element.value.replace("  \n", "\n")))
    ]
    assert found == []
