"""An address means the same on every page and in the API, and what means nothing is named, never silently dropped."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.filters import AWARDS, LEVELS, NAMES, SIZES, STANDARDS, Filters, Vocabulary, parse
from server.page_requests import public_query

WORDS = Vocabulary(
    states={"TX": "Texas", "OH": "Ohio", "São Paulo": "São Paulo"},
    countries={"US": "United States", "BR": "Brazil"},
    years=(2018, 2021, 2024, 2026),
    newest=date(2026, 1, 14),
    cities=frozenset({"austin-tx", "bogota-co"}),
)
some = {
    "level": st.sets(st.sampled_from(LEVELS)),
    "year": st.sets(st.sampled_from(WORDS.years)),
    "state": st.sets(st.sampled_from(sorted(WORDS.states.values()))),
    "country": st.sets(st.sampled_from(sorted(WORDS.countries.values()))),
    "size": st.sets(st.sampled_from(SIZES)),
    "standard": st.sets(st.sampled_from(STANDARDS)),
    "award": st.sets(st.sampled_from(sorted(AWARDS))),
    "city": st.sets(st.sampled_from(sorted(WORDS.cities))),
}
filters = st.builds(
    Filters,
    as_of=st.none() | st.dates(date(2017, 4, 1), date(2026, 1, 14)),
    since=st.none() | st.sampled_from(WORDS.years),
    **{name: values.map(tuple) for name, values in some.items()},
)


@given(filters)
def test_every_filter_is_an_address_and_comes_back_from_it(chosen: Filters) -> None:
    assert parse(parse_qsl(urlencode(chosen.pairs())), WORDS) == (chosen, [])


@pytest.mark.parametrize(
    ("asked", "means"),
    [
        (("state", "TX"), Filters(state=("Texas",))),
        (("state", "texas"), Filters(state=("Texas",))),
        (("country", "BR"), Filters(country=("Brazil",))),
        (("level", "gold"), Filters(level=("Gold",))),
        (("level", "not_stated"), Filters(level=("Not stated",))),
        (("award", "leveled_up"), Filters(award=("Leveled up",))),
        (("size", "30,000-100,000"), Filters(size=("30,000–100,000",))),
        (("as_of", "2021-12-15"), Filters(as_of=date(2021, 12, 15))),
        (("since", ""), Filters()),
    ],
)
def test_codes_case_and_hyphens_are_aliases_of_the_public_words(asked: tuple[str, str], means: Filters) -> None:
    assert parse([asked], WORDS) == (means, [])


@pytest.mark.parametrize("value", ["Bronze", "'; drop table awards; --", "<script>", "0", "x" * 5000, "Ｇold", "\x00"])
@pytest.mark.parametrize("name", NAMES)
def test_a_value_that_means_nothing_is_left_out_and_named(name: str, value: str) -> None:
    found, problems = parse([(name, value)], WORDS)
    assert found == Filters()
    assert [(p.parameter, p.value) for p in problems] == [(name, value[:200])]
    assert name in problems[0].message


def test_a_date_outside_the_program_is_refused() -> None:
    for value in ("2016-12-31", "2999-01-01", "15.12.2021", "2021-02-30"):
        assert parse([("as_of", value)], WORDS)[1][0].parameter == "as_of"


def test_an_unknown_parameter_is_named_with_those_that_exist() -> None:
    _, problems = parse([("colour", "red")], WORDS)
    assert "as_of, level, year" in problems[0].message


def test_two_dates_at_once_are_refused() -> None:
    found, problems = parse([("since", "2018"), ("since", "2021")], WORDS)
    assert found.since == 2018
    assert problems[0].message == "since can be given once only"


def test_an_alias_in_a_page_address_becomes_the_public_word(portal: object) -> None:
    assert public_query("state=TX&level=gold") == "state=Texas&level=Gold"
    assert public_query("state=Texas&level=Gold") is None
    assert public_query("level=Bronze&region=west") is None
