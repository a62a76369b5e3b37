"""One practice seen across cities, and two to four cities seen side by side."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from queries import words
from queries.filters import Filters
from ui import data, links
from ui.element_cache import view
from ui.escaping import escaped
from ui.practices import evidence, evidence_items, partner_offers, standard

EXAMPLES = 6


def one_practice(filters: Filters) -> None:
    """What a practice means, its names in each edition, the cities documented in it, and examples to read."""
    lineage = data.ask("practice_lineage")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        practice = st.selectbox("Practice", list(lineage["practice"].unique()), key="practice", bind="query-params", width=320)
        classified = evidence.classified_too()
    meaning(practice)
    documented(filters, practice, classified)
    partner_offers.of_practice(practice)


@view
def meaning(practice: str) -> None:
    """What the practice means, its names in each edition, and its criteria as far as they are public."""
    lineage = data.ask("practice_lineage")
    mine = lineage[lineage["practice"] == practice]
    st.header(escaped(practice), anchor=False)
    st.markdown(f"**In plain words:** {escaped(mine['description'].iloc[0])}")
    st.markdown(names_in_editions(mine))
    criteria(practice)


def names_in_editions(lineage: pd.DataFrame) -> str:
    """What the practice was called in each edition of the standard. `lineage`: its rows of the query practice_lineage."""
    return f"**In the standard:** {'; '.join(_named(row, at) for at, row in enumerate(lineage.to_dict('records')))}."


def _named(row: dict, at: int) -> str:
    """`since August 2022 as Community Impact and Open Data (divided between the two)`."""
    when = words.month(row["valid_from"]) if row["is_present"] else str(row["valid_from"].year)
    since = "since" if row["is_present"] else "from" if at else "in"
    if not row["practice_count"]:
        return f"{since} {when} not yet as a practice of its own"
    split = " (divided between the two)" if row["practice_count"] > 1 and row["is_present"] else ""
    return f"{since} {when} as {escaped(row['practice_names'])}{split}"


def criteria(practice: str) -> None:
    """The criteria of the practice whose titles are public, by edition."""
    table = data.ask("criteria_by_practice")
    mine = table[table["practice"] == practice]
    if mine.empty:
        st.caption("No title of its criteria is public.")
        return
    with st.expander(f"Criteria with a public title ({len(mine)})"):
        for row in mine.to_dict("records"):
            core = " (core: without it no level is given)" if row["core_criterion"] == "yes" else ""
            st.markdown(
                f"{row['edition_id']} · {escaped(row['criterion_code'])} · {escaped(row['title'])}{core} · "
                + evidence_items.source("source", row["source_url"])
            )


@view
def documented(filters: Filters, practice: str, classified: bool) -> None:
    """The cities documented in the practice, and the newest items as examples."""
    found = evidence_items.items(filters, classified)
    found = found[found["practice"] == practice]
    names = list(dict.fromkeys(found["place"]))
    if not names:
        more = "" if classified else " whose source names the practice; the switch above adds items we classified"
        st.info(f"No public evidence found in this selection{more}. {evidence.SAYS_NOTHING}")
        return
    undated = int(found["year"].isna().sum())
    st.markdown(
        f"Documented for **{words.of(len(names), 'city', 'cities')}** of this selection, in {words.of(len(found), 'item')} "
        f"({words.number(undated)} without a year): {escaped(words.listed(names))}."
    )
    st.markdown("**Examples to read**, the newest first")
    evidence_items.read(
        found.sort_values("year", ascending=False, na_position="last", kind="stable").head(EXAMPLES), with_place=True
    )
    st.header("All items of this practice", anchor=False)
    evidence_items.table(filters, classified, practice)


def side_by_side(filters: Filters) -> None:
    """Two to four cities: the level, the band it stands for, and the items of each practice."""
    names = evidence_items.places(filters)
    if not names:
        st.info("No city matches this filter.")
        return
    classified = evidence.classified_too()
    by_name = {name: city_id for city_id, name in names.items()}
    picked = st.multiselect(
        "Two to four cities", list(by_name), key="compare", max_selections=4, placeholder="Choose cities", bind="query-params"
    )
    if len(picked) < 2:
        st.info("Choose two to four cities to see side by side what is publicly documented for each.")
        return
    found = evidence_items.items(filters, classified)
    bands = data.ask("level_band_by_city", Filters(as_of=filters.as_of, city=tuple(by_name[name] for name in picked)))
    st.caption(
        "Read what is documented, not how much: the number of items is no ranking, and where we found no public evidence, that "
        "says nothing "
        "about how the city works."
    )
    for column, name in zip(st.columns(len(picked), gap="medium"), picked, strict=True):
        with column:
            st.header(escaped(name), anchor=False)
            st.markdown(standard.band_in_words(bands[bands["city_id"] == by_name[name]].to_dict("records")[0]))
            links.city(by_name[name], "Whole record", filters)
    for practice, since in evidence.heads(filters).items():
        st.markdown(f"**{escaped(practice)}**" + (f" · :small[{escaped(since)}]" if since else ""))
        of_practice = found[found["practice"] == practice]
        for column, name in zip(st.columns(len(picked), gap="medium", border=True), picked, strict=True):
            with column:
                one_cell(name, of_practice[of_practice["city_id"] == by_name[name]])


def one_cell(name: str, mine: pd.DataFrame) -> None:
    """What is documented for one city in one practice; its name stands there too, for phones, where columns stack."""
    st.caption(escaped(name) if len(mine) else f"{escaped(name)}: {evidence_items.NONE_FOUND.lower()}")
    evidence_items.read(mine)
