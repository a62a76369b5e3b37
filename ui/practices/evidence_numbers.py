"""Documented evidence in numbers: cities by practice, by group of cities or of items, and practices together."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.evidence_grid import documented_together
from charts.matrix import numbers
from queries import words
from queries.filters import Filters
from ui import data, figure
from ui.element_cache import kept, view
from ui.escaping import escaped
from ui.practices import evidence, phone_lists, practice_counts, surveys
from ui.practices.evidence_items import NO_YEAR

OF_CITIES = ("Level", "State or region", "Country", "Size")
OF_ITEMS = ("Year of the item", "Kind of page")
OF_ITEMS_COUNTED = "Counted are cities with such an item; a city can have items of several kinds and years."
SHOWN_IN_A_SENTENCE = 5
LONGEST_GROUP = 22
GROUPS, TOGETHER = "documented_cities_by_practice_and_group", "practices_documented_together"
TITLE_OF_BOTH = "Cities with evidence of both"


def in_numbers(filters: Filters) -> None:
    """All numbers of the selection, one picture below the other."""
    classified = evidence.classified_too()
    if not evidence.said(filters, classified):
        return surveys.answers(filters)
    practice_counts.counted(filters)
    st.header("By level, place, size, year and kind of page", anchor=False)
    options = (*OF_CITIES, *OF_ITEMS)
    dimension = st.segmented_control("Compare by", options, default=options[0], key="by", required=True, bind="query-params")
    by_group(filters, classified, dimension)
    figure.fold(GROUPS, filters, behind_groups, classified, dimension)
    if together(filters, classified):
        figure.fold(TOGETHER, filters, behind_together)
    return surveys.answers(filters)


def counted(classified: bool) -> str:
    """The column that counts cities: all items, or only those whose source names the practice."""
    return "city_count" if classified else "source_named_city_count"


@view
def by_group(filters: Filters, classified: bool, dimension: str) -> None:
    """How many cities of each group, or with an item of each group, are documented in each practice."""
    rows = grouped(filters, classified, dimension)
    sentence = in_items(rows, dimension) if dimension in OF_ITEMS else in_groups(rows, dimension)
    st.markdown(escaped(sentence))
    cells = as_cells(rows, dimension)
    picture = numbers(cells, list(cells["row"].unique()), dict(practice_counts.names().values()), LONGEST_GROUP)
    with phone_lists.in_place_of_the_matrix("groups", in_lists(rows)):
        figure.picture(picture, GROUPS, filters, title_of(dimension), f"Matrix of numbers. {sentence}")
        st.caption(f"· none found. {'In brackets: cities that match.' if dimension in OF_CITIES else OF_ITEMS_COUNTED}")


def title_of(dimension: str) -> str:
    """`Evidence by level`."""
    return f"Evidence by {dimension.lower()}"


def in_lists(rows: pd.DataFrame) -> dict[str, str]:
    """The matrix practice by practice, most cities first: the groups with a city, each with its numbers."""
    cities = rows.groupby("practice", sort=False)["cities"].sum().sort_values(ascending=False, kind="stable")
    found = rows[rows["cities"] > 0]
    lists = {}
    for practice in cities.index:
        mine = found[found["practice"] == practice]
        parts = [f"{escaped(name)}: {cell}" for name, cell in zip(mine["group_name"], mine["cell"], strict=True)]
        lists[str(practice)] = "; ".join(parts) or "none found"
    return lists


@view
def behind_groups(filters: Filters, classified: bool, dimension: str) -> None:
    """The groups as a table, and their file."""
    rows = grouped(filters, classified, dimension)
    table = rows.pivot(index="group_name", columns="practice", values="cell").reindex(rows["group_name"].unique())
    figure.behind(GROUPS, filters, title_of(dimension), table.rename_axis(dimension).reset_index())


def grouped(filters: Filters, classified: bool, dimension: str) -> pd.DataFrame:
    """Rows of one dimension, with `cities` and `items` counted as asked and `cell`, both in words."""
    rows = data.ask(GROUPS, filters)
    rows = rows[rows["dimension"] == dimension].assign(practice=lambda found: found["practice"].map(practice_counts.present()))
    rows = rows.assign(cities=rows[counted(classified)], items=rows["evidence_count" if classified else "source_named_count"])
    if dimension == "Kind of page":
        rows = rows.assign(group_name=rows["group_name"].map(words.page_kind))
    if dimension in OF_CITIES:
        return rows.assign(cell=rows["cities"].astype(str) + " of " + rows["group_city_count"].astype(str))
    both = zip(rows["cities"], rows["items"], strict=True)
    return rows.assign(cell=[f"{words.of(cities, 'city', 'cities')}, {words.of(items, 'item')}" for cities, items in both])


def as_cells(rows: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """The rows as cells of a matrix: row, column, shown, tint, words; the tint is the share of the group's cities."""
    shares = rows["cities"] / rows["group_city_count"]
    sizes = " (" + rows["group_city_count"].astype(str) + ")" if dimension in OF_CITIES else ""
    return pd.DataFrame(
        {
            "row": rows["group_name"] + sizes,
            "column": rows["practice"],
            "shown": rows["cities"].astype(str).replace("0", "·"),
            "tint": 100 * shares / max(shares.max(), 0.01),
            "words": rows["group_name"] + ", " + rows["practice"] + ": " + rows["cell"],
        }
    )


