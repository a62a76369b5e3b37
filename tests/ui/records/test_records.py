"""The records page, the API and its files list the same awards under any filter, and say in words what they counted."""

from __future__ import annotations

import csv
import io
import json
import random
from collections import Counter
from datetime import date

import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from queries.address_parser import parse
from queries.citation import View, apa, bibtex, newsroom
from queries.filters import Filters
from queries.listing import AwardList
from queries.snapshot import Snapshot, current
from tests.kit import record
from tests.kit.api_client import client
from tests.kit.opened import opened, text
from tests.kit.record import AWARDS, LEVELS, SIZES, STANDARDS
from tests.kit.tiers import first_of

NAMED = {"us": ("us_states", "usps"), "americas": ("americas_countries", "iso_a2")}
Award = tuple[str, str, str, str, str]


def names(kind: str) -> dict[str, str]:
    """Names of states or countries by code, read from the outlines."""
    file, code = NAMED[kind]
    features = json.loads((record.DATA / "geo" / f"{file}.geojson").read_text(encoding="utf-8"))["features"]
    return {f["properties"][code]: f["properties"]["name"] for f in features}


STATES, COUNTRIES = names("us"), names("americas")
POPULATIONS = {record.key(row): row["population"] for row in record.rows("cities")}


def described(row: dict[str, str]) -> dict[str, str]:
    """An award of the file in the words of the filters."""
    return {
        "level": row["level"] or "Not stated",
        "year": row["announced_on"][:4],
        "state": STATES[row["state"]] if row["country"] == "US" else row["state"],
        "country": COUNTRIES[row["country"]],
        "size": record.band(POPULATIONS[record.key(row)]),
        "standard": "Present" if row["edition"] == "2022" else "Earlier",
        "award": next(word for word, code in AWARDS.items() if code == row["award"]),
    }


def expected(asked: list[tuple[str, str]]) -> Counter[Award]:
    """The awards of data/awards.csv that the filter lists, counted without any code of the portal."""
    wanted: dict[str, set[str]] = {}
    for name, value in asked:
        wanted.setdefault(name, set()).add(value)
    until, since = wanted.pop("as_of", {"9999"}), wanted.pop("since", {"0000"})
    return Counter(
        (row["city"], row["state"], row["country"], row["announced_on"], row["award"])
        for row in record.rows("awards")
        if row["announced_on"] <= min(until) and row["announced_on"][:4] >= min(since)
        if all(described(row)[name] in values for name, values in wanted.items())
    )


def invented(number: int) -> list[tuple[str, str]]:
    """A random filter, the same for the same number: each part in about a third of all, values of awards that there are."""
    chance = random.Random(number)
    row = described(chance.choice(record.rows("awards")))
    options = {"level": LEVELS, "size": SIZES, "standard": STANDARDS, "award": tuple(AWARDS)}
    asked = [(name, value) for name, value in row.items() if chance.random() < 0.3]
    asked += [(name, value) for name, value in ((n, chance.choice(o)) for n, o in options.items()) if chance.random() < 0.15]
    asked += [("since", str(chance.randint(2018, 2026)))] if chance.random() < 0.2 else []
    asked += [("as_of", date.fromordinal(chance.randint(736_720, 739_630)).isoformat())] if chance.random() < 0.4 else []
    return list(dict.fromkeys(asked))


def listed(rows: list[dict]) -> Counter[Award]:
    """Rows of an answer as awards."""
    return Counter((r["city"], r["state"], r["country"], r["announced_on"], r["award"]) for r in rows)


def said(app: AppTest) -> str:
    """What the page says, with what it offers for copying and without the backslashes of markdown."""
    return "\n".join([text(app), *(code.value for code in app.code)]).replace("\\", "")


@pytest.fixture
def snapshot(portal: object) -> Snapshot:
    return current()


@pytest.fixture
def api(portal: object) -> TestClient:
    return client()


@pytest.mark.slow
@pytest.mark.parametrize("part", first_of(range(20), 2))
def test_for_random_filters_page_json_csv_and_an_independent_count_agree_row_for_row(api: TestClient, part: int) -> None:
    app = opened("records")
    for number in range(part * 10, part * 10 + 10):
        asked = invented(number)
        answer = api.get("/api/v1/awards.json", params=asked)
        file = api.get("/api/v1/awards.csv", params=asked).text
        shown = on_the_page(app, asked)
        assert listed(answer.json()["rows"]) == expected(asked), asked
        assert listed(list(csv.DictReader(io.StringIO(file)))) == expected(asked), asked
        assert shown == [(row["city"], row["date_words"]) for row in answer.json()["rows"]], asked


