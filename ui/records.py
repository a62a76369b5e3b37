"""What the records page shows, part by part: the awards of a filter, how many each choice would bring, and their citation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from charts.theme import mark
from queries import citation, words
from queries.filters import AWARDS, Filters
from queries.listing import AwardList
from ui import address, data, links
from ui.search import escaped

FORMATS = {"CSV": "csv", "Excel": "xlsx", "JSON": "json", "Parquet": "parquet", "GeoJSON": "geojson", "ZIP": "zip"}
DEFAULT_COLUMNS = ("state_name", "country_name", "year", "date_words", "award", "level", "source_url")
ALWAYS = "city"
LONGEST_TEXT = 80
ROW, HIGHEST = 35, 470


def asked(shared: Filters) -> AwardList:
    """Draws the controls of this page alone, kept in the address as `award`, `city` and `text`; the list they ask for."""
    names = _city_names()
    st.session_state["award"] = [word for word in st.query_params.get_all("award") if word in AWARDS]
    st.session_state["text"] = st.query_params.get("text", "")[:LONGEST_TEXT]
    st.session_state["cities-asked"] = [slug for slug in st.query_params.get_all("city") if slug in names]
    kind, city, text = st.columns(3)
    award = kind.multiselect("Kind of award", list(AWARDS), key="award", on_change=_write, args=("award", "award"))
    cities = city.multiselect(
        "City",
        list(names),
        format_func=lambda slug: names[slug],
        key="cities-asked",
        on_change=_write,
        args=("cities-asked", "city"),
    )
    found = text.text_input(
        "Words",
        key="text",
        max_chars=LONGEST_TEXT,
        placeholder="In place, source or note",
        on_change=address.write,
        args=("text",),
    )
    filters = replace(shared, award=tuple(award), city=tuple(cities))
    return AwardList(filters, data.as_of(filters), " ".join(found.split()))


def rows(listing: AwardList) -> pd.DataFrame:
    """The awards of the list, newest first."""
    return data.ask("awards_found", listing.filters, text=listing.text)


def answer(listing: AwardList) -> None:
    """How many awards, in words; and, where the filter can be asked of cities too, how many cities that means."""
    st.markdown(f"**Counted as awards:** {escaped(listing.counted(rows(listing), _count(listing)))}")
    if not (listing.filters.award or listing.filters.city or listing.text):
        missing = int(data.row("headline", Filters(as_of=listing.filters.as_of))["missing_count"])
        count = data.row("city_count", listing.filters)
        st.markdown(f"**Counted as cities:** {words.filtered_count(listing.filters, count, missing)}")
    kinds = data.ask("award_facets", listing.filters, text=listing.text).query("parameter == 'award'")
    parts = [f"{words.award_kind(row['choice'])} {words.number(row['award_count'])}" for row in kinds.to_dict("records")]
    meaning = f"As of {words.day(listing.as_of)}. The list holds awards: level, year and standard are those of the award."
    st.caption(f"{meaning} {' · '.join(parts)}")


def table(listing: AwardList, columns: list[str]) -> None:
    """The awards with the columns chosen; a city's name opens its page, a source opens in a new tab."""
    found, titles = rows(listing), _titles()
    config: dict[str, Any] = {name: st.column_config.Column(titles[name]) for name in columns}
    config["year"] = st.column_config.NumberColumn(titles["year"], format="%d")
    config["population_year"] = st.column_config.NumberColumn(titles["population_year"], format="%d")
    config["population"] = st.column_config.NumberColumn(titles["population"], format="localized")
    config["source_url"] = st.column_config.LinkColumn(titles["source_url"], display_text=r"https?://(?:www\.)?([^/]+)")
    for name in found.select_dtypes("datetime"):
        config[name] = st.column_config.DateColumn(titles[name], format="YYYY-MM-DD")
    config[ALWAYS] = st.column_config.ButtonColumn(
        titles[ALWAYS], type="tertiary", alignment="left", pinned=True, key="award-opens", help="A city's name opens its record."
    )
    shown = found.assign(
        award=found["award"].map(words.award_kind), level=found["level"].map(mark, na_action="ignore").fillna("not stated")
    )
    st.dataframe(
        shown[columns], key="awards", hide_index=True, placeholder="", column_config=config,
        height=min(ROW * (len(found) + 1) + 3, HIGHEST),
        alt=f"Table of awards. {listing.counted(found, _count(listing))}",
    )  # fmt: skip
    if st.session_state.get("award-opens"):
        links.open_city(found["city_id"].iloc[st.session_state["award-opens"]["row"]])


def columns_control() -> list[str]:
    """The columns to show and to download; the city is always among them."""
    titles = _titles()
    options = [name for name in titles if name != ALWAYS]
    with st.popover("Columns", icon=":material/view_column:"):
        chosen = st.multiselect(
            "Columns of the table and of the files", options, DEFAULT_COLUMNS, key="columns",
            format_func=lambda name: f"{titles[name]} ({name})",
        )  # fmt: skip
    return [ALWAYS, *(name for name in options if name in chosen)]


def downloads(listing: AwardList, columns: list[str]) -> None:
    """The same rows and columns as files, made by the open API with the same query."""
    st.header("Take it away", anchor=False)
    st.markdown(
        "The rows and columns of the table, as files. Excel and ZIP hold the meaning of the columns and the citation too."
    )
    pairs = [*listing.pairs(), *(("column", name) for name in columns)]
    with st.container(horizontal=True):
        for label, suffix in FORMATS.items():
            st.link_button(label, f"/api/v1/awards.{suffix}?{urlencode(pairs)}", icon=":material/download:")
    every = urlencode(listing.filters.without("as_of").pairs())
    st.caption(
        f"New awards of this filter as a feed: [Atom](/feed.atom?{every}). Everything on record: [downloads](/downloads/)."
    )


def cite(listing: AwardList) -> None:
    """A sentence to quote, and the list as a reference, with its date and its permalink."""
    found = rows(listing)
    view = citation.View(listing.title(found), listing.as_of, links.permalink("/records", listing.pairs()), data.snapshot().name)
    quote, reference = st.columns(2, gap="large")
    with quote:
        st.header("Quote this", anchor=False)
        st.code(listing.quote(found, _count(listing)), language=None, wrap_lines=True)
    with reference:
        st.header("Cite this view", anchor=False)
        made = {"Newsroom": citation.newsroom(view), "APA": citation.apa(view), "BibTeX": citation.bibtex(view)}
        for tab, text in zip(st.tabs(list(made)), made.values(), strict=True):
            tab.code(text, language=None, wrap_lines=True)


def _count(listing: AwardList) -> dict[str, int]:
    return data.row("award_count", listing.filters, text=listing.text)


def _city_names() -> dict[str, str]:
    cities = data.ask("cities_with_a_record").to_dict("records")
    return {city["city_id"]: words.place(city) for city in sorted(cities, key=lambda city: words.place(city))}


def _titles() -> dict[str, str]:
    dictionary = data.ask("answer_dictionary")
    mine = dictionary[dictionary["answer"] == "awards"]
    return dict(zip(mine["column_name"], mine["column_title"], strict=True))


def _write(key: str, name: str) -> None:
    st.query_params[name] = st.session_state[key]
