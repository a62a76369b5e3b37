"""How has the number of certified cities grown since 2017?"""

import streamlit as st

from ui import data, filter_bar, links, section
from ui.growth import awards_per_year, climbs, level_history, places, totals

chosen = filter_bar.current()
section.heading("growth")
totals.answer(chosen)
if totals.by_the_date(data.series(totals.SERIES, chosen))["city_count_most"]:
    totals.total(chosen)
    awards_per_year.movements(chosen)
    level_history.by_level(chosen)
    climbs.climbs(chosen)
    st.header("Place by place", anchor=False)
    by = st.segmented_control("Show by", list(places.KINDS), default="Country", required=True, key="by", bind="query-params")
    places.by_kind(by, chosen)
else:
    st.info("No city matches this filter.")
links.page("map", "Replay on the map", chosen, view="Replay")
links.page("overview", "Cities and residents by size", chosen, places="Size")
