"""The cities of the map as a table beside it, with the same rows as its file; a name chooses the city."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import streamlit as st

from queries import words
from queries.filters import Filters
from ui import city_table, clicks, links
from ui.element_cache import kept
from ui.map.city_map import LIST, level_and_year
from ui.map.map_place import HOME, boxes, shown

ROW, HIGHEST = 35, 400
# Pixels; all fit beside the map, the first two on a phone, where the population is one swipe away and never cut in the middle.
WIDTHS = {"City": 190, "Latest level": 136, "Population": 85}


def beside(filters: Filters, region: dict) -> None:
    """How many there are, their file, the table, and a control for a reader without a mouse."""
    table, places = listed(filters, region["region"])
    counted = f"On this map: {words.of(len(places), 'city', 'cities')}"
    if not places:
        st.markdown(f"**{counted}**\n\nNo city matches this filter.")
        return
    st.markdown(f"**{counted}** · {links.answer_link('cities', filters, 'Download as CSV')}")
    columns = {
        "Latest level": st.column_config.TextColumn(width=WIDTHS["Latest level"]),
        "Population": st.column_config.NumberColumn(format="localized", width=WIDTHS["Population"]),
    }
    meant = city_table.ids_by_name(table["City"].to_pylist(), list(places))
    city_table.show(table, meant, LIST, counted, columns, height=min(ROW * (len(places) + 1) + 3, HIGHEST), width=WIDTHS["City"])
    city_table.by_name(places, LIST, "Choose a city")


@kept
def listed(filters: Filters, region: str) -> tuple[pa.Table, dict[str, str]]:
    """The cities of the map by name as a table; and their names by id, in the same order, no two cities under one."""
    cities = shown(filters, boxes()[region]).sort_values("place")
    city_ids = cities["city_id"].tolist()
    # On the map of one country its name behind each of its cities would only cut theirs.
    is_said = cities["country_name"].nunique() == 1 and region == cities["country_name"].iloc[0] != HOME
    names = clicks.apart(cities["city" if is_said else "place"].tolist(), city_ids)
    table = pd.DataFrame(
        {
            "City": names,
            "Latest level": [level_and_year(city) for city in cities.to_dict("records")],
            "Population": cities["population"].tolist(),
        }
    )
    return pa.Table.from_pandas(table, preserve_index=False), dict(zip(city_ids, names, strict=True))
