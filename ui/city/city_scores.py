"""One city's scores where some are loaded, edition beside edition, with the break of the standard between them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from charts.score_profile import score_profile
from queries import words
from queries.filters import Filters
from ui import data, figure, levels
from ui.escaping import escaped
from ui.practices.score_city import strengths_and_growth

TITLES = {
    "practice_name": "Practice", "score_pct": "Score, percent", "level_median_pct": "Median of its level",
    "level_city_count": "n", "size_median_pct": "Median of its size", "size_city_count": "n of this size",
}  # fmt: skip
QUERY = "score_profile"
BREAK = "The standard changed: other practices, other criteria. Nothing is compared across."


def draw(slug: str, on: Filters) -> None:
    """The profile of each edition, the older one first; nothing where no score of the city is loaded."""
    if data.ask("scored_cities").empty:
        return
    of_city = replace(on, city=(slug,))
    rows = data.ask(QUERY, of_city)
    editions = [edition for edition, mine in rows.groupby("edition") if mine["score_pct"].notna().any()]
    if not editions:
        return
    st.header("Scores by practice", anchor=False)
    if len(editions) > 1:
        st.info(BREAK, icon=":material/vertical_split:")
    for place, edition in zip(st.columns(len(editions), gap="large"), editions, strict=True):
        with place:
            _of_edition(str(edition), rows[rows["edition"] == edition], of_city)


def _of_edition(edition: str, profile: pd.DataFrame, of_city: Filters) -> None:
    level = str(profile["level"].iloc[0])
    level_name = f"{level} cities" if levels.is_stated(level) else "level not stated"
    sentence = strengths_and_growth(profile, level_name)
    st.subheader(f"{edition} edition", anchor=False)
    st.markdown(escaped(sentence))
    title = f"{words.place(profile.iloc[0].to_dict())}, {edition} edition"
    picture = score_profile(profile, level_name, "cities of its size")
    name, table = f"scores-{edition}", profile[list(TITLES)].rename(columns=TITLES)
    figure.drawn(picture, name, title, figure.source_lines(of_city), f"Profile. {sentence}")
    figure.fold(name, of_city, lambda asked: figure.behind(QUERY, asked, title, table))
