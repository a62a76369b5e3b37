"""How many cities are certified, and what is new?"""

import streamlit as st

from ui import ask, filter_bar
from ui.overview import first_screen, summary

chosen = filter_bar.current()
answer, picture = st.columns([5, 4], gap="large")
with answer:
    first_screen.finding(chosen)
    first_screen.how(chosen)
    ask.box()
    ask.answer(chosen)
    first_screen.by_level(chosen)
with picture:
    first_screen.where(chosen)
summary.growth(chosen)
summary.newest(chosen)
left, right = st.columns(2, gap="large")
with left:
    summary.by_latest_level(chosen)
with right:
    summary.places(chosen)
summary.missing(chosen)
