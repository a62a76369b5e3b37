"""Before and after: the headline, the levels and the newest announcement, by city in words, on the map and in the chart."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.theme import config
from desk.difference_pictures import Pictures
from desk.foreseen_step import Foreseen
from etl.publishing.build import Result
from ui.escaping import escaped
from ui.plotly_figure import PlotlyFigure

MOST_SHOWN = 40
RECORDS = {"public": "The public record", "staff": "The staff's record"}


def draw(found: Foreseen) -> None:
    """The difference of each record that the step touches."""
    for audience, result in found.results.items():
        st.subheader(f"{RECORDS[audience]}, before → after", anchor=False)
        _compared(result)
        _in_words(result)
        if result.intake.withheld_scores and audience == "public":
            st.markdown(f"{result.intake.withheld_scores} practice scores are private and stay out of it.")
        _pictures(audience, found.pictures[audience])


def _compared(result: Result) -> None:
    """One line each for the headline, the levels, the newest announcement and the counts."""
    before = dict(result.before.lines()) if result.before else {}
    rows = [(name, before.get(name, "no record yet"), after) for name, after in result.after.lines()]
    table = pd.DataFrame(rows, columns=["", "Before", "After"])
    st.table(table.map(escaped).set_index(""))


def _in_words(result: Result) -> None:
    sentences = result.changes["in_words"].tolist()
    shown = "\n".join(f"- {escaped(sentence)}" for sentence in sentences[:MOST_SHOWN])
    rest = f"\n- … and {len(sentences) - MOST_SHOWN} more changes." if len(sentences) > MOST_SHOWN else ""
    st.markdown(shown + rest if sentences else "Nothing in it changes.")


def _pictures(audience: str, pictures: Pictures) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.image(pictures.map, width="stretch", alt="Map of the Americas: cities that change in color, the others gray.")
        missing = f" {pictures.off_the_map} more have no place on it." if pictures.off_the_map else ""
        st.caption(f"Cities that change are in color, the others gray.{missing}")
    with right:
        alt = "Certified cities over time: the line before, dotted, and after."
        st.plotly_chart(PlotlyFigure(pictures.chart), config=config("before-and-after"), key=f"chart-{audience}", alt=alt)
