"""What the builds changed in the record, and the editions of the standard, on the tracking page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from queries import words
from queries.filters import Filters
from ui import data, links
from ui.search import escaped

SHOWN_IN_WORDS = 12
LOG = {"logged_at": "Published (UTC)", "change": "Change", "in_words": "In words", "record_file": "Source file"}
EDITIONS = {
    "edition_id": "Edition",
    "valid_from": "Since",
    "valid_to": "Until",
    "criteria_count": "Criteria",
    "silver_min_pct": "Silver from",
    "gold_min_pct": "Gold from",
    "platinum_min_pct": "Platinum from",
    "eligible_countries": "Who may take part",
    "source_url": "Source",
    "note": "Note",
}


def changes() -> None:
    """What the last build added, changed and removed, by city, in words, and the log of every build."""
    rows, log = data.ask("changes"), data.ask("change_log")
    st.header("What changed in the record", anchor=False)
    built = pd.Timestamp(data.snapshot().facts["built_at"])
    counts = rows["change"].value_counts()
    parts = [f"{words.number(counts.get(kind, 0))} {kind}" for kind in ("added", "changed", "removed")]
    st.markdown(f"The last build, published {words.day(built)}: {words.listed(parts)}.")
    st.markdown("\n".join(f"- {escaped(sentence)}" for sentence in rows["in_words"].head(SHOWN_IN_WORDS)))
    if len(rows) > SHOWN_IN_WORDS:
        st.caption(f"And {words.of(len(rows) - SHOWN_IN_WORDS, 'more change', 'more changes')}, all of them in the log.")
    with st.expander(f"The log of every build: {words.of(len(log), 'change')}"):
        st.dataframe(
            log[list(LOG)].rename(columns=LOG),
            hide_index=True,
            alt="What every build changed in the record",
            placeholder="",
            column_config={LOG["logged_at"]: st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm")},
        )
        links.answer("change_log", Filters())
    st.markdown(":material/rss_feed: [Follow the log as an Atom feed](/feed.atom)")


def editions() -> None:
    """The editions of the standard and the share of criteria that each level takes, as far as published."""
    rows = data.ask("editions")
    st.header("Editions of the standard and their levels", anchor=False)
    parts = [f"{words.number(row['criteria_count'])} criteria since {row['valid_from'][:4]}" for row in rows.to_dict("records")]
    st.markdown(
        f"The standard had {words.of(len(rows), 'edition')}: {words.listed(parts)}. Levels are shares of the criteria met; "
        "blank = not published."
    )
    percent = st.column_config.NumberColumn(format="%d%%")
    st.dataframe(
        rows[list(EDITIONS)].rename(columns=EDITIONS),
        hide_index=True,
        alt="Editions of the standard with their level bands",
        placeholder="",
        column_config={
            "Source": st.column_config.LinkColumn(display_text="Open"),
            **dict.fromkeys(("Silver from", "Gold from", "Platinum from"), percent),
        },
    )
    links.answer("editions", Filters())
