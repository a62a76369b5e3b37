"""What is on record for this city?"""

import streamlit as st

from ui import filter_bar
from ui.city import city_comparison, city_history, city_list, city_scores, neighbors, provenance, take_away
from ui.city import city_record as one
from ui.practices import partner_offers

chosen = filter_bar.current()
on = one.dated(chosen)
slugs = one.asked()
found = one.on_record(slugs, on)
if len(found) == 1:
    one.tab(found[0], on)
    one.head(found[0], on)
elif found:
    st.title("Cities side by side", anchor=False)
else:
    st.title("What is on record for a city", anchor=False)
for slug in slugs:
    if slug not in found:
        one.without_record(slug, chosen)
city_comparison.control(found, on)
if len(found) > 1:
    city_comparison.side_by_side(found, chosen)
if found:
    city_history.draw(found, on)
    one.award_list(found, on)
if len(found) == 1:
    city_scores.draw(found[0], on)
    one.work(found[0])
    partner_offers.for_a_city()
    one.unknowns(found[0], on)
    provenance.draw(found[0])
    neighbors.draw(found[0], chosen)
elif found:
    city_comparison.practices(found, on)
    city_comparison.scores(found, on)
if found:
    take_away.draw(found, on)
else:
    st.header("Every city on record", anchor=False)
    city_list.everyone(chosen)
