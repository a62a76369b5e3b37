"""What the record lacks and what is odd in it, on the tracking page: the wanted list and the data-quality findings."""

from __future__ import annotations

from urllib.parse import quote

import pandas as pd
import streamlit as st

from queries import words
from queries.filters import Filters
from ui import city_table, data, footer, links
from ui.search import escaped

KINDS = {"city": "Name of a city", "date": "Date", "level": "Level", "source": "Source", "awards": "Awards"}
NOUNS = {
    "city": ("name of a city", "names of cities"),
    "date": ("date", "dates"),
    "level": ("level", "levels"),
    "source": ("source", "sources"),
    "awards": ("group of awards", "groups of awards"),
}
ROW_TO_SEND = "city,state,country,level,announced_on,source_url"


def wanted() -> None:
    """What is wanted, where to look, and how to send it in."""
    rows = data.ask("wanted")
    st.header("What is wanted", anchor=False)
    counts = rows["wanted_kind"].value_counts(sort=False)
    parts = [words.of(count, *NOUNS[str(kind)]) for kind, count in counts.items()]
    st.markdown(f"{words.of(len(rows), 'thing is', 'things are')} known to be missing: {words.listed(parts)}.")
    to_send = footer.contact()
    is_page = rows["lead"].str.startswith("http").fillna(False)
    table = pd.DataFrame(
        {
            "Missing": rows["wanted_kind"].map(KINDS),
            "Where": rows["place"],
            "Wanted": rows["wanted"],
            "Page to look at": rows["lead"].where(is_page),
            **({"Send it in": [address(to_send, row) for row in rows.to_dict("records")]} if to_send else {}),
            "Where to look": rows["lead"].mask(is_page).fillna("").where(rows["lead"].notna(), "no lead yet"),
        }
    )
    st.dataframe(
        table,
        hide_index=True,
        height=352,
        alt="What the record is known to lack, with leads",
        placeholder="",
        column_config={
            "Wanted": st.column_config.TextColumn(width="medium"),
            "Where to look": st.column_config.TextColumn(width="medium"),
            "Page to look at": st.column_config.LinkColumn(display_text="Open"),
            "Send it in": st.column_config.LinkColumn(display_text="Write"),
        },
    )
    st.markdown(f"**Know one of them?** {how_to_send(to_send)}")
    st.code(ROW_TO_SEND, language=None)
    links.answer("wanted", Filters())


def how_to_send(contact: str) -> str:
    """How a reader sends in what is wanted."""
    where = f"Write to {contact}" if contact else "Add it to a record file"
    return f"{where}: the public page that says so, and the award in one row of these columns; every other column is optional."


def address(contact: str, row: dict) -> str:
    """Where the link of one wanted row leads: a mail about it, or the page of the maintainers."""
    if "@" not in contact or contact.startswith("http"):
        return contact
    place = f" ({row['place']})" if isinstance(row["place"], str) else ""
    subject = f"Wanted no. {row['wanted_id']}: {row['wanted']}{place}"
    return f"mailto:{contact.removeprefix('mailto:')}?subject={quote(subject)}"


def findings() -> None:
    """Findings of the build by rule, each with its record."""
    rows = data.ask("quality_findings")
    st.header("What is odd in the data", anchor=False)
    if rows.empty:
        st.markdown("The build found nothing odd in the record.")
        return
    by_rule = [
        f"{escaped(str(rule).replace('_', ' '))}: {words.number(count)}" for rule, count in rows["rule"].value_counts().items()
    ]
    st.markdown(f"{words.of(len(rows), 'finding')} did not stop the build. By rule: {'; '.join(by_rule)}.")
    table = pd.DataFrame(
        {
            "City": rows["city_id"].map(_names(rows["city_id"])),
            "Rule": rows["rule"].str.replace("_", " "),
            "Found": rows["message"],
            "How to mend it": rows["mend"],
            "File": rows["record_file"],
            "Line": rows["record_line"],
        }
    )
    city_table.show(table, rows["city_id"], "findings", "Data-quality findings", height="auto")
    links.answer("quality_findings", Filters())


def _names(city_ids: pd.Series) -> dict[str, str]:
    cities = data.ask("city_record", Filters(city=tuple(city_ids.dropna().unique())))
    return {city["city_id"]: words.place(city) for city in cities.to_dict("records")}
