"""Where are the certified cities?"""

import streamlit as st

from ui import filter_bar
from ui.map import city_map, map_list, map_place, map_replay_view, state_tiles

chosen = filter_bar.current()
region = map_place.box(chosen)
city = city_map.take_choice()
map_place.answer(chosen)
with st.container(horizontal=True, vertical_alignment="bottom"):
    map_place.control(chosen)
    view = city_map.view_control()
    shaded = view == "Map" and region["map_name"] == map_place.HOME and city_map.shade_control()
if view == "Tiles":
    state_tiles.tiles(chosen)
elif view == "Replay":
    map_replay_view.replay(chosen, region["region"])
else:
    picture, beside = st.columns([8, 5], gap="medium")
    with picture:
        city_map.picture(chosen, region, shaded, city)
        city_map.chosen_city(chosen, region, city)
        city_map.notes(region, shaded)
    with beside:
        map_list.beside(chosen, region)
