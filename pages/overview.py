"""How many cities are certified, and what is new?"""

import streamlit as st

from ui import filters, overview, search

chosen = filters.current()
st.title("Cities certified for using data well", anchor=False)
st.markdown(
    "The independent record of What Works Cities Certification: which city halls in the Americas were certified, when, "
    "at which level, and who says so."
)
search.box(chosen)
overview.headline(chosen)
left, right = st.columns(2, gap="large")
with left:
    overview.levels(chosen)
with right:
    overview.places(chosen)
overview.growth(chosen)
overview.newest(chosen)
overview.missing(chosen)
