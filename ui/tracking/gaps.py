"""What the record lacks, on the tracking page: the list of what is wanted, and how to send it in."""

from __future__ import annotations

from urllib.parse import quote

import pandas as pd
import streamlit as st

from queries import words
from queries.filters import Filters
from ui import data, footer
from ui.element_cache import kept, view
from ui.escaping import escaped
from ui.tracking import listed_rows, scope
from ui.tracking.listed_rows import Listed

KINDS = {"city": "Name of a city", "date": "Date", "level": "Level", "source": "Source", "awards": "Awards"}
NOUNS = {
    "city": ("name of a city", "names of cities"),
    "date": ("date", "dates"),
    "level": ("level", "levels"),
    "source": ("source", "sources"),
    "awards": ("group of awards", "groups of awards"),
}
WANTED_COLUMNS = {
    "Wanted": st.column_config.TextColumn(width="medium"),
    "Where to look": st.column_config.TextColumn(width="medium"),
    "Page to look at": st.column_config.LinkColumn(display_text="Open"),
    "Send it in": st.column_config.LinkColumn(display_text="Write"),
}
ROW_TO_SEND = "city,state,country,level,announced_on,source_url"


def wanted(filters: Filters) -> None:
    """What is wanted, where to look, and how to send it in; no filter applies."""
    to_send = footer.contact()
    said()
    listed_rows.choose(lists_of_wanted(to_send), "wanted")
    sent_in(to_send)


@view
def said() -> None:
    """How much is wanted, in words."""
    rows = data.ask("wanted")
    st.header("What is wanted", anchor=False)
    st.markdown(f"{words.of(len(rows), 'thing is', 'things are')} known to be missing: {in_words(rows)}.")
    st.caption(scope.NEITHER)


def in_words(rows: pd.DataFrame) -> str:
    """`15 names of cities, 5 dates and 1 source`."""
    counts = rows["wanted_kind"].value_counts(sort=False)
    return words.listed(words.of(count, *NOUNS[str(kind)]) for kind, count in counts.items())


@view
def sent_in(to_send: str) -> None:
    """How to send in what is wanted."""
    st.markdown(f"**Know one of them?** {how_to_send(to_send)}")
    st.code(ROW_TO_SEND, language=None, wrap_lines=True)


@kept
def lists_of_wanted(to_send: str) -> dict[str, Listed]:
    """All that is wanted, and what is wanted of each kind; `to_send` is the contact, empty where none is set."""
    rows = data.ask("wanted")
    kinds = {KINDS[kind]: (NOUNS[kind][1], rows["wanted_kind"] == kind) for kind in rows["wanted_kind"].unique()}
    groups = {"All": ("things known to be missing", rows["wanted_kind"].notna()), **kinds}
    return {
        name: Listed(
            f"{noun}, wanted" if name != "All" else noun,
            _wanted_table(rows[some], to_send),
            "wanted",
            Filters(),
            columns=WANTED_COLUMNS,
        )
        for name, (noun, some) in groups.items()
    }


def _wanted_table(rows: pd.DataFrame, to_send: str) -> pd.DataFrame:
    is_page = rows["lead"].str.startswith("http").fillna(False)
    return pd.DataFrame(
        {
            "Missing": rows["wanted_kind"].map(KINDS),
            "Where": rows["place"],
            "Wanted": rows["wanted"],
            "Page to look at": rows["lead"].where(is_page),
            **({"Send it in": [address(to_send, row) for row in rows.to_dict("records")]} if to_send else {}),
            "Where to look": rows["lead"].mask(is_page).fillna("").where(rows["lead"].notna(), "no lead yet"),
        }
    )


def how_to_send(contact: str) -> str:
    """How a reader sends in what is wanted."""
    where = f"Write to {escaped(contact)}" if contact else "Add it to a record file"
    return f"{where}: the public page that says so, and the award in one row of these columns; every other column is optional."


def address(contact: str, row: dict) -> str:
    """Where the link of one wanted row leads: a mail about it, or the page of the maintainers."""
    if "@" not in contact or contact.startswith("http"):
        return contact
    place = f" ({row['place']})" if isinstance(row["place"], str) else ""
    subject = f"Wanted no. {row['wanted_id']}: {row['wanted']}{place}"
    return f"mailto:{contact.removeprefix('mailto:')}?subject={quote(subject)}"
