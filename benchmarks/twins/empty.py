"""A page with nothing on it but its title: what the frame alone costs."""

import streamlit as st

st.title("An empty page", anchor=False)
