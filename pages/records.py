"""Which awards match my filter, and can I have them?"""

import streamlit as st

from ui import facets, filters, records

st.title("Awards on record", anchor=False)
listing = records.asked(filters.current())
records.answer(listing)
facets.show(listing)
if records.rows(listing).empty:
    st.info("No award matches this filter. Take one choice out, or move the as-of date.")
else:
    columns = records.columns_control()
    records.table(listing, columns)
    records.downloads(listing, columns)
records.cite(listing)
