"""What the page of one city shows, part by part."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.history import level_histories
from charts.theme import LEVEL_MARKS
from queries import city_words, words
from queries.filters import Filters
from ui import data, figure, links, search
from ui.search import escaped

MOST_COMPARED = 4


def asked() -> list[str]:
    """The cities of the address, four at most.

    A link from this page to itself changes the question and not the address, so the address is written again.
    """
    slugs = list(dict.fromkeys(slug.strip().lower() for slug in st.query_params.get_all("city") if slug.strip()))[:MOST_COMPARED]
    if links.is_city_page() and slugs:
        st.query_params["city"] = slugs
    return slugs


def records(slugs: list[str], filters: Filters) -> list[dict]:
    """What is on record for the cities, in the order asked."""
    if not slugs:
        return []
    return data.ask("city_record", Filters(as_of=filters.as_of), city=tuple(slugs)).to_dict("records")


def everyone(filters: Filters) -> pd.DataFrame:
    """Every city on record by the date, the Honor Roll included."""
    return data.ask("cities_on_record", Filters(as_of=filters.as_of))


def without_record(slug: str, filters: Filters) -> None:
    """A city without a record, or an address that names none: what is known, and which cities may be meant."""
    name = slug.replace("-", " ")
    if slug in data.snapshot().words.cities:
        search.answer(name, filters)
        return
    st.warning(f"There is no city “{escaped(slug[:80])}” on record.", icon=":material/wrong_location:")
    near = data.ask("places_by_name", Filters(as_of=filters.as_of), text=name[:80])
    if not near.empty:
        st.markdown("Did you mean:")
        for place in near.to_dict("records"):
            links.city(place["city_id"], words.place(place), on_city_page=True)


def head(city: dict, filters: Filters) -> None:
    """Name, latest level and population, each with its year."""
    st.title(words.place(city), anchor=False)
    said = escaped(city_words.standing(city))
    shape = f"{LEVEL_MARKS[city['level']]} " if city["standing"] == "certified" else ""
    st.markdown(f"{shape}**{said}**" if shape else said)
    st.caption(" · ".join([f"As of {words.day(data.as_of(filters))}", *map(escaped, city_words.facts(city))]))


def awards(slugs: list[str], filters: Filters) -> pd.DataFrame:
    """Every award of the cities by the date, oldest first, with `place`."""
    found = data.ask("awards", Filters(as_of=filters.as_of, city=tuple(slugs)))
    places = [words.place(row) for row in found.to_dict("records")]
    order = {slug: at for at, slug in enumerate(slugs)}
    return found.assign(place=places, lane=found["city_id"].map(order)).sort_values(["lane", "announced_on"])


def award_list(rows: pd.DataFrame) -> None:
    """Every award with its date, level, edition and source."""
    st.header("Awards", anchor=False)
    st.markdown("\n".join(f"- {award_line(row)}" for row in rows.to_dict("records")))


def award_line(award: dict) -> str:
    """`**January 23, 2024**: Leveled up, Gold (2022 edition). Source. Note.`"""
    title = escaped(award["source_title"]) if isinstance(award["source_title"], str) else "Source"
    source = f"[{title}]({award['source_url']})" if isinstance(award["source_url"], str) else "no public page found"
    note = f" *{escaped(award['note'])}*" if isinstance(award["note"], str) else ""
    return f"**{escaped(award['date_words'])}**: {city_words.award(award)}. {source}.{note}"


def history(rows: pd.DataFrame, filters: Filters) -> None:
    """The awards on a time axis; several cities share it."""
    places = list(dict.fromkeys(rows["place"]))
    said = "; ".join(f"{place}: {city_words.history(rows[rows['place'] == place])}" for place in places)
    st.header("Level history", anchor=False)
    picture = level_histories(rows, data.ask("standard_changes"), data.as_of(filters))
    shown = Filters(as_of=filters.as_of, city=tuple(dict.fromkeys(rows["city_id"])))
    table = rows[["place", "date_words", "award", "level", "edition", "source_url"]].assign(
        award=rows["award"].map(words.award_kind)
    )
    figure.show(
        picture,
        "awards",
        shown,
        "Level history",
        f"Time line. {said}.",
        table.rename(columns={"place": "City"}),
    )


def work(city_id: str) -> None:
    """How the city uses data, as documented: stories, then evidence by practice; each fact once, each with its page."""
    stories = data.ask("stories_by_city", city=(city_id,))
    evidence = data.ask("evidence_by_city", city=(city_id,))
    st.header("How it uses data, as documented", anchor=False)
    if stories.empty and evidence.empty:
        st.markdown("No public evidence found. That says nothing about the city's work: we found no page about it.")
        return
    for story in stories.to_dict("records"):
        st.markdown(
            f"- **{escaped(story['headline'])}**{_year(story)}. {escaped(story['summary'])} [Source]({story['source_url']})"
        )
    for practice, items in evidence.groupby("practice"):
        lines = [
            f"- {escaped(item['headline'])}{_year(item)}. [{_page(item)}]({item['source_url']})"
            for item in items.to_dict("records")
        ]
        st.markdown(f"**{practice}**\n" + "\n".join(lines))
    st.caption("Stories and evidence are those known today, whatever the as-of date; their number is not a ranking.")


def _year(item: dict) -> str:
    return f" ({item['year']:.0f})" if pd.notna(item["year"]) else ""


def _page(item: dict) -> str:
    return escaped(item["source_title"]) if isinstance(item["source_title"], str) else "Source"


def unknowns(city_id: str, filters: Filters) -> None:
    """What the record does not know about the city."""
    rows = data.ask("unknowns_by_city", Filters(as_of=filters.as_of), city=(city_id,))
    if rows.empty:
        return
    st.header("What the record does not know", anchor=False)
    st.markdown("\n".join(f"- {escaped(unknown)}" for unknown in rows["unknown"]))
