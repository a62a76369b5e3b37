"""What the overview shows, part by part."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.growth import announced_and_named
from charts.level_bars import by_level
from queries import words
from queries.filters import Filters
from ui import data, figure, levels, links, page_address, section
from ui.element_cache import view
from ui.escaping import escaped
from ui.growth import totals
from ui.overview import cities_by_size
from ui.tracking import gaps

LEVELS, GROWTH = "city_count_by_level", "certified_cities_by_announcement"


def by_latest_level(filters: Filters) -> None:
    """Named cities by the latest level we found, and what is behind the picture."""
    if levels_drawn(filters):
        figure.fold(LEVELS, filters, behind_levels)


@view
def levels_drawn(filters: Filters) -> bool:
    """A bar for each level; whether there is any."""
    counts = data.ask(LEVELS, filters)
    if counts.empty:
        section.said("By level", "No city matches this filter.")
        return False
    narrowed = filters.without("as_of").is_filtered
    missing = 0 if narrowed else int(data.headline(filters)["missing_count"])
    said = levels_said(counts)
    also = f" {words.of(missing, 'announced city is', 'announced cities are')} not named: no level is known." if missing else ""
    section.said("By level", f"The latest level we found of the cities named here.{also}")
    figure.picture(by_level(counts, levels.looks(), missing), LEVELS, filters, said, alt=f"Bar chart. {said}.{also}")
    return True


def levels_said(counts: pd.DataFrame) -> str:
    """`7 Platinum, 37 Gold, 50 Silver and 9 with no level stated`."""
    parts = [(row["level"], words.least_and_most(row["city_count"], row["city_count_most"])) for row in counts.to_dict("records")]
    return words.listed(words.so_many_at(level, said, data.vocabulary()) for level, said in parts)


@view
def behind_levels(filters: Filters) -> None:
    """Table and file of the levels."""
    figure.behind(LEVELS, filters, "Cities by latest level found")


PLACES = ("Countries", "US states", "Size")


def places(filters: Filters) -> None:
    """Countries, US states, and the sizes of the cities; only what is open is asked for."""
    if not spread(filters):
        return
    page_address.read("places", list(PLACES), PLACES[0])
    shown = (table_of_countries, table_of_states, cities_by_size.sizes)
    tabs = st.tabs(PLACES, key="places", on_change=page_address.write, args=("places",))
    for tab, draw in zip(tabs, shown, strict=True):
        if tab.open:
            with tab:
                draw(filters)


@view
def spread(filters: Filters) -> bool:
    """How the cities spread, in words; whether there are any."""
    by_country = data.ask("city_count_by_country", filters)
    if by_country.empty:
        section.said("By country", "No city matches this filter.")
        return False
    count, residents = (
        data.row("city_count", filters),
        data.row("residents_of_us_cities", filters),
    )
    home = int(by_country.loc[by_country["country"] == "US", "city_count"].sum())
    section.said("By country", f"{places_in_words(count, home)} {residents_in_words(residents) if home else ''}")
    return True


def places_in_words(count: dict, home: int) -> str:
    """How the cities spread over countries and US states; `home` is how many are in the US."""
    every, abroad = count["city_count"], count["city_count"] - home
    if not every:
        return "No city is certain by this date."
    cities = "The one city named here is" if every == 1 else f"The {words.number(every)} cities named here are"
    countries = f"in {words.in_words(count['country_count'])} {plural('country', count['country_count'])}"
    if not home:
        return f"{cities} {countries} outside the United States."
    states = f"in {words.in_words(count['us_state_count'])} {plural('state', count['us_state_count'])}"
    states += " (counting the District of Columbia as one)" if count["us_state_count"] > 1 else ""
    if not abroad:
        return f"{cities} in the United States, {states}."
    return f"{cities} {countries}: {words.number(home)} in the United States, {states}, and {words.number(abroad)} elsewhere."


def plural(noun: str, count: int) -> str:
    """`country` of one, `countries` of more."""
    return noun if count == 1 else {"country": "countries", "state": "states"}[noun]


@view
def table_of_countries(filters: Filters) -> None:
    """The counts by country."""
    rows = data.ask("city_count_by_country", filters)
    shown = figure.titled(rows[["country_name", *counts_of(rows)]])
    st.dataframe(shown, hide_index=True, height="content", alt="Cities by country")


@view
def table_of_states(filters: Filters) -> None:
    """The counts by US state."""
    rows = data.ask("city_count_by_state", filters)
    home = rows.loc[rows["country"] == "US", ["state_name", *counts_of(rows)]]
    st.dataframe(figure.titled(home), hide_index=True, height=352, alt="Certified cities by US state")


def counts_of(rows: pd.DataFrame) -> list[str]:
    """The columns to show: the most beside the least where they differ anywhere."""
    is_uncertain = (rows["city_count"] != rows["city_count_most"]).any()
    return ["city_count", "city_count_most"] if is_uncertain else ["city_count"]


def residents_in_words(residents: dict) -> str:
    """How many people the US cities have, with the year of the populations."""
    if not residents["city_count"] or pd.isna(residents["population"]):
        return ""
    years = {int(residents["population_year_least"]), int(residents["population_year_most"])}
    cities = "the one US city" if residents["city_count"] == 1 else f"the {words.number(residents['city_count'])} US cities"
    of_years = f"Census estimates of {words.listed(map(str, sorted(years)))}"
    return f"About {cities_by_size.people(residents['population'])} people live in {cities} ({of_years})."


def growth(filters: Filters) -> None:
    """How the number grew, at a glance, and what is behind the picture."""
    growth_drawn(filters)
    figure.fold(GROWTH, filters, totals.behind)
    links.page("growth", "More about growth", filters)


@view
def growth_drawn(filters: Filters) -> None:
    """Announced and named over time; the announced totals only where no filter is set."""
    rows, missing, said = totals.grown(filters)
    narrowed = filters.without("as_of").is_filtered
    sentence = escaped(said.sentence) + (totals.NARROWED if narrowed else "")
    section.said(f"Growth since {data.vocabulary().start.year}", sentence)
    alt = f"Line chart. {said.title}. {said.sentence}"
    figure.picture(announced_and_named(rows), GROWTH, filters, said.title, alt)
    totals.to_the_wanted(missing, filters)


@view
def newest(filters: Filters) -> None:
    """What the newest announcement brought, and its cities as cards that lead to their pages."""
    rows = data.ask("newest_announcement", Filters(as_of=filters.as_of))
    if rows.empty:
        return
    first = rows.iloc[0]
    named = rows.dropna(subset=["city_id"])
    of_kind = data.vocabulary().award_words
    kinds = [f"{words.number(n)} {of_kind[str(kind)].lower()}" for kind, n in named["award"].value_counts(sort=False).items()]
    section.said(
        "The newest announcement",
        f"{words.month(first['announcement_on'])}: {escaped(first['title'])}. "
        f"Named here: {words.listed(kinds) or 'none of its cities'}. "
        f"[Source]({first['announcement_url']})",
    )
    new = named["award"] == "certified"
    cards(named[new], "New", filters, unnamed=unnamed(first["new_cities"], new.sum()))
    advanced = ~new & (named["award"] != "honor_roll")
    cards(named[advanced], "Advanced or recertified", filters, unnamed=unnamed(first["advanced"], advanced.sum()))
    cards(named[~new & ~advanced], "Recognized", filters)
    links.page("tracking", "What changed in the record", filters, section="Changes")


def unnamed(announced: float, count: int) -> int:
    """How many of the announced cities no source names; none where no number was announced."""
    return 0 if pd.isna(announced) else max(0, int(announced) - count)


def cards(cities: pd.DataFrame, title: str, kept: Filters, unnamed: int = 0) -> None:
    """One link per award, which leads to the city, and a place for those that are announced and not named."""
    if cities.empty and not unnamed:
        return
    st.markdown(f"**{title}**")
    with st.container(horizontal=True, gap="small"):
        for city in cities.to_dict("records"):
            level = levels.mark(city["level"]) if isinstance(city["level"], str) else "level not stated"
            kind = data.vocabulary().award_words[city["award"]].lower()
            links.city(city["city_id"], f"**{escaped(words.place(city))}** · {level} · {kind}", kept)
        if unnamed:
            with st.container(key=f"unnamed-{title.split()[0].lower()}", width="content"):
                st.markdown(f":gray[{words.number(unnamed)} more, not named by any source we found]")


@view
def missing(filters: Filters) -> None:
    """What the record is known to lack."""
    wanted = data.ask("wanted")
    head = data.headline(filters)
    if wanted.empty:
        return
    section.said(
        "What is missing",
        f"The record knows what it lacks: {gaps.in_words(wanted)}. "
        f"As of this date, {words.number(head['missing_count'])} of the announced cities "
        f"{'is' if head['missing_count'] == 1 else 'are'} not named here.",
    )
    links.page("tracking", "See what is wanted, and send it in", filters, section="Wanted")
