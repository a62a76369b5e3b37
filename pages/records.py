"""Which awards match my filter, and can I have them?"""

import streamlit as st

from ui import filter_bar
from ui.records import award_list, award_table, facets

listing = award_list.asked(filter_bar.current())
is_any = award_list.answer(listing)
if is_any:
    with st.container(horizontal=True, key="take-away", gap="small"):
        columns = award_table.chosen_columns()
        award_list.take(listing, columns)
        award_list.cite(listing)
    award_table.draw(listing, columns)
    award_list.downloads(listing, columns)
else:
    st.info("No award matches this filter. Take one choice out, or move the as-of date.")
    award_list.cite(listing)
facets.show(listing)
