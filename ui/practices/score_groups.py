"""Strengths side by side: the median score of each level, or of each state and country, with how many cities it is of."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.score_profile import FEW
from queries import words
from ui.escaping import escaped
from ui.practices.score_source import ScoreSource

QUERIES = {"Level": "score_medians_by_level", "Region": "score_medians_by_region"}
NAMED_AT_MOST = 6


def side_by_side(source: ScoreSource, edition: str) -> None:
    """One column per group; a group under five cities says so."""
    st.header("Strengths side by side", anchor=False)
    chosen = st.segmented_control("Groups", list(QUERIES), default="Level", key="groups", required=True)
    rows = source.ask(QUERIES[chosen or "Level"])
    rows = rows[(rows["edition"] == edition) & (rows["assessed_count"] > 0)]
    if rows.empty:
        st.info("No city of this selection has a score loaded.")
        return
    st.markdown(escaped(" ".join(strengths(rows))))
    shown = rows.assign(shown=[cell(row) for row in rows.to_dict("records")])
    table = shown.pivot(index="practice_name", columns="city_group", values="shown")[list(dict.fromkeys(rows["city_group"]))]
    table = table.fillna("not assessed").rename_axis(columns=None).reset_index().rename(columns={"practice_name": "Practice"})
    st.dataframe(table, hide_index=True, alt="Median score of each group in each practice, with the number of cities")
    st.caption(
        f"Medians, in percent of a practice's criteria met; n = cities assessed. Fewer than {FEW} cities are too few to lean on."
    )


def strengths(rows: pd.DataFrame) -> list[str]:
    """Of each group of enough cities the practice with the highest median; then how many groups are too small."""
    enough = rows[rows["assessed_count"] >= FEW]
    best = enough.sort_values("median_pct", ascending=False, kind="stable").drop_duplicates("city_group")
    ordered = best.set_index("city_group").reindex([g for g in dict.fromkeys(rows["city_group"]) if g in set(best["city_group"])])
    said = [
        f"{group}: strongest in {row['practice_name']} (median {row['median_pct']:g} percent, n {row['assessed_count']})."
        for group, row in ordered.head(NAMED_AT_MOST).to_dict("index").items()
    ]
    small = [group for group in dict.fromkeys(rows["city_group"]) if group not in set(enough["city_group"])]
    return said + ([f"Too few cities to name a strength: {words.listed(small)}."] if small else [])


def cell(row: dict) -> str:
    """`78 (n 9)`; of few cities `78 (n 3, few)`."""
    few = ", few" if row["assessed_count"] < FEW else ""
    return f"{row['median_pct']:g} (n {row['assessed_count']}{few})"
