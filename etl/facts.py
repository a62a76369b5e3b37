"""The vocabulary of the record in its order: levels, sizes, kinds of award, editions, practices, as their tables have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from etl.schema import COLUMNS, RECORD_COLUMNS, Column, score_column


@dataclass(frozen=True, eq=False)
class Facts:
    """What the typed tables of FACT_TABLES say. `Column.allowed_from` names one of the tuples of names."""

    tables: Mapping[str, pd.DataFrame]

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The rank of each level that an award can have, the lowest first."""
        levels = self._in_order("levels", "level_rank")
        stated = levels[levels["level_rank"] > 0]
        return dict(zip(stated["level"], stated["level_rank"].astype(int), strict=True))

    @cached_property
    def stated_levels(self) -> tuple[str, ...]:
        return tuple(self.ranks)

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The levels, and last what stands for none."""
        return tuple(dict.fromkeys([*self.ranks, *self.tables["levels"]["level"]]))

    @cached_property
    def size_bands(self) -> tuple[str, ...]:
        return tuple(self._in_order("size_bands", "size_rank")["size_band"])

    @cached_property
    def award_kinds(self) -> tuple[str, ...]:
        return tuple(self._in_order("award_kinds", "award_rank")["award"])

    @cached_property
    def recognitions(self) -> tuple[str, ...]:
        """The kinds of award that certify no city."""
        kinds = self.tables["award_kinds"]
        return tuple(kinds.loc[~kinds["is_certification"].astype(bool), "award"])

    @cached_property
    def editions(self) -> tuple[str, ...]:
        """Ids of the editions, the oldest first; the last is the present standard."""
        return tuple(self.edition_starts)

    @cached_property
    def edition_starts(self) -> dict[str, pd.Timestamp]:
        """The first day of each edition, the oldest first."""
        editions = self._in_order("editions", "valid_from")
        return dict(zip(editions["edition_id"], editions["valid_from"], strict=True))

    @cached_property
    def first_year(self) -> int:
        """The year in which the program began."""
        return min(self.edition_starts.values()).year

    @cached_property
    def evidence_edition(self) -> str | None:
        """The edition by whose practices public evidence is classified; None where the tables are empty."""
        editions = self.tables["editions"]
        return next(iter(editions.loc[editions["classifies_evidence"].eq("yes"), "edition_id"]), None)

    @cached_property
    def evidence_practices(self) -> tuple[str, ...]:
        return self._practices(self.evidence_edition)

    @cached_property
    def later_practices(self) -> tuple[str, ...]:
        """Names of the practices of every edition after the one that evidence is classified by."""
        later = self.editions[self.editions.index(self.evidence_edition) + 1 :] if self.evidence_edition else ()
        return tuple(dict.fromkeys(name for edition in later for name in self._practices(edition)))

    @cached_property
    def scores_by_edition(self) -> dict[str, tuple[str, ...]]:
        """The score columns of each edition that has any."""
        named = self.tables["practices"].dropna(subset=["score_column"])
        columns = {edition: tuple(named.loc[named["edition_id"] == edition, "score_column"]) for edition in self.editions}
        return {edition: mine for edition, mine in columns.items() if mine}

    @cached_property
    def score_columns(self) -> tuple[str, ...]:
        """The score columns of all editions, each once."""
        return tuple(dict.fromkeys(column for columns in self.scores_by_edition.values() for column in columns))

    @cached_property
    def record_columns(self) -> tuple[str, ...]:
        """Every column of the record format."""
        return (*RECORD_COLUMNS, *self.score_columns)

    def column(self, name: str) -> Column:
        """A column of the record format, with the values that it may hold written out."""
        if name not in self.score_columns:
            return COLUMNS[name].known(self)
        return score_column(name, [edition for edition, columns in self.scores_by_edition.items() if name in columns])

    def _practices(self, edition: str | None) -> tuple[str, ...]:
        practices = self.tables["practices"]
        return tuple(practices.loc[practices["edition_id"] == edition, "practice_name"])

    def _in_order(self, table: str, rank: str) -> pd.DataFrame:
        return self.tables[table].sort_values(rank)
