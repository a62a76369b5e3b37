"""How many awards each choice of each filter would list, before it is clicked; a click on a choice takes it."""

from __future__ import annotations

from functools import partial

import pandas as pd
import pyarrow as pa
import streamlit as st

from queries.filters import BY_NAME
from queries.listing import AwardList
from ui import clicks, data
from ui.element_cache import kept

SIDE_BY_SIDE = (("award", "level", "standard"), ("year", "size"), ("country", "state"))
IN_ORDER = ("level", "size")
ROW, MOST_ROWS = 35, 8


def show(listing: AwardList) -> None:
    """A closed part that holds one small table per filter; each counts under the other filters as they are."""
    part = st.expander(
        "Awards behind each choice: click one to narrow the list, again to widen it", key="facets", on_change="rerun"
    )
    if not part.open:
        return
    tables = counted(listing)
    with part:
        for column, parameters in zip(st.columns(3), SIDE_BY_SIDE, strict=True):
            with column:
                for parameter in parameters:
                    _facet(parameter, BY_NAME[parameter].label, tables[parameter])


@kept
def counted(listing: AwardList) -> dict[str, pa.Table]:
    """The table of each filter, ready to be sent: choice, award_count."""
    counts = data.ask("award_facets", listing.filters, text=listing.text)
    in_order = {name: _in_order(name, counts[counts["parameter"] == name]) for names in SIDE_BY_SIDE for name in names}
    return {name: pa.Table.from_pandas(rows[["choice", "award_count"]], preserve_index=False) for name, rows in in_order.items()}


def _in_order(parameter: str, counts: pd.DataFrame) -> pd.DataFrame:
    if parameter == "award":
        return counts.assign(choice=counts["choice"].map(data.vocabulary().award_words))
    if parameter == "year":
        return counts.sort_values("choice", ascending=False)
    if parameter not in IN_ORDER:
        return counts
    places = {choice: place for place, choice in enumerate(data.vocabulary().options[parameter])}
    return counts.sort_values("choice", key=lambda choice: choice.map(places))


def _facet(parameter: str, title: str, counts: pa.Table) -> None:
    shown = {choice: choice for choice in counts["choice"].to_pylist()}
    opener = clicks.column(title, f"facet-{parameter}", shown, partial(_take, parameter))
    st.dataframe(
        counts, key=f"facet-{parameter}", hide_index=True, alt=f"Awards by {title.lower()}",
        height=ROW * (1 + min(counts.num_rows, MOST_ROWS)) + 3,
        column_config={"choice": opener, "award_count": st.column_config.NumberColumn("Awards", width=70)},
    )  # fmt: skip


def _take(parameter: str, choice: str) -> None:
    """Adds the clicked choice to its filter, or takes it out where it is there."""
    now = list(st.session_state.get(parameter) or [])
    st.session_state[parameter] = [one for one in now if one != choice] if choice in now else [*now, choice]
    if parameter == "award":
        st.query_params["award"] = st.session_state["award"]
