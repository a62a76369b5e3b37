"""How has the number of certified cities grown since 2017?"""

import streamlit as st

from ui import data, filter_bar
from ui.growth import awards_per_year, cities_by_size, record_replay, totals
from ui.record_days import unchanged

VIEWS = {"Total": totals.total, "Level": totals.by_level, "Country": totals.by_country, "US state": totals.by_state}

chosen = filter_bar.current()
st.title("How the number grew", anchor=False)
totals.answer(chosen)
st.header("Cities certified at least once", anchor=False)
by = st.segmented_control("Show by", list(VIEWS), default="Level", required=True, key="by", bind="query-params")
if data.row("city_count", unchanged(chosen))["city_count_most"]:
    VIEWS[by](chosen)
else:
    st.info("No city matches this filter.")
awards_per_year.movements(chosen)
awards_per_year.climbs(chosen)
awards_per_year.standard(chosen)
cities_by_size.sizes(chosen)
replay = st.expander("Replay: from announcement to announcement", key="replay", on_change="rerun", bind="query-params")
if replay.open:
    with replay:
        record_replay.replay(chosen)
