"""Where the score views read from: the record that is served, or the sample, which says in all it shows that it is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import pandas as pd
import streamlit as st

from charts.figure_data import Figure
from charts.finished import signed
from charts.theme import config
from queries import words
from queries.file_formats import as_csv
from queries.filters import Filters
from queries.sample_snapshot import NOTE
from queries.snapshot import Snapshot
from ui import data, figure
from ui.plotly_figure import PlotlyFigure

NOT_OF_FICTIONAL_CITIES = ("state", "country", "city")


class ScoreSource(Protocol):
    """What a score view needs: the rows of a query, and a way to show a picture with its table and its file.

    With `city` (ids) the filter asks for these cities alone, as of its date.
    """

    def ask(self, query: str, city: tuple[str, ...] = ()) -> pd.DataFrame: ...

    def show(
        self, picture: Figure, query: str, title: str, alt: str, table: pd.DataFrame, city: tuple[str, ...] = ()
    ) -> None: ...


@dataclass(frozen=True)
class Record:
    """The scores that the served snapshot holds."""

    filters: Filters

    def ask(self, query: str, city: tuple[str, ...] = ()) -> pd.DataFrame:
        return data.ask(query, self._with(city))

    def show(self, picture: Figure, query: str, title: str, alt: str, table: pd.DataFrame, city: tuple[str, ...] = ()) -> None:
        figure.show(picture, query, self._with(city), title, alt, table)

    def _with(self, city: tuple[str, ...]) -> Filters:
        return self.filters if not city else Filters(as_of=self.filters.as_of, city=city)


@dataclass(frozen=True)
class Sample:
    """The scores of the sample; every row, picture and file says that its cities are fictional."""

    filters: Filters
    snapshot: Snapshot

    def ask(self, query: str, city: tuple[str, ...] = ()) -> pd.DataFrame:
        asked = self.filters.without(*NOT_OF_FICTIONAL_CITIES)
        found = self.snapshot.remembered(query, Filters(as_of=asked.as_of, city=city) if city else asked)
        return found.assign(data=NOTE)

    def show(self, picture: Figure, query: str, title: str, alt: str, table: pd.DataFrame, city: tuple[str, ...] = ()) -> None:
        name = f"sample-{query}"
        source = f"{NOTE.capitalize()} · As of {words.day(self.filters.as_of or self.snapshot.newest)}"
        st.plotly_chart(
            PlotlyFigure(signed(picture, title, source)),
            config=config(name),
            alt=f"{NOTE.capitalize()}. {alt}",
            key=f"figure-{name}",
        )
        with st.expander("Table and data"):
            st.dataframe(table.assign(Data=NOTE), hide_index=True, alt=f"Table, {NOTE}: {title}")
            st.download_button(
                "Download this table as CSV",
                as_csv(self.ask(query, city)),
                f"{name}.csv",
                "text/csv",
                key=f"file-{name}",
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
            )
