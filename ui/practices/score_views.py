"""Practice scores where a record file that carries them is loaded: all cities, one practice, one city; one edition at a time."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts import scores as charts
from queries import words
from queries.filters import Filters
from ui import levels
from ui.escaping import escaped
from ui.practices import phone_lists, score_city, score_groups, score_loading, score_next_level
from ui.practices.score_source import Record, ScoreSource, show

NAMED_AT_MOST = 5
STEPS_IN_WORDS = (
    "Five steps, light to dark: under 20, from 20, from 40, from 60, and 80 percent or more. A cross on no color: not assessed."
)


def loaded(filters: Filters) -> None:
    """The scores of the record that is served, or why there are none."""
    if Record(Filters(as_of=filters.as_of)).ask("scored_cities").empty:
        score_loading.absent()
    else:
        views(Record(filters))


def views(source: ScoreSource) -> None:
    """Every score view of one edition; editions are never mixed."""
    cities = source.ask("scored_cities")
    scored = cities[cities["assessed_practice_count"] > 0]
    if scored.empty:
        st.info("No city of this selection has a score loaded.")
        return
    known = sorted(scored["edition"].unique(), reverse=True)
    edition = st.segmented_control(
        "Edition of the standard", known, default=known[0], key="edition", required=True, bind="query-params"
    )
    edition = edition if edition in known else known[0]
    st.caption(
        "Each edition has its own practices and criteria, so one is shown at a time. Scores are percent of a practice's criteria "
        "met."
    )
    cities = cities[cities["edition"] == edition]
    at_a_glance(source, edition, cities)
    spread(source, edition)
    one_practice(source, edition)
    score_next_level.near(source, edition)
    score_groups.side_by_side(source, edition)
    score_city.one_city(source, edition, cities)


def of_edition(table: pd.DataFrame, edition: str) -> pd.DataFrame:
    """Rows of one edition, with `place`: the city's name, with its state or country where two share it."""
    mine = table[table["edition"] == edition]
    full = pd.Series([words.place(city) for city in mine.to_dict("records")], mine.index, dtype="object")
    shared = mine.groupby("city")["city_id"].transform("nunique") > 1
    return mine.assign(place=mine["city"].where(~shared, full))


def names(table: pd.DataFrame) -> str:
    """Names of cities in words, the first few in full."""
    found = list(dict.fromkeys(words.place(city) for city in table.to_dict("records")))
    more = len(found) - NAMED_AT_MOST
    return words.listed([*found[:NAMED_AT_MOST], f"{more} more"] if more > 0 else found)


def at_a_glance(source: ScoreSource, edition: str, cities: pd.DataFrame) -> None:
    """The map of cities by practices, and who is not in it."""
    scores = of_edition(source.ask("practice_scores"), edition)
    practices = list(dict.fromkeys(scores["practice_name"]))
    blank, cells = int(scores["score_pct"].isna().sum()), len(scores)
    st.header("All cities at a glance", anchor=False)
    sentence = (
        f"Scores under the {edition} edition are loaded for {words.of(scores['city_id'].nunique(), 'city', 'cities')} of this "
        "selection; "
        f"{words.number(blank)} of {words.number(cells)} scores are missing because the practice was not assessed."
    )
    st.markdown(sentence)
    missing = cities[cities["assessed_practice_count"] == 0]
    if len(missing):
        st.markdown(
            f"Not assessed at all, as far as loaded: {words.of(len(missing), 'city', 'cities')} with an award under this edition "
            f"({escaped(names(missing))}). They are counted here and nowhere as zero."
        )
    looks = levels.looks()
    drawn = scores.assign(
        place=[f"{looks[level].mark} {place}" for level, place in zip(scores["level"], scores["place"], strict=True)]
    )
    table = scores.assign(shown=shown(scores["score_pct"])).pivot(
        index=["place", "level"], columns="practice_name", values="shown"
    )
    table = table.reindex(pd.MultiIndex.from_frame(scores[["place", "level"]].drop_duplicates())).reset_index()
    table = table.rename(columns={"place": "City", "level": "Level of the award"})
    title = f"Practice scores, {edition} edition"
    with phone_lists.in_place_of_the_matrix("scores", in_lists(drawn)):
        source.picture(charts.score_map(drawn, practices), "practice_scores", title, f"Map of scores. {sentence}")
        st.caption(STEPS_IN_WORDS)
    source.fold("practice_scores", title, table)