def in_groups(rows: pd.DataFrame, dimension: str) -> str:
    """The practice documented for most cities, group by group, in words."""
    top = rows.groupby("practice", sort=False)["cities"].sum().idxmax()
    mine = rows[(rows["practice"] == top) & (rows["cities"] > 0)].head(SHOWN_IN_A_SENTENCE)
    parts = [f"{row['cell']} ({row['group_name']})" for row in mine.to_dict("records")]
    return f"{top}, documented for most cities, by {dimension.lower()}: {words.listed(parts)}."


def in_items(rows: pd.DataFrame, dimension: str) -> str:
    """The year or the kind of page that most cities have an item of in one practice."""
    most = rows.sort_values("cities", kind="stable").iloc[-1]
    if dimension == "Kind of page":
        group = f"of the kind “{most['group_name']}”"
    else:
        group = "without a year" if most["group_name"] == NO_YEAR else f"dated {most['group_name']}"
    return f"The largest number: {most['cell']} {group} in {most['practice']}."


@kept
def pairs_of(filters: Filters) -> pd.DataFrame:
    """Every two practices, by their present names, with how many cities are documented in both."""
    present = practice_counts.present()
    pairs = data.ask(TOGETHER, filters)
    return pairs.assign(practice=pairs["practice"].map(present), other_practice=pairs["other_practice"].map(present))


@view
def together(filters: Filters, classified: bool) -> bool:
    """Which two practices are documented for the same city; whether any are."""
    column, pairs = counted(classified), pairs_of(filters)
    most = int(pairs[column].max())
    st.header("Documented together", anchor=False)
    if not most:
        st.markdown("No city of this selection has public evidence of two practices at once.")
        return False
    best = pairs[pairs[column] == most]
    names = words.listed([f"{row['practice']} with {row['other_practice']}" for row in best.head(3).to_dict("records")])
    more = f" and {words.of(len(best) - 3, 'other pair')}" if len(best) > 3 else ""
    count = words.of(most, "city", "cities") + (" each" if len(best) > 1 else "")
    sentence = f"Most often documented for the same city: {names}{more} ({count})."
    st.markdown(escaped(sentence))
    with phone_lists.in_place_of_the_matrix("together", with_others(pairs, column)):
        picture = documented_together(pairs, dict(practice_counts.names().values()), column)
        figure.picture(picture, TOGETHER, filters, TITLE_OF_BOTH, f"Matrix of numbers. {sentence}")
    return True


def with_others(pairs: pd.DataFrame, column: str) -> dict[str, str]:
    """For each practice the others that are documented for the same cities, most cities first."""
    turned = pairs.rename(columns={"practice": "other_practice", "other_practice": "practice"})
    both = pd.concat([pairs, turned], ignore_index=True)
    both = both[both[column] > 0].sort_values(column, ascending=False, kind="stable")
    parts = both["other_practice"].map(escaped) + ": " + both[column].astype(str)
    return {str(practice): "; ".join(mine) for practice, mine in parts.groupby(both["practice"], sort=False)}


@view
def behind_together(filters: Filters) -> None:
    """The pairs as a table, and their file."""
    names = {
        "practice": "Practice",
        "other_practice": "and",
        "city_count": "Cities, with items we classified",
        "source_named_city_count": "Cities, named by a source",
    }
    figure.behind(TOGETHER, filters, TITLE_OF_BOTH, pairs_of(filters).rename(columns=names))
