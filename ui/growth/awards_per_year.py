"""What cities did after their first certification, as the growth page shows it: awards per year, climbs, the standard."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.climb import from_first_to_latest
from charts.movements import by_year
from queries import words
from queries.file_formats import dated
from queries.filters import Filters
from ui import data, figure, levels, links, section
from ui.element_cache import view
from ui.escaping import escaped
from ui.growth import totals
from ui.record_days import unchanged

RISE_TITLES = {
    "from_level": "From",
    "level": "To",
    "date_words": "When",
    "years_least": "Years, at least",
    "years_most": "Years, at most",
}


@view
def movements(filters: Filters) -> None:
    """Awards per year, kind by kind."""
    query = "award_counts_by_year_and_standard"
    counts = data.ask(query, unchanged(filters))
    title = "Awards of each kind per year"
    if counts.empty:
        section.said(title, "No award matches this filter.")
        return
    # A first certification is what makes the number grow.
    kinds = data.vocabulary().award_words | {"certified": "New"}
    newest = int(counts["year"].max())
    of_year = counts[counts["year"] == newest].groupby("award")["award_count"].sum()
    parts = [
        f"{words.number(of_year.get(award, 0))} {title.lower() if award != 'honor_roll' else title}"
        for award, title in kinds.items()
    ]
    sentence = (
        f"On record for {newest}: {words.listed(parts)}. Four different things: only the first makes the number of cities grow."
    )
    counted = (
        f" Counted here: {escaped(words.awards_asked(filters, data.vocabulary()))}."
        if filters.without("as_of").is_filtered
        else ""
    )
    section.said(
        title,
        sentence + counted,
        "Method: awards on record by the year they were announced in, or the latest year it can have been; hollow bars = earlier "
        "standards, filled bars = the present one. Level-ups and recertifications are a floor: cities announce them one by one.",
    )
    picture = by_year(counts, kinds, range(data.vocabulary().start.year, data.as_of(filters).year + 1), totals.changes(filters))
    figure.show(picture, query, filters, "Awards per year, by kind", f"Four rows of bars. {sentence}", table=_by_kind(counts))


@view
def climbs(filters: Filters) -> None:
    """From which level to which, how many cities, and how long it took."""
    flows = data.ask("city_count_by_first_and_latest_level", unchanged(filters))
    steps, rises = data.ask("level_rise_counts", unchanged(filters)), data.ask("level_rises", unchanged(filters))
    title = "How cities climb"
    if rises.empty:
        section.said(title, "No rise to a higher level matches this filter.")
        return
    sentence = " ".join(step_in_words(step) for step in steps.to_dict("records"))
    section.said(
        title,
        sentence,
        "Method: the time runs from a city's first award at the lower level to its award at the higher one; medians use only "
        "rises with both dates known to the day. Rises across a change of the standard were assessed by two editions.",
    )
    figure.show(
        from_first_to_latest(flows, levels.looks()),
        "city_count_by_first_and_latest_level",
        filters,
        "From first to latest level",
        f"Flow picture. {sentence}",
        table=flows.rename(columns={"first_level": "First certified at"}),
    )
    with st.expander(f"The {words.of(len(rises), 'rise')}, city by city"):
        shown = pd.DataFrame({"City": [words.place(rise) for rise in rises.to_dict("records")]}).join(rises[list(RISE_TITLES)])
        st.dataframe(shown.rename(columns=RISE_TITLES), hide_index=True, alt="Every rise to a higher level")
        links.answer("level_rises", filters)


def step_in_words(step: dict) -> str:
    """`28 cities rose from Silver to Gold; the median took 1.8 years (0.7 to 6.0; 20 with both dates known to the day).`"""
    sentence = f"{words.of(step['city_count'], 'city', 'cities')} rose from {step['from_level']} to {step['level']}"
    if not step["dated_count"]:
        return f"{sentence}; how long it took is not known to the day."
    if step["dated_count"] == 1:
        return f"{sentence}; the one with both dates known to the day took {step['years_median']:.1f} years."
    return (
        f"{sentence}; the median took {step['years_median']:.1f} years ({step['years_shortest']:.1f} to "
        f"{step['years_longest']:.1f}; "
        f"{words.number(step['dated_count'])} with both dates known to the day)."
    )


@view
def standard(filters: Filters) -> None:
    """The change of the standard in words: what changed, and under which standard the newest awards were given."""
    change = data.ask("standard_changes").iloc[-1]
    if change["changed_on"] > pd.Timestamp(data.as_of(filters)):
        return
    counts = data.ask("city_count_by_standard", unchanged(filters)).set_index("standard")["city_count"]
    section.said(
        f"The standard changed in {words.month(change['changed_on'])}",
        f"Since then cities are assessed by {words.number(change['criteria_count'])} criteria instead of "
        f"{words.number(change['criteria_count_before'])}, and cities of the whole Americas may take part. Of the cities "
        "named here, "
        f"{words.number(counts.get('Present', 0))} have their newest award under the present standard and "
        f"{words.number(counts.get('Earlier', 0))} under an earlier one. Levels of different editions are not measured by the "
        "same rule: "
        "the dashed lines and the hollow marks in the pictures say where one ends and the next begins.",
    )


def _by_kind(counts: pd.DataFrame) -> pd.DataFrame:
    table = counts.pivot_table(index=["year", "standard"], columns="award", values="award_count", aggfunc="sum").reset_index()
    named = data.vocabulary().award_words
    kinds = [code for code in named if code in table]
    return dated(table[["year", "standard", *kinds]].astype(dict.fromkeys(kinds, "Int64")).rename(columns=named))
