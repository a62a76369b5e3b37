"""One line of words: more than seventy phrases, each understood or with the word named that is not; none is half understood."""

from __future__ import annotations

import pytest

from queries.one_line import LONGEST_LINE, understand
from queries.snapshot import current
from tests.kit.generated import given, st

# phrase | parameters of the address | words that name a city, with its first meaning | words that are not understood
PHRASES = """
gold texas since 2021                | level=Gold state=Texas since=2021
Texas gold since 2021                | state=Texas level=Gold since=2021
since 2021, gold, in Texas           | since=2021 level=Gold state=Texas
TX gold                              | state=Texas level=Gold
tx gold                              | state=Texas level=Gold
gold in Indiana                      | level=Gold state=Indiana
IN gold                              | state=Indiana level=Gold
OR                                   | state=Oregon
gold northeast                       | level=Gold region=Northeast
boston area                          | region=Boston~area
silver west virginia                 | level=Silver state=West~Virginia
platinum brazil                      | level=Platinum country=Brazil
platina brasil                       | level=Platinum country=Brazil
ouro no Brasil                       | level=Gold country=Brazil
prata Brasil 2025                    | level=Silver country=Brazil year=2025
oro en México                        | level=Gold country=Mexico
oro en mexico                        | level=Gold country=Mexico
plata Colombia                       | level=Silver country=Colombia
plata o oro en Argentina desde 2022  | level=Silver level=Gold country=Argentina since=2022
estados unidos oro                   | country=United~States level=Gold
USA 2025                             | country=United~States year=2025
nueva york plata                     | state=New~York level=Silver
nova iorque                          | state=New~York
carolina del norte                   | state=North~Carolina
pensilvania ouro                     | state=Pennsylvania level=Gold
new in 2024                          | award=Certified year=2024
newly certified 2025                 | award=Certified year=2025
nuevas en 2025                       | award=Certified year=2025
novas em 2025                        | award=Certified year=2025
certified since 2023                 | since=2023
recertified 2024                     | award=Recertified year=2024
leveled up texas                     | award=Leveled~up state=Texas
são paulo 2025 leveled up            | state=São~Paulo year=2025 award=Leveled~up
sao paulo                            | state=São~Paulo
honor roll                           | award=Honor~Roll
not stated                           | level=Not~stated
level not stated Brazil              | level=Not~stated country=Brazil
sin nivel                            | level=Not~stated
as of december 2021                  | as_of=2021-12-31
as of December 15, 2021              | as_of=2021-12-15
as of 2021-12-15                     | as_of=2021-12-15
by 2021                              | as_of=2021-12-31
before 2022                          | as_of=2021-12-31
hasta diciembre de 2021              | as_of=2021-12-31
até dezembro de 2021                 | as_of=2021-12-31
15 de diciembre de 2021              | as_of=2021-12-15
15 December 2021                     | as_of=2021-12-15
after 2023                           | since=2024
from 2022                            | since=2022
silver California 2019-2021          | level=Silver state=California year=2019 year=2020 year=2021
silver California 2019 to 2021       | level=Silver state=California year=2019 year=2020 year=2021
between 2019 and 2021                | year=2019 year=2020 year=2021
2019 2021                            | year=2019 year=2021
cities over 500,000 in Texas         | size=500,000+ state=Texas
500,000+                             | size=500,000+
under 100k                           | size=30,000–100,000
unknown size                         | size=unknown
present standard gold                | standard=Present level=Gold
earlier standard                     | standard=Earlier
gold or silver, Texas or Ohio        | level=Gold level=Silver state=Texas state=Ohio
how many gold cities in California   | level=Gold state=California
which cities are platinum            | level=Platinum
Washington state                     | state=Washington
boston                               | | boston=boston-ma
Boston, MA                           | | Boston~MA=boston-ma
st. louis                            | | st~louis=st-louis-mo
San José                             | | San~José=san-jose-ca
san jose                             | | san~jose=san-jose-ca
NYC                                  | | NYC=new-york-ny
Washington DC                        | | Washington~DC=washington-dc
bogotá                               | | bogotá=bogota-co
medellín oro                         | level=Gold | medellín=medellin-co
cities in new york                   | state=New~York | new~york=new-york-ny
LA                                   | state=Louisiana | LA=los-angeles-ca
winnipeg 2025                        | year=2025 | winnipeg=winnipeg-ca
diamond texas                        | state=Texas | | diamond
gold texaz                           | level=Gold | | texaz
texas goldd 2021                     | state=Texas year=2021 | | goldd
gold 2030                            | level=Gold | | 2030
2016                                 | | | 2016
over 200,000                         | | | over 200,000
as of tomorrow                       | | | as tomorrow
gold <b>texas</b>                    | level=Gold | | <b>texas</b>
"""
CASES = [[part.strip() for part in line.split("|")] for line in PHRASES.strip().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_a_phrase_is_understood_or_its_word_is_named(portal: object, case: list[str]) -> None:
    phrase, pairs, cities, unknown = [*case, "", "", ""][:4]
    found = understand(phrase, current())
    assert " ".join(f"{name}={value.replace(' ', '~')}" for name, value in found.pairs) == pairs
    assert " ".join(f"{said.replace(' ', '~')}={slugs[0]}" for said, slugs in found.cities.items()) == cities
    assert " ".join(found.unknown) == unknown


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_what_is_left_of_a_phrase_is_understood_the_same_when_it_comes_back(portal: object, case: list[str]) -> None:
    found = understand(case[0], current())
    again = understand(found.left, current())
    assert dict(again.cities) == dict(found.cities)
    assert again.unknown == found.unknown


@pytest.mark.slow
@given(st.text(max_size=400))
def test_any_line_ends_in_a_filter_cities_and_named_words(line: str) -> None:
    snapshot = current()
    found = understand(line, snapshot)
    assert len(found.left) <= 2 * LONGEST_LINE
    assert found.filters(snapshot.words).pairs() is not None