def in_lists(scores: pd.DataFrame) -> dict[str, str]:
    """The map practice by practice: the median, the cities of each score from the highest to the lowest, those not assessed."""
    ordered = scores.sort_values("score_pct", ascending=False, kind="stable")
    lists = {}
    for practice, mine in ordered.groupby("practice_name", sort=False):
        known, blank = mine[mine["score_pct"].notna()], mine[mine["score_pct"].isna()]
        lines = [f"Median {known['score_pct'].median():g} percent"] if len(known) else []
        lines += [f"{score:g}: {_cities(equal)}" for score, equal in known.groupby("score_pct", sort=False)]
        lines += [f"Not assessed: {_cities(blank)}"] if len(blank) else []
        lists[str(practice)] = "\n".join(f"- {line}" for line in lines)
    return lists


def _cities(rows: pd.DataFrame) -> str:
    return "; ".join(escaped(place).replace(" ", "\xa0", 1) for place in rows["place"])  # the mark stays with its name


def shown(scores: pd.Series) -> pd.Series:
    """Scores as text; not assessed says so."""
    return scores.map(lambda value: f"{value:g}", na_action="ignore").astype("object").fillna("not assessed")


def spread(source: ScoreSource, edition: str) -> None:
    """How the scores are spread in each practice."""
    rows = source.ask("score_spread_by_practice")
    rows = rows[rows["edition"] == edition]
    known = rows[rows["assessed_count"] > 0]
    st.header("Spread of each practice", anchor=False)
    if known["assessed_count"].max() < 2:
        st.info("One city alone has no spread; its scores are in the map above.")
        return
    ordered = known.sort_values("median_pct", kind="stable")
    high, low = ordered.iloc[-1], ordered.iloc[0]
    sentence = (
        f"Highest median: {high['practice_name']}, {high['median_pct']:g} percent (n {high['assessed_count']}); "
        f"lowest: {low['practice_name']}, {low['median_pct']:g} percent (n {low['assessed_count']})."
    )
    few = list(known.loc[known["assessed_count"] < score_city.FEW, "practice_name"])
    st.markdown(escaped(sentence + (f" Fewer than five cities, too few to lean on: {words.listed(few)}." if few else "")))
    table = rows.drop(columns=["edition", "data"], errors="ignore").rename(
        columns={
            "practice_name": "Practice",
            "assessed_count": "Assessed (n)",
            "not_assessed_count": "Not assessed",
            "lowest_pct": "Lowest",
            "lower_quartile_pct": "Lower quartile",
            "median_pct": "Median",
            "upper_quartile_pct": "Upper quartile",
            "highest_pct": "Highest",
        }
    )
    title = f"Spread of scores, {edition} edition"
    show(source, charts.spread(known), "score_spread_by_practice", title, f"Box for each practice. {sentence}", table)
    st.caption(
        "The box holds the middle half of the cities, the line in it is the median, the ends are the lowest and the highest "
        "score."
    )


def one_practice(source: ScoreSource, edition: str) -> None:
    """The order of the cities within one practice."""
    rows = of_edition(source.ask("score_ranking_by_practice"), edition)
    st.header("One practice, city by city", anchor=False)
    practice = st.selectbox("Practice", list(dict.fromkeys(rows["practice_name"])), key="ranked", bind="query-params", width=360)
    mine = rows[rows["practice_name"] == practice]
    ranked, blank = mine[mine["score_pct"].notna()], mine[mine["score_pct"].isna()]
    unranked = f" Not assessed, without a rank: {names(blank)}." if len(blank) else ""
    if ranked.empty:
        st.info(escaped(f"No city of this selection was assessed in {practice}.{unranked}"))
        return
    best = ranked[ranked["rank"] == 1]
    sentence = (
        f"Of {words.of(len(ranked), 'city', 'cities')} assessed in {practice}, {names(best)} "
        f"{'has' if len(best) == 1 else 'share'} the highest "
        f"score, {best['score_pct'].iloc[0]:g} percent."
    )
    st.markdown(escaped(sentence + unranked))
    table = (
        mine[["rank", "place", "level", "year"]]
        .assign(score=shown(mine["score_pct"]))
        .set_axis(["Rank", "City", "Level of the award", "Year", "Score, percent"], axis=1)
    )
    title = f"{practice}, {edition} edition"
    picture = charts.ranking(mine, levels.looks())
    show(source, picture, "score_ranking_by_practice", title, f"Ranked list. {sentence}", table)
