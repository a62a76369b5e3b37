"""Which awards match my filter, and can I have them?"""

import streamlit as st

from ui import facets, filters, records, records_table

st.title("Awards on record", anchor=False)
listing = records.asked(filters.current())
is_any = records.answer(listing)
facets.show(listing)
if is_any:
    columns = records_table.chosen_columns()
    records_table.draw(listing, columns)
    records.downloads(listing, columns)
else:
    st.info("No award matches this filter. Take one choice out, or move the as-of date.")
records.cite(listing)
