"""A page with the bar chart of the overview and nothing else: what the map is held against."""

import streamlit as st

from ui import filters, overview

st.title("The bar chart of the overview", anchor=False)
overview.levels(filters.current())
