"""Where the score views read from: the record that is served, or the sample, which says in all it shows that it is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import pandas as pd
import streamlit as st

from charts.figure_data import Figure
from file_writers.csv_file import as_csv
from queries import words
from queries.filters import Filters
from queries.sample_snapshot import NOTE
from queries.snapshot import Snapshot
from ui import data, figure

NOT_OF_FICTIONAL_CITIES = ("state", "country", "city")


class ScoreSource(Protocol):
    """What a score view needs: the rows of a query, and a way to show a picture and, folded, its table and its file.

    With `city` (ids) the filter asks for these cities alone, as of its date.
    """

    def ask(self, query: str, city: tuple[str, ...] = ()) -> pd.DataFrame: ...

    def picture(self, picture: Figure, query: str, title: str, alt: str, city: tuple[str, ...] = ()) -> None: ...

    def fold(self, query: str, title: str, table: pd.DataFrame, city: tuple[str, ...] = ()) -> None: ...


@dataclass(frozen=True)
class Record:
    """The scores that the served snapshot holds."""

    filters: Filters

    def ask(self, query: str, city: tuple[str, ...] = ()) -> pd.DataFrame:
        return data.ask(query, self._with(city))

    def picture(self, picture: Figure, query: str, title: str, alt: str, city: tuple[str, ...] = ()) -> None:
        figure.picture(picture, query, self._with(city), title, alt)

    def fold(self, query: str, title: str, table: pd.DataFrame, city: tuple[str, ...] = ()) -> None:
        asked = self._with(city)
        figure.fold(query, asked, lambda _: figure.behind(query, asked, title, table))

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

    def picture(self, picture: Figure, query: str, title: str, alt: str, city: tuple[str, ...] = ()) -> None:
        asked = Filters() if city else self.filters.without(*NOT_OF_FICTIONAL_CITIES, "as_of")
        dated = f"As of {words.day(self.filters.as_of or self.snapshot.newest)}"
        figure.drawn(
            picture,
            f"sample-{query}",
            title,
            [NOTE.capitalize(), dated, *figure.filter_lines(asked)],
            f"{NOTE.capitalize()}. {alt}",
        )

    def fold(self, query: str, title: str, table: pd.DataFrame, city: tuple[str, ...] = ()) -> None:
        figure.fold(f"sample-{query}", self.filters, lambda _: self._behind(query, title, table, city))

    def _behind(self, query: str, title: str, table: pd.DataFrame, city: tuple[str, ...]) -> None:
        """The table and its file, which the record's own addresses do not have."""
        name = f"sample-{query}"
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


def show(
    source: ScoreSource, picture: Figure, query: str, title: str, alt: str, table: pd.DataFrame, city: tuple[str, ...] = ()
) -> None:
    """Draws the picture and, folded, its table and its file."""
    source.picture(picture, query, title, alt, city)
    source.fold(query, title, table, city)
