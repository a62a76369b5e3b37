"""Who helps cities with a practice: what the program's partners offer, past offers told as past, each with its source."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from queries import words
from ui import data, section
from ui.element_cache import view
from ui.escaping import escaped
from ui.practices import evidence_items, practice_counts

PAST, FOR_ALL = "In the past", "All practices"
UNDATED = "As the pages say; none promises that an offer still stands, and no filter applies."


@view
def of_practice(practice: str) -> None:
    """The offers for one practice."""
    offers = data.ask("partners")
    mine = offers[offers["practice"] == practice]
    title = "Who helps with it"
    if mine.empty:
        section.said(title, "No offer of a partner of the program that is for this practice alone is on record.")
        return
    section.said(title, in_lines(mine), UNDATED)


@view
def for_a_city() -> None:
    """Every offer, practice by practice, folded: they are for all cities of the program and not for one."""
    offers = data.ask("partners").fillna({"practice": FOR_ALL})
    if offers.empty:
        return
    present = offers[~offers["is_past"]]
    partners, past = words.of(present["partner"].nunique(), "partner"), words.number(offers["is_past"].sum())
    section.said(
        "Who helps cities with the practices",
        f"{partners} of the program made {words.of(len(present), 'offer')} that we found in public, and {past} more are told as "
        "past. They are for every city that takes part.",
    )
    with st.expander("The offers, practice by practice"):
        for practice, mine in offers.groupby("practice", sort=False):
            name = practice_counts.names().get(str(practice), (str(practice), ""))[0]
            st.markdown(f"**{escaped(name)}**\n\n{in_lines(mine)}")
        st.caption(UNDATED)


def in_lines(offers: pd.DataFrame) -> str:
    """A list of offers, the past ones after the others and marked as such."""
    return "\n".join(_line(offer) for offer in offers.sort_values("is_past", kind="stable").to_dict("records"))


def _line(offer: dict) -> str:
    past = f" *({PAST.lower()})*" if offer["is_past"] else ""
    source = evidence_items.source(offer["source_title"], offer["source_url"])
    return f"- **{escaped(offer['partner'])}**{past}: {escaped(offer['what_it_offers'])} {source}"
