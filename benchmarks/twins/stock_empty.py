"""An empty stock Streamlit page that imports what the portal imports."""

import streamlit as st

import app
import etl.publishing.build
from ui import failure

assert app.app and etl.publishing.build and failure
st.title("An empty page")
