"""What the records page shows, part by part: the awards of a filter, how many each choice would bring, and their citation."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from queries import citation, words
from queries.filters import Filters
from queries.listing import AwardList
from ui import data, links, page_address, section, small_text
from ui.city import take_away
from ui.element_cache import kept, view
from ui.escaping import escaped
from ui.record_days import unchanged

FORMATS = {"CSV": "csv", "Excel": "xlsx", "JSON": "json", "Parquet": "parquet", "GeoJSON": "geojson", "ZIP": "zip"}
LONGEST_TEXT = 80


def asked(shared: Filters) -> AwardList:
    """Draws the controls of this page alone, kept in the address as `award`, `city` and `text`; the list they ask for."""
    names, kinds = _city_names(), list(data.vocabulary().award_words.values())
    st.session_state["award"] = [word for word in st.query_params.get_all("award") if word in kinds]
    st.session_state["text"] = st.query_params.get("text", "")[:LONGEST_TEXT]
    st.session_state["cities-asked"] = [slug for slug in st.query_params.get_all("city") if slug in names]
    kind, city, text = st.columns(3)
    award = kind.multiselect("Kind of award", kinds, key="award", on_change=_write, args=("award", "award"))
    cities = city.multiselect(
        "City",
        list(names),
        format_func=names.__getitem__,
        key="cities-asked",
        on_change=_write,
        args=("cities-asked", "city"),
    )
    found = text.text_input(
        "Words",
        key="text",
        max_chars=LONGEST_TEXT,
        placeholder="In place, source or note",
        on_change=page_address.write,
        args=("text",),
    )
    filters = replace(shared, award=tuple(award), city=tuple(cities))
    return AwardList(filters, data.as_of(filters), data.vocabulary(), " ".join(found.split()))


def rows(listing: AwardList) -> pd.DataFrame:
    """The awards of the list, newest first."""
    return data.ask("awards_found", unchanged(listing.filters), text=listing.text)


@view
def answer(listing: AwardList) -> bool:
    """How many awards, in words; and, where the filter can be asked of cities too, how many cities. Whether there is any."""
    counted = f"**Counted as awards:** {escaped(said(listing))}"
    if not (listing.filters.award or listing.filters.city or listing.text):
        missing = int(data.row("headline", unchanged(Filters(as_of=listing.filters.as_of)))["missing_count"])
        count = data.row("city_count", unchanged(listing.filters))
        counted += f"\n\n**Counted as cities:** {words.filtered_count(listing.filters, count, missing, listing.words)}"
    kinds = rows(replace(listing, filters=listing.filters.without("award")))["award"].value_counts().sort_index()
    most_first = kinds.sort_values(ascending=False, kind="stable")
    parts = [f"{listing.words.award_words[kind]} {words.number(count)}" for kind, count in most_first.items()]
    meaning = f"As of {words.day(listing.as_of)}. The list holds awards: level, year and standard are those of the award."
    section.answered(counted, remarks=(f"{meaning} {' · '.join(parts)}",))
    return bool(_count(listing)["award_count"])


@kept
def said(listing: AwardList) -> str:
    """How many awards and cities the list holds."""
    return listing.counted(rows(listing), _count(listing))


@view
def downloads(listing: AwardList, columns: tuple[str, ...]) -> None:
    """The same rows and columns as files, made by the open API with the same query."""
    section.said(
        "Take it away",
        "The rows and columns of the table, as files. Excel and ZIP hold the meaning of the columns and the citation too.",
    )
    pairs = [*listing.pairs(), *(("column", name) for name in columns)]
    with st.container(horizontal=True):
        for label, suffix in FORMATS.items():
            st.link_button(label, f"/api/v1/awards.{suffix}?{urlencode(pairs)}", icon=":material/download:")
    every = urlencode(listing.filters.without("as_of").pairs())
    small_text.remark(
        f"New awards of this filter as a feed: [Atom](/feed.atom?{every}). Everything on record: [downloads](/downloads/)."
    )


def cite(listing: AwardList) -> None:
    """A sentence to quote, and the list as a reference, with its date and its permalink."""
    _cited(listing, links.permalink("/records", listing.pairs()))


@view
def _cited(listing: AwardList, link: str) -> None:
    found = rows(listing)
    cited = citation.View(listing.title(found), listing.as_of, link, data.snapshot().name)
    quote, reference = st.columns(2, gap="large")
    with quote:
        st.header("Quote this", anchor=False)
        st.code(listing.quote(found, _count(listing)), language=None, wrap_lines=True)
    with reference:
        st.header("Cite this view", anchor=False)
        take_away.references(cited)


def _count(listing: AwardList) -> dict[str, int]:
    return data.row("award_count", unchanged(listing.filters), text=listing.text)


@kept
def _city_names() -> dict[str, str]:
    cities = data.ask("cities_with_a_record").to_dict("records")
    return {city["city_id"]: words.place(city) for city in sorted(cities, key=lambda city: words.place(city))}


def _write(key: str, name: str) -> None:
    st.query_params[name] = st.session_state[key]
