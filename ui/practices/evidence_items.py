"""Items of public evidence as a reader opens them: headline, year, kind of page, who named the practice, source."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pandas as pd
import streamlit as st

from queries import words
from queries.filters import Filters
from ui import data, links
from ui.element_cache import kept
from ui.escaping import escaped

BASIS = {"source": "the source names the practice", "editor": "classified by us"}
MARKS = {"source": "■", "editor": "◇"}
NO_YEAR = "no year"
NONE_FOUND = "No public evidence found."
# What may stand in the address of a markdown link as it is; everything else is percent-encoded.
PLAIN_IN_ADDRESSES = ":/?#@!&'+,;=%-._~"


@kept
def places(filters: Filters) -> dict[str, str]:
    """City ids and names of the cities that match, each name once: a second one of a country has its region too."""
    cities = data.ask("cities", filters)
    names = [words.place(city) for city in cities.to_dict("records")]
    twice = pd.Series(names).duplicated(keep=False)
    fuller = cities["city"] + ", " + cities["state"] + ", " + cities["country_name"]
    return dict(
        zip(
            cities["city_id"],
            [full if again else name for name, full, again in zip(names, fuller, twice, strict=True)],
            strict=True,
        )
    )


@kept
def items(filters: Filters, classified: bool) -> pd.DataFrame:
    """Items of the cities that match, with `place`; without `classified` only those whose source names the practice."""
    found = data.ask("evidence", filters)
    found = found.assign(place=found["city_id"].map(places(filters)))
    found = found.sort_values(["place", "practice", "year"], ascending=[True, True, False], na_position="last", kind="stable")
    return found if classified else found[found["basis"] == "source"]


def read(rows: pd.DataFrame, with_place: bool = False) -> None:
    """Each item in full, for reading."""
    changed = data.ask("standard_changes")["changed_on"].max().year
    for item in rows.to_dict("records"):
        year = NO_YEAR if pd.isna(item["year"]) else str(int(item["year"]))
        since = f" (since {changed}: {escaped(item['later_practice'])})" if isinstance(item["later_practice"], str) else ""
        place = f"{item['place']}: " if with_place else ""
        title = item["source_title"] if isinstance(item["source_title"], str) else "Source"
        st.markdown(
            f"{MARKS[item['basis']]} **{escaped(place + item['headline'])}**  \n{year} · {words.page_kind(item['kind'])} · "
            f"{BASIS[item['basis']]}{since} · {source(title, item['source_url'])}"
        )


def source(title: str, url: str) -> str:
    """A markdown link to a public page; the title alone where the address is not one of the web."""
    return f"[{escaped(title)}](<{quote(url, safe=PLAIN_IN_ADDRESSES)}>)" if is_of_the_web(url) else escaped(title)


def is_of_the_web(url: str) -> bool:
    """Whether an address leads to a page, and not to a script or a file."""
    return urlsplit(url).scheme in ("http", "https")


def table(filters: Filters, classified: bool, practice: str | None = None) -> None:
    """All items, or those of one practice, as a table whose every row has its link, and the same rows as a file."""
    rows = items(filters, classified)
    rows = rows[rows["practice"] == practice] if practice else rows
    shown = pd.DataFrame(
        {
            "City": rows["place"],
            "Practice": rows["practice"],
            "Year": [NO_YEAR if pd.isna(year) else str(int(year)) for year in rows["year"]],
            "Item": rows["headline"],
            "Kind of page": rows["kind"].map(words.page_kind),
            "Practice named by": [f"{MARKS[basis]} {'source' if basis == 'source' else 'us'}" for basis in rows["basis"]],
            "Source": rows["source_url"].where(rows["source_url"].map(is_of_the_web)),
        }
    )
    widths = {"City": 150, "Practice": 170, "Year": 70, "Item": 310, "Kind of page": 130, "Practice named by": 130}
    config: dict = {name: st.column_config.TextColumn(width=width) for name, width in widths.items()}
    config["Source"] = st.column_config.LinkColumn(display_text="Open", width=70)
    order = ["City", "Year", "Item", "Source", "Kind of page", "Practice named by"]
    if not practice:
        order.insert(1, "Practice")
    alt = f"Table of {f'items of {practice}' if practice else 'all items of public evidence'}, each with a link to its source"
    st.dataframe(shown, hide_index=True, column_config=config, column_order=order, alt=alt)
    links.answer("evidence", filters, "Download these items as CSV, those classified by us included")
