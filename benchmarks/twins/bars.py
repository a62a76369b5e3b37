"""A page with the bar chart of the overview and nothing else: what the map is held against."""

import streamlit as st

from ui import filter_bar
from ui.overview import summary

st.title("The bar chart of the overview", anchor=False)
summary.by_latest_level(filter_bar.current())
