"""What the page of one city shows, part by part."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from queries import bands, city_answers, city_words, words
from queries.filters import Filters
from queries.page_asked import MOST_COMPARED
from ui import data, levels, links, menu, search, section
from ui.city import locator, provenance
from ui.element_cache import kept, view
from ui.escaping import escaped
from ui.practices import evidence_items


def asked() -> tuple[str, ...]:
    """The cities of the address, four at most.

    A link from this page to itself changes the question and not the address, so the address is written again.
    """
    slugs = list(dict.fromkeys(slug.strip().lower() for slug in st.query_params.get_all("city") if slug.strip()))[:MOST_COMPARED]
    if links.is_city_page() and slugs:
        st.query_params["city"] = slugs
    return tuple(slugs)


def dated(filters: Filters) -> Filters:
    """The date alone: what is on record for a city does not depend on the rest of the filter."""
    return Filters(as_of=filters.as_of)


@kept
def records(slugs: tuple[str, ...], on: Filters) -> list[dict]:
    """What is on record for the cities, in the order asked."""
    return city_answers.records_of(data.snapshot(), slugs, on)


@kept
def on_record(slugs: tuple[str, ...], on: Filters) -> tuple[str, ...]:
    """Those of the cities that there is a record of."""
    return tuple(city["city_id"] for city in records(slugs, on))


def everyone(on: Filters) -> pd.DataFrame:
    """Every city on record by the date, the Honor Roll included."""
    return data.ask("cities_on_record", on)


def without_record(slug: str, filters: Filters) -> None:
    """A city without a record, or an address that names none: what is known, and which cities may be meant."""
    name = slug.replace("-", " ")
    if slug in data.vocabulary().options["city"]:
        search.answer(name, filters)
        return
    st.warning(f"There is no city “{escaped(slug[:80])}” on record.", icon=":material/wrong_location:")
    near = data.ask("places_by_name", Filters(as_of=filters.as_of), text=name[:80])
    if not near.empty:
        st.markdown("Did you mean:")
        for place in near.to_dict("records"):
            links.city(place["city_id"], escaped(words.place(place)), filters)


def tab(slug: str, on: Filters) -> None:
    """Names the tab by the city."""
    st.set_page_config(f"{words.place(records((slug,), on)[0])} · {menu.PORTAL}")


@view
def head(slug: str, on: Filters) -> None:
    """Mark and name, latest level among how many, population, each with its year; where it lies; what the level stands for."""
    city = records((slug,), on)[0]
    is_certified = city["standing"] == "certified"
    look = levels.looks()[city["level"]] if is_certified else None
    said, place = escaped(city_words.standing(city)), escaped(words.place(city))
    counts = data.ask("city_count_by_level", Filters(as_of=on.as_of)).set_index("level")["city_count"]
    among = city_words.among(city, int(counts.get(city["level"], 0)), data.vocabulary()) if is_certified else ""
    facts = " · ".join([f"As of {words.day(data.as_of(on))}", *map(escaped, city_words.facts(city, data.vocabulary()))])
    with st.container(key="city-head"):
        text, where = st.columns([4, 1], gap="medium", vertical_alignment="center")
        with text:
            st.title(f"{look.mark} {place}" if look else place, anchor=False)
            answer = f"**{said}**" if look else said
            counted = [f"{escaped(among[0].upper() + among[1:])}."] if among else []
            section.answered(answer, *counted, band(slug, city["standing"], on), remarks=(facts,))
        with where:
            locator.draw(slug, words.place(city), look.color if look else locator.PLAIN)


def band(slug: str, standing: object, on: Filters) -> str:
    """What the latest level of the city stands for, over all criteria; empty where no award is on record by the date."""
    found = data.ask("level_band_by_city", replace(on, city=(slug,))).to_dict("records")
    return bands.of_city(str(standing), found[0]) if found else ""


@kept
def awards(slugs: tuple[str, ...], on: Filters) -> pd.DataFrame:
    """Every award of the cities by the date, oldest first, with `place`."""
    found = data.ask("awards", replace(on, city=slugs))
    places = [words.place(row) for row in found.to_dict("records")]
    order = {slug: at for at, slug in enumerate(slugs)}
    return found.assign(place=places, lane=found["city_id"].map(order)).sort_values(["lane", "announced_on"])


@view
def award_list(slugs: tuple[str, ...], on: Filters) -> None:
    """Every award with its date, level, edition and source, city by city."""
    parts = []
    for city in records(slugs, on):
        mine = awards((city["city_id"],), on).to_dict("records")
        name = [f"**{escaped(words.place(city))}**\n"] if len(slugs) > 1 else []
        parts.append("\n".join([*name, *(f"- {award_line(row)}" for row in mine)] if mine else [*name, "No award by this date."]))
    section.said("Awards", "\n\n".join(parts))


def award_line(award: dict) -> str:
    """`**January 23, 2024**: Leveled up, Gold (2022 edition). Source. Note.`"""
    source = _page(award) if isinstance(award["source_url"], str) else "no public page found"
    note = f" *{escaped(award['note'])}*" if isinstance(award["note"], str) else ""
    said = f"**{escaped(award['date_words'])}**: {escaped(city_words.award(award, data.vocabulary()))}. {source}"
    return f"{said}{provenance.days(award)}.{note}"


@view
def work(slug: str) -> None:
    """How the city uses data, as documented: stories, then evidence by practice; each fact once, each with its page."""
    stories = data.ask("stories_by_city", Filters(city=(slug,))).to_dict("records")
    evidence = data.ask("evidence_by_city", Filters(city=(slug,)))
    title = "How it uses data, as documented"
    if not stories and evidence.empty:
        section.said(title, "No public evidence found. That says nothing about the city's work: we found no page about it.")
        return
    parts = ["\n".join(_story(story) for story in stories)] if stories else []
    for practice, items in evidence.groupby("practice"):
        lines = [
            f"- {escaped(item['headline'])}{_year(item)}. {_page(item)}{provenance.days(item)}"
            for item in items.to_dict("records")
        ]
        parts.append("\n".join([f"**{escaped(str(practice))}**", *lines]))
    known = "Stories and evidence are those known today, whatever the as-of date; their number is not a ranking."
    section.said(title, "\n\n".join(parts), known)


def _story(story: dict) -> str:
    source = evidence_items.source("Source", story["source_url"])
    return f"- **{escaped(story['headline'])}**{_year(story)}. {escaped(story['summary'])} {source}"


def _year(item: dict) -> str:
    return f" ({item['year']:.0f})" if pd.notna(item["year"]) else ""


def _page(item: dict) -> str:
    title = item["source_title"] if isinstance(item["source_title"], str) else "Source"
    return evidence_items.source(title, item["source_url"])


@view
def unknowns(slug: str, on: Filters) -> None:
    """What the record does not know about the city."""
    rows = data.ask("unknowns_by_city", replace(on, city=(slug,)))
    if rows.empty:
        return
    section.said("What the record does not know", "\n".join(f"- {escaped(unknown)}" for unknown in rows["unknown"]))
