"""Where does this come from, how is it counted, what do the columns mean?"""

import streamlit as st

from ui import about, open_data

st.title("About this record", anchor=False)
about.contents()
about.relation()
about.sources()
about.counting()
about.missing()
about.updates()
about.heading("downloads")
open_data.files()
about.heading("api")
open_data.api()
about.columns()
about.glossary()
about.corrections()
about.licenses()
