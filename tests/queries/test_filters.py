"""An address means the same on every page and in the API, and what means nothing is named, never silently dropped."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from urllib.parse import parse_qsl, urlencode

import pytest

from queries import words
from queries.address_parser import parse
from queries.filters import FILTERS, NAMES, Filters
from queries.snapshot import current
from queries.words import awards_asked, cities_asked
from server.page_requests import public_query
from tests.kit.generated import given, st
from tests.kit.record import AWARDS, LEVELS, SIZES, STANDARDS
from tests.kit.small_vocabulary import WORDS

some = {
    "level": st.sets(st.sampled_from(LEVELS)),
    "year": st.sets(st.sampled_from(WORDS.years)),
    "state": st.sets(st.sampled_from(sorted(WORDS.options["state"]))),
    "country": st.sets(st.sampled_from(sorted(WORDS.options["country"]))),
    "region": st.sets(st.sampled_from(sorted(WORDS.options["region"]))),
    "size": st.sets(st.sampled_from(SIZES)),
    "standard": st.sets(st.sampled_from(STANDARDS)),
    "award": st.sets(st.sampled_from(sorted(AWARDS))),
    "city": st.sets(st.sampled_from(sorted(WORDS.options["city"]))),
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
        (("region", "texas"), Filters(state=("Texas",))),
        (("region", "BR"), Filters(country=("Brazil",))),
        (("region", "Americas"), Filters()),
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
    assert public_query("state=TX&level=gold", current().words) == "state=Texas&level=Gold"
    assert public_query("state=Texas&level=Gold", current().words) is None
    assert public_query("level=Bronze&view=Tiles", current().words) is None
    assert public_query("region=Texas&view=Tiles", current().words) == "state=Texas&view=Tiles"
    assert public_query("region=united+states", current().words) == "country=United+States"
    assert public_query("region=boston+area", current().words) == "region=Boston+area"


def test_every_declared_filter_is_a_field_and_says_what_it_asks_of_each_list() -> None:
    assert [one.name for one in fields(Filters)] == list(NAMES)
    for one in FILTERS:
        assert isinstance(getattr(Filters(), one.name), tuple) == one.many, one.name
        assert bool(one.of_cities) == bool(one.said and "cities" in one.on), one.name
        assert bool(one.of_awards) == bool(one.said and "awards" in one.on), one.name


def test_the_words_of_a_filter_name_every_choice_in_the_order_of_a_sentence(portal: object) -> None:
    asked = Filters(level=("Gold",), since=2021, state=("Texas",), size=("500,000+",), standard=("Present", "Earlier"),
                    award=("Leveled up",))  # fmt: skip
    words = current().words
    assert cities_asked(asked, words) == (
        "cities certified at least once, in Texas of 500,000+ people, latest level we found: Gold, first certified since 2021, "
        "latest award under the present standard (since August 2022) or the earlier standards"
    )
    assert awards_asked(asked, words) == (
        "awards, in Texas of 500,000+ people, at level Gold, of kind Leveled up, announced since 2021, "
        "assessed under the present standard (since August 2022) or the earlier standards"
    )


def test_levels_sizes_and_kinds_of_award_are_those_of_the_tables_of_facts_in_their_order(portal: object) -> None:
    words = current().words
    assert (words.levels, words.sizes, tuple(words.options["standard"])) == (LEVELS, SIZES, STANDARDS)
    assert words.award_words == {code: word for word, code in AWARDS.items()}


@pytest.mark.parametrize(
    ("asked", "means"),
    [
        (("state", "sao paulo"), "São Paulo"),
        (("state", "SÃO PAULO"), "São Paulo"),
        (("state", "california"), "California"),
        (("state", "flórida"), "Florida"),
        (("country", "México"), "Mexico"),
        (("country", "Brasil"), "Brazil"),
        (("country", "estados unidos"), "United States"),
        (("country", "peru"), "Peru"),
    ],
)
def test_accents_case_and_the_names_of_three_languages_are_aliases(portal: object, asked: tuple[str, str], means: str) -> None:
    found, problems = parse([asked], current().words)
    assert problems == []
    assert found.pairs() == [(asked[0], means)]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("state", "Texaz"), "There is no state “Texaz”. Did you mean Texas?"),
        (("state", "sao paolo"), "There is no state “sao paolo”. Did you mean São Paulo?"),
        (("country", "Argentinia"), "There is no country “Argentinia”. Did you mean Argentina?"),
        (("level", "golden"), "There is no level “golden”. Did you mean Gold?"),
        (("level", "bronze"), "There is no level “bronze”. It can be Silver, Gold, Platinum or Not stated."),
    ],
)
def test_a_word_that_is_nearly_one_is_answered_with_that_one(portal: object, asked: tuple[str, str], said: str) -> None:
    assert parse([asked], current().words)[1][0].message == said


def test_a_long_list_is_counted_and_never_cut_in_silence(portal: object) -> None:
    message = parse([("state", "xyzzy")], current().words)[1][0].message
    assert f"There are {len(current().words.options['state'])}, from Alabama to " in message


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Filters(year=(2018,), since=2021), "Nothing can be both: “2018” and “since 2021”. Take one of them off."),
        (Filters(since=2024, as_of=date(2021, 12, 15)),
         "Nothing can be both: “since 2024” and “as of 2021”. Take one of them off."),
        (Filters(year=(2024, 2025), as_of=date(2021, 12, 15)),
         "Nothing can be both: “2024 or 2025” and “as of 2021”. Take one of them off."),
        (Filters(year=(2018, 2022), since=2021), ""),
        (Filters(), ""),
    ],
)  # fmt: skip
def test_what_can_never_be_at_once_is_named(asked: Filters, said: str) -> None:
    assert words.contradiction(asked) == said
