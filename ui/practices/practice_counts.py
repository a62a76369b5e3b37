"""What is documented per practice, counted: present names first, earlier ones beneath, our own classification told apart."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.documented import by_practice
from charts.figure_data import rows_of
from queries import words
from queries.filters import Filters
from ui import data, figure
from ui.element_cache import kept, view
from ui.escaping import escaped

QUERY = "documented_cities_by_practice"
TABLE = {
    "present_practice": "Practice",
    "practice": "Earlier name",
    "source_named_city_count": "Cities, named by a source",
    "city_count": "Cities, with items we classified",
    "source_named_count": "Items named by their source",
    "evidence_count": "All items",
    "undated_count": "Items without a year",
    "selected_city_count": "Cities that match",
}


@kept
def names() -> dict[str, tuple[str, str]]:
    """Each practice that evidence is classified by: its present name, and `until 2022: …` where it had another one."""
    lineage = data.ask("practice_lineage")
    now = lineage[lineage["is_present"]].fillna({"practice_names": ""})
    return {
        row["practice"]: (
            row["practice_names"] or row["practice"],
            earlier(row["practice"], row["practice_names"], row["valid_from"].year),
        )
        for row in now.to_dict("records")
    }


@kept
def present() -> dict[str, str]:
    """The present name of each practice that evidence is classified by."""
    return {practice: name for practice, (name, _) in names().items()}


def earlier(practice: str, present: str, year: int) -> str:
    """`until 2022: …`, empty where only an ampersand changed."""
    return "" if not present or practice.replace("&", "and") == present else f"until {year}: {practice}"


def counted(filters: Filters) -> None:
    """What is documented per practice as a picture, and what is behind it."""
    drawn(filters)
    figure.fold(QUERY, filters, behind)


@kept
def rows(filters: Filters) -> pd.DataFrame:
    """The practices with their counts, most documented first."""
    return data.ask(QUERY, filters).sort_values(["city_count", "practice"], ascending=[False, True], kind="stable")


@view
def behind(filters: Filters) -> None:
    """The practices as a table, and their file."""
    counts = rows(filters)
    figure.behind(QUERY, filters, takeaway(counts), counts[list(TABLE)].rename(columns=TABLE))


@view
def drawn(filters: Filters) -> None:
    """How many of the cities that match are documented in each practice, most first: by a source, and only by us."""
    counts = rows(filters)
    finding = answer(counts)
    st.header("What is documented, practice by practice", anchor=False)
    st.markdown(escaped(finding))
    present, second = zip(*(names()[one] for one in counts["practice"]), strict=True)
    named = counts.assign(present=present, second=second)
    figure.picture(by_practice(named), QUERY, filters, takeaway(counts), f"Bars. {finding}")
    st.caption("More cities documented in a practice means that more was published and found, not that it is done better.")


def takeaway(counts: pd.DataFrame) -> str:
    """`Documented for most cities: Performance and Analytics, 39 of 103`. `counts`: rows of the query, most first."""
    selected, most = int(counts["selected_city_count"].iloc[0]), int(counts["city_count"].max())
    if not most:
        return "Nothing found in public" if selected else "No city matches"
    many = f"{words.number(most)} of {words.number(selected)}" if selected > 1 else "the one city"
    return f"Documented for most: {words.listed(_named(counts, 'city_count', most))}, {many}"


def answer(counts: pd.DataFrame) -> str:
    """The practices documented for most and for fewest cities, and those that no source names, in words."""
    selected, most, fewest = (int(value) for value in (
        counts["selected_city_count"].iloc[0], counts["city_count"].max(), counts["city_count"].min()
    ))  # fmt: skip
    if not most:
        return "Nothing was found for any of the practices."
    of = f"Documented for most of the {words.number(selected)} cities" if selected > 1 else "Documented for the one city"
    parts = [f"{of}: {_cities(counts, 'city_count', most, selected)}"]
    if fewest < most:
        parts.append(f"{'for fewest' if selected > 1 else 'not for it'}: {_cities(counts, 'city_count', fewest, selected)}")
    named = int(counts["source_named_city_count"].max())
    if not named:
        return f"{'; '.join(parts)}. No source names any of them: we classified what the pages describe."
    by_source = (
        f"Named by a source{' for most' if selected > 1 else ''}: {_cities(counts, 'source_named_city_count', named, selected)}"
    )
    none = _named(counts[counts["city_count"] > 0], "source_named_city_count", 0)
    unnamed = f"; no source we found names {words.listed(none, 'or')}, which we classified" if none else ""
    return f"{'; '.join(parts)}. {by_source}{unnamed}."


def _cities(counts: pd.DataFrame, column: str, count: int, selected: int) -> str:
    """The practices with that count, and the count where there is more than one city."""
    found = _named(counts, column, count)
    if selected == 1:
        return words.listed(found)
    each = " each" if count and len(found) > 1 else ""
    return f"{words.listed(found)} ({words.of(count, 'city', 'cities') if count else 'none'}{each})"


def _named(counts: pd.DataFrame, column: str, count: int) -> list[str]:
    return [names()[practice][0] for practice, value in rows_of(counts, "practice", column) if value == count]
