"""One city's scores: against its level and its size, in words, its distance to the next level, its change between assessments."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.change import then_and_now
from charts.score_profile import FEW, score_profile
from queries import words
from ui import levels
from ui.escaping import escaped
from ui.practices.score_source import ScoreSource, show

DIFFERENCES_NAMED = 3


def one_city(source: ScoreSource, edition: str, cities: pd.DataFrame) -> None:
    """The profile of the city that the reader chooses; one without any score is among the choices and says so."""
    st.header("One city", anchor=False)
    by_name = {words.place(city): city["city_id"] for city in cities.to_dict("records")}
    name = st.selectbox("City", list(by_name), key="scores_of", bind="query-params", width=360)
    city_id = by_name[name]
    profile = source.ask("score_profile", city=(city_id,))
    profile = profile[profile["edition"] == edition]
    if profile["score_pct"].isna().all():
        st.info(
            f"No score of {escaped(name)} is loaded for the {edition} edition: no practice is assessed. "
            "That is not a score of zero.",
            icon=":material/info:",
        )
        return
    compared(source, profile, edition, name)
    distance(source, edition, city_id)
    change(source, edition, city_id)


def compared(source: ScoreSource, profile: pd.DataFrame, edition: str, name: str) -> None:
    """The profile against both medians, with the strengths and growth areas in words."""
    level, size = profile["level"].iloc[0], profile["size_band"].iloc[0]
    level_name = f"{level} cities" if levels.is_stated(level) else "level not stated"
    size_name = "population unknown" if size == "unknown" else f"cities of {size} people"
    sentence = strengths_and_growth(profile, level_name)
    st.markdown(f"**{escaped(name)}** ({level_name}, {int(profile['year'].iloc[0])}). {escaped(sentence)}")
    assessed = profile.dropna(subset=["score_pct"])
    groups = {level_name: assessed["level_city_count"], size_name: assessed["size_city_count"]}
    few = [f"{group} (n {counts.min()})" for group, counts in groups.items() if counts.min() < FEW]
    if few:
        st.warning(f"Fewer than five cities to compare with, too few to lean on: {words.listed(few)}.", icon=":material/warning:")
    table = profile[
        ["practice_name", "score_pct", "level_median_pct", "level_city_count", "size_median_pct", "size_city_count"]
    ].set_axis(["Practice", "Score, percent", f"Median, {level_name}", "n", f"Median, {size_name}", "n of this size"], axis=1)
    title = f"{profile['city'].iloc[0]}, {edition} edition"
    picture = score_profile(profile, level_name, size_name)
    show(source, picture, "score_profile", title, f"Profile. {sentence}", table, city=(profile["city_id"].iloc[0],))
    st.caption(
        "Medians are of every city with a score loaded in that practice, this one included, whatever else the filter asks for."
    )


def strengths_and_growth(profile: pd.DataFrame, level_name: str) -> str:
    """Where the city is above and below the median of its level, largest differences first.

    Where its level has too few cities, only its own highest and lowest score.
    """
    assessed = profile.dropna(subset=["score_pct"])
    blank = list(profile.loc[profile["score_pct"].isna(), "practice_name"])
    tail = f" Not assessed: {words.listed(blank)}." if blank else ""
    enough = assessed[assessed["level_city_count"] >= FEW]
    if len(assessed) == 1:
        only = assessed.iloc[0]
        return f"Its only score is in {only['practice_name']} ({only['score_pct']:g} percent).{tail}"
    if enough.empty or level_name == "level not stated":
        by_score = assessed.sort_values("score_pct", kind="stable")
        high, low = by_score.iloc[-1], by_score.iloc[0]
        return (
            f"Its highest score is in {high['practice_name']} ({high['score_pct']:g} percent), its lowest in "
            f"{low['practice_name']} "
            f"({low['score_pct']:g} percent); there are too few cities of its level to name strengths.{tail}"
        )
    points = (enough["score_pct"] - enough["level_median_pct"]).round(1)
    ordered = enough.assign(points=points).sort_values("points", kind="stable")
    strengths = _differences(ordered[ordered["points"] > 0].iloc[::-1])
    growth = _differences(ordered[ordered["points"] < 0])
    return f"Strengths, above the median of {level_name}: {strengths}. Growth areas, below it: {growth}.{tail}"


def _differences(rows: pd.DataFrame) -> str:
    named = [f"{row['practice_name']} ({row['points']:+g} points)" for row in rows.head(DIFFERENCES_NAMED).to_dict("records")]
    return words.listed(named) or "none"


def distance(source: ScoreSource, edition: str, city_id: str) -> None:
    """How many criteria the city is from the next level, where the number it met is known."""
    rows = source.ask("criteria_to_next_level")
    row = rows[(rows["edition"] == edition) & (rows["city_id"] == city_id)].iloc[0]
    count = words.number(row["criteria_count"])
    if pd.isna(row["criteria_met"]):
        st.markdown(
            "**Distance to the next level:** not known. It takes a score in every practice and the published number of criteria "
            "of each; "
            "the scores loaded here do not give a number of criteria met."
        )
    elif pd.isna(row["criteria_missing"]):
        st.markdown(
            f"**Distance to the next level:** {words.number(row['criteria_met'])} of {count} criteria met: the highest level "
            "whose beginning is published."
        )
    else:
        st.markdown(
            f"**Distance to the next level:** {words.number(row['criteria_met'])} of {count} criteria met; {row['next_level']} "
            "begins at "
            f"{words.number(row['next_level_from'])}, which is {words.of(int(row['criteria_missing']), 'criterion', 'criteria')} "
            "more."
        )


def change(source: ScoreSource, edition: str, city_id: str) -> None:
    """The change between the two latest assessments of the edition, where there are two."""
    every = source.ask("score_change")
    every = every[every["edition"] == edition]
    rows = every[every["city_id"] == city_id]
    st.markdown("**Change between two assessments of this edition**")
    if rows.empty:
        others = words.of(every["city_id"].nunique(), "city has", "cities have")
        st.caption(f"One assessment of this city is loaded. {others} two in this edition.")
        return
    before, after = rows["before_words"].iloc[0], rows["after_words"].iloc[0]
    known = rows.dropna(subset=["change_points"])
    risen, fallen = int((known["change_points"] > 0).sum()), int((known["change_points"] < 0).sum())
    blank = len(rows) - len(known)
    sentence = f"From {before} to {after}: {risen} of {len(known)} scores rose, {fallen} fell" + (
        f"; {blank} cannot be compared, not being assessed both times." if blank else "."
    )
    st.markdown(sentence)
    drawn = rows.assign(label=rows["practice_name"])
    table = rows[["practice_name", "before_pct", "after_pct", "change_points"]].set_axis(
        ["Practice", before, after, "Change, points"], axis=1
    )
    title = f"{rows['city'].iloc[0]}, {edition} edition: change"
    picture = then_and_now(drawn, before, after)
    show(source, picture, "score_change", title, f"Chart of two times. {sentence}", table, city=(city_id,))
