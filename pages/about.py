"""Where does this come from, how is it counted, what do the columns mean?"""

import streamlit as st

from ui import about, links, open_data
from ui.footer import contact

base = links.permalink("", [])
st.title("About this record", anchor=False)
about.contents()
about.relation()
about.sources()
about.counting()
about.missing()
about.updates()
open_data.files(base)
open_data.api(base)
about.columns()
about.glossary()
about.corrections(contact())
about.licenses(contact())
