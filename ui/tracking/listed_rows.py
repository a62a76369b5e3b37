"""The rows behind a number of the tracking page: a control that names each list with its count, and the list itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from queries import words
from queries.file_formats import dated
from queries.filters import Filters
from ui import city_table, clicks, data, levels, links, section
from ui.element_cache import view
from ui.escaping import escaped

HIGHEST = 320
ROW = 35
STANDINGS = {"named here": "named here", "possible": "possible by then", "missing": "not named by any source we found"}
UNCERTAIN = "named here; at this announcement or a later one"


@dataclass(frozen=True)
class Listed:
    """The rows behind one number: what they are, the rows as shown, and the query and filter whose file holds them.

    `city_ids` are those of the rows where a column `City` opens their pages; `columns` configures further columns.
    """

    title: str
    table: pd.DataFrame
    query: str
    filters: Filters
    city_ids: pd.Series | None = None
    columns: dict[str, Any] = field(default_factory=dict)

    @property
    def counted(self) -> str:
        """`7 rows: certified cities in California`."""
        return f"{words.of(len(self.table), 'row')}: {self.title}"

    @cached_property
    def drawn(self) -> pa.Table:
        """The rows as they are sent to a browser, made once; the name of a city is a button there and must not be blank."""
        return as_drawn(self.table if self.city_ids is None else self.table.assign(City=self.names))

    @cached_property
    def names(self) -> list[str]:
        """The names of the cities, row by row, no two cities under one."""
        return clicks.apart(self.table["City"].fillna("").tolist(), self.opened_by)

    @cached_property
    def meant(self) -> dict[str, str]:
        """The city whose page each name opens."""
        return city_table.ids_by_name(self.names, self.opened_by)

    @cached_property
    def opened_by(self) -> list[object]:
        """The cities whose pages the rows open, row by row."""
        return [] if self.city_ids is None else list(self.city_ids)

    @cached_property
    def places(self) -> dict[str, str]:
        """The cities whose pages the rows open, by name."""
        return city_table.openable(dict(zip(self.opened_by, self.names, strict=True)))


def as_drawn(table: pd.DataFrame) -> pa.Table:
    """A table as it is sent to a browser: who keeps it spares the work of making it so each time."""
    return pa.Table.from_pandas(table, preserve_index=False)


def choose(lists: Mapping[str, Listed], key: str) -> None:
    """Draws a control that names each list with its number of rows, and the list that is chosen, the first one at the start."""
    chosen = st.segmented_control(
        "Rows behind the numbers",
        list(lists),
        default=next(iter(lists)),
        required=True,
        format_func=lambda name: f"{escaped(name)}: {words.number(len(lists[name].table))}",
        key=f"list-{key}",
        label_visibility="collapsed",
    )
    show(lists[chosen], f"rows-{key}")


def show(found: Listed, key: str) -> None:
    """Draws how many rows there are, the rows, and a link to their file."""
    counted, _, title = found.counted.partition(": ")
    section.answered(f"**{counted}**: {escaped(title)}.")
    if found.table.empty:
        return
    height = min(ROW * (len(found.table) + 1) + 3, HIGHEST)
    if found.city_ids is not None:
        city_table.show(found.drawn, found.meant, key, found.counted, found.columns, height)
        city_table.by_name(found.places, key)
        city_table.open_chosen(key)
    else:
        st.dataframe(
            found.drawn, key=key, hide_index=True, height=height, alt=found.counted, placeholder="", column_config=found.columns
        )
    _file(found.query, found.filters, len(found.table))


@view
def _file(query: str, filters: Filters, shown_count: int) -> None:
    """A link to the rows as a file, which says so where the file has more rows than are shown."""
    whole = len(data.ask(query, filters))
    is_whole = whole == shown_count
    label = "Download this table as CSV" if is_whole else f"Download the whole table of {words.of(whole, 'row')} as CSV"
    links.answer(query, filters, label)


def chosen_row(table: pa.Table, options: Sequence[str], default: str, label: str, key: str, **drawn: Any) -> str:
    """Draws a table and under it a control that names one of its rows, `default` at the start; gives the name.

    The first column holds names, each of which is one of `options`; to click one in the table chooses it too.
    """
    if st.session_state.get(key) not in options:
        st.session_state[key] = default
    first, rows = table.column_names[0], f"{key}-table"
    if (clicked := clicks.taken(rows)) in options:
        st.session_state[key] = clicked
    opener = clicks.column(first, rows, {name: name for name in options}, pinned=True)
    columns = {first: opener, **drawn.pop("column_config", {})}
    st.dataframe(table, key=rows, hide_index=True, placeholder="", column_config=columns, **drawn)
    return st.selectbox(label, options, key=key)


def of_cities(title: str, rows: pd.DataFrame, query: str, filters: Filters) -> Listed:
    """Rows of the query `cities` as a list."""
    table = pd.DataFrame(
        {
            "City": rows["city"],
            "State or region": rows["state_name"],
            "Country": rows["country_name"],
            "Latest level": levels.marks(rows["level"]),
            "Level of": rows["level_year"],
            "First certified": rows["first_certified_words"],
        }
    )
    return Listed(title, table, query, filters, rows["city_id"])


def of_announced(title: str, rows: pd.DataFrame, filters: Filters) -> Listed:
    """Rows of the query `announced_cities` as a list."""
    uncertain = rows["city_id"].notna() & ~rows["is_dated"] & (rows["standing"] == "named here")
    table = pd.DataFrame(
        {
            "City": rows["city"],
            "Announcement": dated(rows)["announced_on"],
            "State or region": rows["state_name"],
            "Country": rows["country_name"],
            "Standing": rows["standing"].map(STANDINGS).mask(uncertain, UNCERTAIN),
            "First certified": rows["date_words"],
            "Where to look": rows["lead"],
        }
    )
    return Listed(title, table, "announced_cities", filters, rows["city_id"])
