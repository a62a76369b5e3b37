"""What the records page shows, part by part: the awards of a filter, how many each choice would bring, and their citation."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from queries import citation, opening_words, words
from queries.filters import Filters
from queries.listing import AwardList
from queries.page_asked import LONGEST_TEXT
from ui import data, links, page_address, section, small_text
from ui.city import take_away
from ui.element_cache import kept, view
from ui.escaping import escaped

FORMATS = {"CSV": "csv", "Excel": "xlsx", "JSON": "json", "Parquet": "parquet", "GeoJSON": "geojson", "ZIP": "zip"}
# What people take: the CSV file travels in a ZIP with its citation and the meaning of its columns.
FIRST_FORMATS = {"CSV": "ZIP", "Excel": "Excel"}


def asked(shared: Filters) -> AwardList:
    """Draws the controls of this page alone, kept in the address as `award`, `city` and `text`; the list they ask for."""
    names, kinds = _city_names(), list(data.vocabulary().award_words.values())
    st.session_state["award"] = [word for word in st.query_params.get_all("award") if word in kinds]
    st.session_state["text"] = st.query_params.get("text", "")[:LONGEST_TEXT]
    st.session_state["cities-asked"] = [slug for slug in st.query_params.get_all("city") if slug in names]
    with st.container(horizontal=True, key="asked-here", vertical_alignment="center", gap="small"):
        with st.popover("Kind, city, words", icon=":material/tune:", key="more-filters"):
            award = st.pills(
                "Kind of award", kinds, selection_mode="multi", key="award", on_change=_write, args=("award", "award")
            )
            cities = st.multiselect(
                "City", list(names), format_func=names.__getitem__, key="cities-asked", on_change=_write,
                args=("cities-asked", "city"),
            )  # fmt: skip
            found = st.text_input(
                "Words in place, source or note", key="text", max_chars=LONGEST_TEXT, on_change=page_address.write, args=("text",)
            )
        _chips([("award", word, word) for word in award] + [("city", slug, names[slug]) for slug in cities], found)
    filters = replace(shared, award=tuple(award), city=tuple(cities))
    return AwardList(filters, data.as_of(filters), data.vocabulary(), " ".join(found.split()))


def _chips(chosen: list[tuple[str, str, str]], text: str) -> None:
    """One button per choice of this page, which takes it off."""
    for name, value, said in [*chosen, *([("text", text, f"“{text}”")] if text else [])]:
        st.button(
            escaped(said), key=f"chip-{name}-{value}", icon=":material/close:", icon_position="right", help=f"Take off: {said}",
            on_click=_take_off, args=(name, value),
        )  # fmt: skip


def _take_off(name: str, value: str) -> None:
    st.query_params[name] = [one for one in st.query_params.get_all(name) if one != value]


def rows(listing: AwardList) -> pd.DataFrame:
    """The awards of the list, newest first."""
    return data.ask("awards_found", listing.filters, text=listing.text)


@view
def answer(listing: AwardList) -> bool:
    """How many awards, as the title; what that counts; how many cities, where it can be asked of them. Whether there is any."""
    awards = _count(listing)
    section.title(opening_words.awards_title(awards))
    counted = f"**Counted as awards:** {escaped(said(listing))}"
    if not (listing.filters.award or listing.filters.city or listing.text):
        count = data.row("city_count", listing.filters)
        counted += f"\n\n**Counted as cities:** {escaped(words.finding(listing.filters, count, listing.words))}."
    kinds = rows(replace(listing, filters=listing.filters.without("award")))["award"].value_counts().sort_index()
    most_first = kinds.sort_values(ascending=False, kind="stable")
    parts = [f"{listing.words.award_words[kind]} {words.number(count)}" for kind, count in most_first.items()]
    meaning = f"As of {words.day(listing.as_of)}. The list holds awards: level, year and standard are those of the award."
    section.answered(counted, remarks=(f"{meaning} {' · '.join(parts)}",))
    return bool(awards["award_count"])


@kept
def said(listing: AwardList) -> str:
    """How many awards and cities the list holds."""
    return listing.counted(rows(listing), _count(listing))


def take(listing: AwardList, columns: tuple[str, ...]) -> None:
    """The rows as the two files that people ask for most."""
    files = addresses(listing, columns)
    for label, kind in FIRST_FORMATS.items():
        st.link_button(label, files[kind], icon=":material/download:")


def cite(listing: AwardList) -> None:
    """A sentence to quote, and the list as a reference, with its date and its permalink."""
    with st.popover("Quote and cite", icon=":material/format_quote:", key="cite"):
        _cited(listing, links.permalink("/records", listing.pairs()))


def addresses(listing: AwardList, columns: tuple[str, ...]) -> dict[str, str]:
    """The address of each file of these rows and columns, made by the open API with the same query; the CSV for people."""
    pairs = urlencode([*listing.pairs(), *(("column", name) for name in columns)])
    places = {label: "/files" if suffix == "csv" else "/api/v1" for label, suffix in FORMATS.items()}
    return {label: f"{places[label]}/awards.{suffix}?{pairs}" for label, suffix in FORMATS.items()}


@view
def downloads(listing: AwardList, columns: tuple[str, ...]) -> None:
    """The same rows in every format, and as a feed."""
    files = " · ".join(f"[{label}]({address})" for label, address in addresses(listing, columns).items())
    every = urlencode(listing.filters.without("as_of").pairs())
    small_text.remark(
        f":material/download: These rows and columns as {files}; Excel and ZIP hold the meaning of the columns and the citation "
        f"too. New awards of this filter as a feed: [Atom](/feed.atom?{every}). Everything on record: [downloads](/downloads/)."
    )


@view
def _cited(listing: AwardList, link: str) -> None:
    found = rows(listing)
    cited = citation.View(listing.title(found), listing.as_of, link, data.snapshot().name, data.snapshot().terms)
    st.code(listing.quote(found, _count(listing)), language=None, wrap_lines=True)
    take_away.references(cited)


def _count(listing: AwardList) -> dict[str, int]:
    return data.row("award_count", listing.filters, text=listing.text)


@kept
def _city_names() -> dict[str, str]:
    cities = data.ask("cities_with_a_record").to_dict("records")
    return {city["city_id"]: words.place(city) for city in sorted(cities, key=lambda city: words.place(city))}


def _write(key: str, name: str) -> None:
    st.query_params[name] = st.session_state[key]