def on_the_page(app: AppTest, asked: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """City and date of each row that the page shows under the filter; two cities of one name have their states behind it."""
    given: dict[str, list[str]] = {}
    for name, value in asked:
        given.setdefault(name, []).append(value)
    for name in ("level", "country", "state", "year", "size", "standard"):
        app.session_state[name] = given.get(name, [])
    app.session_state["since"] = given.get("since", [None])[0]
    app.session_state["as_of"] = given.get("as_of", [""])[0]
    app.query_params.pop("award", None)
    if "award" in given:
        app.query_params["award"] = given["award"]
    app.run()
    assert not app.exception
    rows = app.dataframe[0].value.to_dict("records") if app.dataframe else []
    return [(row["city"].partition(", ")[0], row["date_words"]) for row in rows]


def test_gold_in_texas_since_2021_says_how_many_awards_and_how_many_cities(portal: object) -> None:
    page = said(opened("records", level="Gold", state="Texas", since="2021"))
    assert "**Counted as awards:** 3 awards, in Texas, at level Gold, announced since 2021, to 3 cities." in page
    assert (
        "**Counted as cities:** 2 cities in Texas hold Gold as their latest level we found, first certified since 2021." in page
    )
    assert "lists 3 What Works Cities Certification awards" in page
    assert "Arlington, TX (recertified, Gold, June 21, 2023) and Austin, TX (certified, Gold, July 14, 2021)" in page
    assert "as of January 14, 2026 (CC BY 4.0)" in page
    assert "/records?level=Gold&since=2021&state=Texas&as_of=2026-01-14" in page


def test_words_kind_and_city_of_the_address_narrow_the_list(portal: object) -> None:
    assert "1 award, to Austin, TX, with “planetizen” in place, source or note, to 1 city." in said(
        opened("records", city="austin-tx", text="planetizen")
    )
    assert "12 awards, of kind Honor Roll, to " in said(opened("records", award="Honor Roll"))


def test_a_filter_that_nothing_matches_says_so_and_can_still_be_cited(portal: object) -> None:
    app = opened("records", level="Platinum", state="Wyoming")
    assert not app.exception
    assert "No award matches this filter." in said(app)
    assert "lists no What Works Cities Certification awards, in Wyoming, at level Platinum" in said(app)


def test_what_a_visitor_typed_is_shown_as_text_and_not_as_markup(portal: object) -> None:
    app = opened("records", text="**bold** [x](https://x.test)")
    assert not [element.value for element in app.markdown if "](https://x.test)" in element.value]


@pytest.mark.slow
def test_the_counts_beside_a_choice_are_what_the_choice_would_list(snapshot: Snapshot) -> None:
    asked = Filters(level=("Gold",), as_of=date(2024, 12, 31))
    facets = snapshot.ask("award_facets", asked, text="")
    for facet in facets.to_dict("records"):
        choice = next((word for word, code in AWARDS.items() if code == facet["choice"]), facet["choice"])
        filters, _ = parse([*asked.without(facet["parameter"]).pairs(), (facet["parameter"], choice)], snapshot.words)
        assert len(snapshot.ask("awards_found", filters, text="")) == facet["award_count"], facet


def test_uncertain_dates_give_a_least_and_a_most(snapshot: Snapshot) -> None:
    rows = record.rows("awards")
    for asked, first, last in ((Filters(year=(2022,)), 2022, 2022), (Filters(since=2022), 2022, 9999)):
        count = snapshot.ask("award_count", asked, text="").iloc[0]
        assert count["award_count"] == sum(first <= record.latest(row).year <= last for row in rows)
        assert count["award_count_least"] == sum(
            first <= record.earliest(row).year and record.latest(row).year <= last for row in rows
        )
        assert count["award_count_most"] == sum(
            first <= record.latest(row).year and record.earliest(row).year <= last for row in rows
        )
        listing = AwardList(asked, snapshot.newest, snapshot.words)
        sentence = listing.counted(snapshot.ask("awards_found", asked, text=""), count.to_dict())
        assert f"at least {count['award_count_least']} and at most {count['award_count_most']}" in sentence


def test_at_a_past_date_the_most_are_the_awards_possible_by_then(snapshot: Snapshot) -> None:
    on = date(2021, 12, 15)
    count = snapshot.ask("award_count", Filters(as_of=on), text="").iloc[0]
    assert count["award_count_least"] == sum(record.latest(row) <= on for row in record.rows("awards"))
    assert count["award_count_most"] == sum(record.earliest(row) <= on for row in record.rows("awards"))


def test_a_view_is_cited_the_same_way_every_time_with_date_link_and_version() -> None:
    view = View(
        "Awards with “R&D_100%”", date(2021, 12, 15), "https://x.test/records?text=R%26D", "portal-20261122T000000Z-1a2b3c4d"
    )
    for text_of in (newsroom, apa, bibtex):
        assert text_of(view) == text_of(view)
        assert view.link in text_of(view)
    assert "as of December 15, 2021" in newsroom(view)
    assert "(2021, December 15)" in apa(view)
    assert view.snapshot in apa(view)
    assert r"title = {{Awards with “R\&D\_100\%”}}" in bibtex(view)
    assert bibtex(view).startswith("@misc{certified-cities-2021-12-15-")


def test_a_phone_sees_city_level_and_date_first_and_files_keep_the_order_of_the_answer(portal: object) -> None:
    app = opened("records", level="Gold")
    order = list(app.dataframe[0].proto.column_order)
    assert order[:3] == ["city", "level", "date_words"]
    assert sorted(order) == sorted(app.dataframe[0].value.columns)
    assert list(app.dataframe[0].value.columns)[:2] == ["city", "state_name"]
