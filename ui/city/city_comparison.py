"""Up to four cities side by side."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from queries import bands, city_words, words
from queries.filters import Filters
from queries.page_asked import MOST_COMPARED
from ui import data, levels, links, small_text
from ui.city import city_record as one
from ui.element_cache import kept, view
from ui.escaping import escaped
from ui.practices import evidence_items, phone_lists


@kept
def names(on: Filters) -> dict[str, str]:
    """The names of all cities on record by the date, by city id."""
    return one.everyone(on).set_index("city_id")["place"].to_dict()


def control(slugs: tuple[str, ...], on: Filters) -> None:
    """Adds a city to those shown; the choice goes into the address."""
    places = names(data.unchanged(on))
    options = [slug for slug in places if slug not in slugs]
    label = "Compare with another city" if slugs else "Show a city"
    st.selectbox(
        label,
        options,
        index=None,
        key=links.ONLY_ON_CITY_PAGE,
        format_func=places.__getitem__,
        placeholder="Choose a city",
        on_change=_add,
        args=(slugs,),
        disabled=len(slugs) >= MOST_COMPARED,
        help="Up to four cities side by side.",
    )


def _add(slugs: tuple[str, ...]) -> None:
    chosen = st.session_state[links.ONLY_ON_CITY_PAGE]
    if chosen:
        st.query_params["city"] = [*slugs, chosen]
        st.session_state[links.ONLY_ON_CITY_PAGE] = None


@view
def side_by_side(slugs: tuple[str, ...], filters: Filters) -> None:
    """The facts of the cities as columns of one table, and a way to each that carries the filter."""
    on = one.dated(filters)
    cities, awards = one.records(slugs, on), one.awards(slugs, on)
    stands_for = data.ask("level_band_by_city", replace(on, city=slugs)).set_index("city_id").to_dict("index")
    facts = {
        escaped(words.place(city)): _facts(city, awards[awards["city_id"] == city["city_id"]], stands_for.get(city["city_id"]))
        for city in cities
    }
    st.table(pd.DataFrame(facts).map(escaped).rename_axis("What"), alt="Facts of the cities side by side")
    with st.container(horizontal=True):
        for city in cities:
            links.city(city["city_id"], f"Only {escaped(words.place(city))}", filters)


@view
def practices(slugs: tuple[str, ...], on: Filters) -> None:
    """What is publicly documented in each practice, city by city, every item with its page."""
    cities = records_by_place(slugs, on)
    asked = Filters(city=slugs)
    items = pd.concat([data.ask("stories_by_city", asked), data.ask("evidence_by_city", asked)], ignore_index=True)
    heads = list(data.ask("practice_lineage").query("is_present")["practice"])
    rows = [f"| Practice | {' | '.join(cities)} |", "|" + " --- |" * (len(cities) + 1)]
    lists = {}
    for practice in heads:
        mine = items[items["practice"] == practice]
        cells = {name: _documented(mine[mine["city_id"] == slug]) for name, slug in cities.items()}
        rows.append(f"| **{escaped(practice)}** | {' | '.join(cells.values())} |")
        lists[practice] = "\n".join(f"- {name}: {said}" for name, said in cells.items())
    st.header("Practices side by side, as documented", anchor=False)
    with phone_lists.in_place_of_the_matrix("practices", lists):
        st.markdown("\n".join(rows))
    small_text.remark(
        "Known today, whatever the as-of date. The number of items is no ranking; “none found” says nothing about a city's work."
    )


@view
def scores(slugs: tuple[str, ...], on: Filters) -> None:
    """The practice scores of the cities side by side, edition by edition, where any are loaded and may be shown."""
    found = data.ask("practice_scores", Filters(as_of=on.as_of))
    found = found[found["city_id"].isin(slugs)]
    names = {city["city_id"]: words.place(city) for city in one.records(slugs, on)}
    for edition, mine in found.groupby("edition"):
        st.header(f"Practice scores, edition of {edition}", anchor=False)
        table = mine.pivot(index="practice_name", columns="city_id", values="score_pct").reindex(columns=list(names))
        said = table.map(lambda score: "not assessed" if pd.isna(score) else f"{score:.0f}%").rename(columns=names)
        st.table(said.map(escaped).rename_axis("Practice"), alt=f"Practice scores of the cities, edition of {edition}")


def records_by_place(slugs: tuple[str, ...], on: Filters) -> dict[str, str]:
    """The cities by their names as markdown, in the order asked."""
    return {escaped(words.place(city)): city["city_id"] for city in one.records(slugs, on)}


def _documented(items: pd.DataFrame) -> str:
    """The items of a cell as links, by their year and what they show."""
    if items.empty:
        return "none found"
    return "; ".join(
        evidence_items.source(f"{item['headline']}{_year(item)}", item["source_url"]) for item in items.to_dict("records")
    )


def _year(item: dict) -> str:
    return f" ({item['year']:.0f})" if pd.notna(item["year"]) else ""


def _facts(city: dict, awards: pd.DataFrame, band: dict | None) -> dict[str, str]:
    certified = city["standing"] == "certified"
    year = f" ({city['level_year']:.0f})" if certified and pd.notna(city["level_year"]) else ""
    return {
        "Latest level we found": f"{levels.mark(city['level'])}{year}" if certified else city_words.standing(city).rstrip("."),
        "Criteria it stands for": bands.in_short(city["standing"], band) if band else "none",
        "First certified": city["first_certified_words"] if isinstance(city["first_certified_words"], str) else "not on record",
        "Standard of the latest award": city["standard"] or "none" if certified else "none",
        "Awards on record": words.number(len(awards)),
        "Population": city_words.population(city),
    }
