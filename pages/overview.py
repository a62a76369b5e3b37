"""How many cities are certified, and what is new?"""

import streamlit as st

from ui import filter_bar, search
from ui.overview import summary

chosen = filter_bar.current()
st.title("Cities certified for using data well", anchor=False)
st.markdown(
    "The independent record of What Works Cities Certification: which city halls in the Americas were certified, when, "
    "at which level, and who says so."
)
search.box(chosen)
summary.headline(chosen)
left, right = st.columns(2, gap="large")
with left:
    summary.by_latest_level(chosen)
with right:
    summary.places(chosen)
summary.growth(chosen)
summary.newest(chosen)
summary.missing(chosen)
