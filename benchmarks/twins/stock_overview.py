"""The overview as a stock Streamlit page: plotly.express, the CSV in st.cache_data, one filter, one chart, one table."""

import os

import pandas as pd
import plotly.express as px
import streamlit as st


@st.cache_data
def cities() -> pd.DataFrame:
    return pd.read_csv(os.environ["TWIN_RECORDS"])


st.title("Certified cities")
chosen = st.multiselect("Level", ["Platinum", "Gold", "Silver"])
found = cities()
found = found[found["level"].isin(chosen)] if chosen else found
st.metric("Certified cities", len(found))
counts = found.groupby("level", as_index=False).size()
st.plotly_chart(px.bar(counts, x="size", y="level", color="level", orientation="h", text="size"))
st.dataframe(found)
