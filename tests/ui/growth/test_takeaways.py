"""What pictures of growth and of the overview say is right for any filter and date, for no city and for one."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from queries.address_parser import parse
from queries.filters import Filters
from queries.snapshot import current
from tests.kit import record
from tests.kit.opened import opened, text
from tests.kit.tiers import first_of

ALWAYS = [
    {}, {"as_of": "2017-04-01"}, {"as_of": "2018-01-25"}, {"as_of": "2021-12-15"}, {"country": "Guatemala"},
    {"level": "Platinum", "state": "Wyoming"}, {"state": "Hawaii"}, {"level": "Not stated"},
    {"since": "2021", "as_of": "2021-03-02"},
]  # fmt: skip
PLACES = ["Texas", "Ohio", "Nevada", "Massachusetts", "Florida", "Wyoming", "Puerto Rico", "District of Columbia"]
CHOICES = {
    "state": PLACES,
    "country": ["United States", "Brazil", "Colombia", "Uruguay", "Chile", "Canada"],
    "level": ["Silver", "Gold", "Platinum", "Not stated"],
    "since": ["2018", "2021", "2024", "2026"],
    "year": ["2018", "2020", "2022", "2025"],
    "size": ["30,000–100,000", "500,000+", "unknown"],
    "standard": ["Present", "Earlier"],
}
WRONG = {
    "one of many": r"\b(?<![\d.,])1 (cities|awards|countries|states|announced cities|rises|named cities|of the 1)\b",
    "many of one": r"\b(?!1 )\d+ (city|country|state) (is|are|has|have|in)\b",
    "in 1 place": r"\bin 1 (country|state)\b",
    "nothing as a number": r"\b(?:nan|NaT|None(?! of the)|<NA>)\b",
    "a median of nothing": r"median of the [01] |The median of the\s*rises",
    "the 1": r"\b(the|The|All|all) 1 (?!rise)",
    "an open end": r": \.|, \.|\. \.|\(\)",
}


def asked(seed: int) -> dict[str, str]:
    """One address of a page; most have one or two filters, half of them a date."""
    if seed < len(ALWAYS):
        return ALWAYS[seed]
    dice = random.Random(seed)
    names = dice.sample(list(CHOICES), dice.choice((0, 1, 1, 2)))
    day = date(2017, 4, 1) + timedelta(days=dice.randrange(3500))
    return {name: dice.choice(CHOICES[name]) for name in names} | ({"as_of": day.isoformat()} if dice.random() < 0.5 else {})


def filters_of(query: dict[str, str]) -> Filters:
    found, problems = parse(query.items(), current().words)
    assert not problems
    return found


def awards_of(filters: Filters) -> list[dict[str, str]]:
    """The awards by the date of the cities that match, oldest first, from the files."""
    until = (filters.as_of or current().newest).isoformat()
    cities = current().ask("cities", filters)
    matching = set(zip(cities["city"], cities["country"], cities["state"].fillna(""), strict=True))
    rows = [row for row in record.rows("awards") if (row["city"], row["country"], row["state"]) in matching]
    return sorted((row for row in rows if row["announced_on"] <= until), key=record.latest)


def best_years(awards: list[dict[str, str]]) -> Counter[int]:
    return Counter(int(row["year"]) for row in awards if row["award"] == "certified")


def began(awards: list[dict[str, str]], level: str) -> tuple[int, int]:
    """How many cities began at the level, and how many of these rose from it."""
    by_city: dict[object, list[dict[str, str]]] = {}
    for row in awards:
        if row["award"] != "honor_roll":
            by_city.setdefault(record.key(row), []).append(row)
    starting = [mine for mine in by_city.values() if any(row["award"] == "certified" and row["level"] == level for row in mine)]
    levels = [[row["level"] for row in mine if row["level"]] for mine in starting]
    return len(starting), sum(
        any(one == level and record.RANK[two] > record.RANK[one] for one, two in pairwise(mine)) for mine in levels
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", [*range(len(ALWAYS)), *first_of(range(len(ALWAYS), 200), 21)])
def test_titles_and_sentences_are_right_for_any_filter_and_date(portal: object, seed: int) -> None:
    query = asked(seed)
    said = {}
    for page in ("growth", "overview"):
        app = opened(page, **query)
        assert not app.exception
        figures = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
        titles = [figure["layout"]["title"]["text"].replace("<br>", " ") for figure in figures]
        said[page] = "\n".join([text(app).replace("\\", ""), *titles, *(chart.proto.alt for chart in app.get("plotly_chart"))])
        wrong = {name: re.findall(f".*(?:{pattern}).*", said[page]) for name, pattern in WRONG.items()}
        assert not {name: lines for name, lines in wrong.items() if lines}, (page, query)
    filters = filters_of(query)
    if not current().row("city_count", filters)["city_count_most"]:
        assert "No city matches this filter." in said["growth"]
        return
    awards = awards_of(filters)
    years = best_years(awards)
    if filters.without("as_of").is_filtered and len(years) > 1:
        most = [str(year) for year, count in sorted(years.items()) if count == max(years.values())]
        if len(most) == 1:
            assert f"{most[0]} brought the most new cities: {max(years.values())}" in said["growth"]
    every, rose = began(awards, "Silver")
    if every > 1 and 0 < rose < every:
        assert f"{rose} of the {every} cities that began at Silver rose" in said["growth"]
