"""How has the number of certified cities grown since 2017?"""

import streamlit as st

from ui import data, filters, growth, growth_awards, growth_sizes, replay

VIEWS = {"Total": growth.total, "Level": growth.by_level, "Country": growth.by_country, "US state": growth.by_state}

chosen = filters.current()
st.title("How the number grew", anchor=False)
growth.answer(chosen)
st.header("Cities certified at least once", anchor=False)
by = st.segmented_control("Show by", list(VIEWS), default="Level", required=True, key="by", bind="query-params")
if data.row("city_count", chosen)["city_count_most"]:
    VIEWS[by](chosen)
else:
    st.info("No city matches this filter.")
growth_awards.movements(chosen)
growth_awards.climbs(chosen)
growth_awards.standard(chosen)
growth_sizes.sizes(chosen)
replay.replay(chosen)
