"""What the overview shows, part by part."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.growth import announced_and_named
from charts.level_bars import by_level
from queries import words
from queries.filters import Filters
from ui import data, figure, levels, links, section
from ui.element_cache import view
from ui.escaping import escaped
from ui.record_days import unchanged
from ui.tracking import gaps


@view
def by_latest_level(filters: Filters) -> None:
    """Named cities by the latest level we found."""
    counts = data.ask("city_count_by_level", unchanged(filters))
    if counts.empty:
        section.said("By level", "No city matches this filter.")
        return
    parts = [words.at_level(row["level"], row["city_count"], data.vocabulary()) for row in counts.to_dict("records")]
    sentence = f"Of the cities named here: {words.listed(parts)}, by the latest level we found."
    section.said("By level", sentence)
    picture = by_level(counts, levels.looks())
    figure.show(
        picture, "city_count_by_level", filters, "Cities by latest level found", alt=f"Bar chart. {sentence}", table=counts
    )


def places(filters: Filters) -> None:
    """Countries, US states, and the residents of the US cities; only the table that is open is asked for."""
    if not spread(filters):
        return
    countries, states = st.tabs(["Countries", "US states"], key="places", on_change="rerun")
    if countries.open:
        with countries:
            table_of_countries(filters)
    if states.open:
        with states:
            table_of_states(filters)


@view
def spread(filters: Filters) -> bool:
    """How the cities spread, in words; whether there are any."""
    by_country = data.ask("city_count_by_country", unchanged(filters))
    if by_country.empty:
        section.said("By country", "No city matches this filter.")
        return False
    count, residents = data.row("city_count", unchanged(filters)), data.row("residents_of_us_cities", unchanged(filters))
    home = int(by_country.loc[by_country["country"] == "US", "city_count"].sum())
    section.said("By country", f"{places_in_words(count, home)} {residents_in_words(residents) if home else ''}")
    return True


def places_in_words(count: dict, home: int) -> str:
    """How the cities spread over countries and US states; `home` is how many are in the US."""
    states = f"{words.of(count['us_state_count'], 'state')} (counting the District of Columbia as one)"
    parts = [f"{words.number(home)} in the United States, in {states}"]
    abroad = count["city_count"] - home
    parts = (parts if home else []) + ([f"{words.number(abroad)} elsewhere in the Americas"] if abroad else [])
    return f"The cities named here are in {words.of(count['country_count'], 'country', 'countries')}: {', and '.join(parts)}."


@view
def table_of_countries(filters: Filters) -> None:
    """The counts by country."""
    rows = data.ask("city_count_by_country", unchanged(filters))
    shown = figure.titled(rows[["country_name", *counts_of(rows)]])
    st.dataframe(shown, hide_index=True, height="content", alt="Cities by country")


@view
def table_of_states(filters: Filters) -> None:
    """The counts by US state."""
    rows = data.ask("city_count_by_state", unchanged(filters))
    home = rows.loc[rows["country"] == "US", ["state_name", *counts_of(rows)]]
    st.dataframe(figure.titled(home), hide_index=True, height=352, alt="Certified cities by US state")


def counts_of(rows: pd.DataFrame) -> list[str]:
    """The columns to show: the most beside the least where they differ anywhere."""
    is_uncertain = (rows["city_count"] != rows["city_count_most"]).any()
    return ["city_count", "city_count_most"] if is_uncertain else ["city_count"]


def residents_in_words(residents: dict) -> str:
    """How many people the US cities have, with the year of the populations."""
    years = {int(residents["population_year_least"]), int(residents["population_year_most"])}
    return (
        f"About {residents['population'] / 1e6:.1f} million people live in the {words.number(residents['city_count'])} US cities "
        f"(Census estimates of {words.listed(map(str, sorted(years)))})."
    )


@view
def growth(filters: Filters) -> None:
    """How the number grew, at a glance; the announced totals only where no filter is set."""
    rows = data.ask("certified_cities_by_announcement", filters)
    narrowed = filters.without("as_of").is_filtered
    if narrowed:
        rows = rows.assign(announced_total=pd.array([None] * len(rows), dtype="Int64"))
    last, started = rows.iloc[-1], data.vocabulary().start.year
    sentence = (
        f"From none in {started} to {words.least_and_most(last['city_count'], last['city_count_most'])} named here by "
        f"{words.day(last['announced_on'])}."
    )
    only = " The announced totals are of all cities and are not drawn for a filter." if narrowed else ""
    section.said(f"Growth since {started}", sentence + only)
    title = "Cities certified at least once"
    figure.show(
        announced_and_named(rows), "certified_cities_by_announcement", filters, title, alt=f"Line chart. {sentence}", table=rows
    )
    links.page("growth", "More about growth", filters)


@view
def newest(filters: Filters) -> None:
    """What the newest announcement brought, and its cities as cards that lead to their pages."""
    rows = data.ask("newest_announcement", unchanged(Filters(as_of=filters.as_of)))
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
    head = data.row("headline", Filters(as_of=filters.as_of))
    if wanted.empty:
        return
    section.said(
        "What is missing",
        f"The record knows what it lacks: {gaps.in_words(wanted)}. "
        f"As of this date, {words.number(head['missing_count'])} of the announced cities are not named here.",
    )
    links.page("tracking", "See what is wanted, and send it in", filters, section="Wanted")
