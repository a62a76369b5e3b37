"""What is on record for this city?"""

import streamlit as st

from ui import city as one
from ui import citylist, compare, filters, neighbors, search, take_away

chosen = filters.current()
slugs = one.asked()
found = one.records(slugs, chosen)
if len(found) == 1:
    one.head(found[0], chosen)
elif found:
    st.title("Cities side by side", anchor=False)
else:
    st.title("What is on record for a city", anchor=False)
for slug in slugs:
    if slug not in [city["city_id"] for city in found]:
        one.without_record(slug, chosen)
compare.control([city["city_id"] for city in found], chosen)
if found:
    awards = one.awards([city["city_id"] for city in found], chosen)
    if len(found) > 1:
        compare.side_by_side(found, awards)
    if not awards.empty:
        one.history(awards, chosen)
    if len(found) == 1:
        one.award_list(awards)
        one.work(found[0]["city_id"])
        one.unknowns(found[0]["city_id"], chosen)
        neighbors.draw(found[0]["city_id"], chosen)
        take_away.draw(found[0], chosen)
else:
    search.box(chosen, key="find-city")
    st.header("Every city on record", anchor=False)
    citylist.show(one.everyone(chosen), "cities-on-record")
