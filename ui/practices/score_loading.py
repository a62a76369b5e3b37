"""Why the public portal shows no practice scores, who can load some, and how."""

from __future__ import annotations

import streamlit as st

from queries import words
from ui import data
from ui.practices import sample_link

LOAD = "certified-cities etl load --audience staff scores.xlsx"


def absent() -> None:
    """Why no score is shown, who can load some, and where the views can be tried."""
    st.info("No practice scores are loaded here.", icon=":material/info:")
    st.markdown(
        "How a city scored in each practice is not public: neither the program nor any page we read gives it, and no score is "
        "ever derived from a level. Whoever holds scores, such as program staff or a city, can load them into a portal of their "
        "own. In the public portal a score appears only where its row says `publish_scores = yes`."
    )
    st.markdown(f"**How to load scores**\n\n{how_to_load()}")
    st.code(LOAD, language=None, wrap_lines=True)
    st.markdown(
        "To see what these views show, there is a sample: about forty fictional cities with invented scores, kept apart from the "
        "record."
    )
    sample_link.way_in()


def how_to_load() -> str:
    """The steps, with the columns of the newest edition's scores."""
    practices = data.ask("practices").dropna(subset=["score_column"])
    columns = practices.loc[practices["edition_id"] == practices["edition_id"].max(), "score_column"]
    return (
        "1. Write one row per award, as CSV or Excel: `city`, `state`, `population`, `level`, `year`, and one column for each "
        f"practice: {words.listed(f'`{column}`' for column in columns)}.\n"
        "2. Write each score as percent of the practice's criteria that the city met, 0 to 100; leave it blank where the "
        "practice was not assessed.\n"
        "3. Load the file into a portal for staff, which shows every score and is not public:"
    )
