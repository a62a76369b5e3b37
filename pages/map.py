"""Where are the certified cities?"""

import streamlit as st

from ui import filter_bar
from ui.map import city_map as drawn

chosen = filter_bar.current()
st.title("Where the certified cities are", anchor=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    view = drawn.view_control()
    with st.container(width=280):
        asked = drawn.region_control()
    shaded = drawn.shade_control(disabled=view != "Map")
region = drawn.box(chosen, asked)
drawn.answer(chosen, region["map_name"])
if view == "Tiles":
    drawn.tiles(chosen)
elif view == "Replay":
    drawn.replay(chosen, region["region"])
else:
    picture, beside = st.columns([2, 1], gap="medium")
    with picture:
        drawn.picture(chosen, region, shaded)
        drawn.notes(region, shaded)
    with beside:
        drawn.beside(chosen, region)
