"""Whether the tables of facts agree with themselves and each other: ranks, bands, days of editions, codes of successors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from etl.findings import Blocked, Finding

_RANKED = {"levels": "level_rank", "size_bands": "size_rank", "award_kinds": "award_rank"}
_COLOR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
Tables = Mapping[str, pd.DataFrame]


def check_facts(tables: Tables) -> None:
    """Raises Blocked with everything that is wrong across the rows of the tables of facts (typed, as their files have them)."""
    findings = [finding for check in CHECKS for finding in check(tables)]
    if findings:
        raise Blocked(findings)


def _at(file: str, row: int, column: str, value: object, rule: str, message: str, mend: str) -> Finding:
    """A finding at row `row` (0 = the first below the header) of data/`file`.csv."""
    return Finding(f"data/{file}.csv", row + 2, column, "" if pd.isna(value) else str(value), rule, message, mend)


def _ranks(tables: Tables) -> Iterator[Finding]:
    for name, column in _RANKED.items():
        ranks = tables[name][column]
        for row, rank in ranks[ranks.duplicated()].items():
            yield _at(name, row, column, rank, "unique_rank", f"the rank {rank} stands twice", "Give each row a rank of its own")


def _unstated_level(tables: Tables) -> Iterator[Finding]:
    unstated = tables["levels"]["level_rank"].eq(0)
    if len(unstated) and unstated.sum() != 1:
        message = f"{unstated.sum()} rows have the rank 0, which stands for awards without a stated level"
        yield Finding("data/levels.csv", 0, "level_rank", "0", "one_unstated_level", message, "Give the rank 0 to one row")


def _colors(tables: Tables) -> Iterator[Finding]:
    for column in ("color", "color_dark"):
        for row, color in tables["levels"][column].items():
            if not _COLOR.fullmatch(color):
                yield _at("levels", row, column, color, "hex_color", f"“{color}” is not a color", "Write #rrggbb, as #b97f0b")


def _size_bands(tables: Tables) -> Iterator[Finding]:
    """In order of rank each band begins where the one before ends; the last has no population at all."""
    bands = tables["size_bands"].sort_values("size_rank")
    before: object = None
    for row, band in bands.iloc[:-1].iterrows():
        least = band["least_people"]
        if pd.isna(least) or (before is not None and (pd.isna(before) or least != before)):
            message = f"{band['size_band']} does not begin where the band before it ends"
            yield _at("size_bands", row, "least_people", least, "bands_meet", message, "Write the end of the band before")
        before = band["less_than_people"]
    if len(bands) and (pd.notna(before) or bands.iloc[-1][["least_people", "less_than_people"]].notna().any()):
        message = "the last band but one has no end, and the last is for cities whose population is not known"
        yield Finding("data/size_bands.csv", 0, "less_than_people", "", "bands_are_complete", message, "Leave their cells blank")


def _edition_days(tables: Tables) -> Iterator[Finding]:
    editions = tables["editions"]
    starts = editions["valid_from"]
    for row, start in starts[starts.diff() <= pd.Timedelta(0)].items():
        message = "the edition does not begin after the one in the row above"
        yield _at("editions", row, "valid_from", start.date(), "editions_in_order", message, "Put the editions in order")
    ends = editions["valid_to"]
    for row, end in ends[~(ends.eq(starts.shift(-1)) | (ends.isna() & starts.shift(-1).isna()))].items():
        message = "the edition does not end on the day on which the next one begins"
        mend = "Write valid_from of the next row; blank in the last row"
        yield _at("editions", row, "valid_to", end, "editions_meet", message, mend)


def _evidence_edition(tables: Tables) -> Iterator[Finding]:
    count = tables["editions"]["classifies_evidence"].eq("yes").sum()
    if len(tables["editions"]) and count != 1:
        message = f"{count} editions classify the public evidence"
        mend = "Write yes in the row of one edition"
        yield Finding("data/editions.csv", 0, "classifies_evidence", "", "one_edition_of_evidence", message, mend)


def _rising_bands(tables: Tables) -> Iterator[Finding]:
    ranks = tables["levels"].set_index("level")["level_rank"]
    bands = tables["edition_levels"].assign(rank=tables["edition_levels"]["level"].map(ranks)).dropna(subset=["minimum_pct"])
    bands = bands.sort_values(["edition_id", "rank"])
    for row, least in bands.loc[bands.groupby("edition_id")["minimum_pct"].diff() <= 0, "minimum_pct"].items():
        message = f"{least:g} percent is not more than what the level below takes"
        yield _at("level_bands", row, "minimum_pct", f"{least:g}", "higher_levels_take_more", message, "Correct one of the two")


def _successors(tables: Tables) -> Iterator[Finding]:
    practices, editions = tables["practices"], tables["editions"]["edition_id"].tolist()
    after = dict(zip(editions, [*editions[1:], None], strict=True)) if editions else {}
    known = set(zip(practices["edition_id"], practices["practice_code"], strict=True))
    for row, practice in practices.dropna(subset=["successor_practice_code"]).iterrows():
        for code in practice["successor_practice_code"].split("|"):
            if (after.get(practice["edition_id"]), code) not in known:
                message = f"the next edition has no practice {code}"
                mend = "Write codes of practices of the next edition, separated by |"
                yield _at("practices", row, "successor_practice_code", code, "known_successor", message, mend)


def _score_columns(tables: Tables) -> Iterator[Finding]:
    named = tables["practices"].dropna(subset=["score_column"])
    for row, column in named.loc[named.duplicated(["edition_id", "score_column"]), "score_column"].items():
        message = f"two practices of the edition have their scores in {column}"
        yield _at("practices", row, "score_column", column, "own_score_column", message, "Give each a column of its own")
    for row, column in named["score_column"].items():
        if not re.fullmatch(r"[a-z][a-z0-9_]*", column):
            message = f"“{column}” cannot be the header of a column"
            yield _at("practices", row, "score_column", column, "plain_column_name", message, "Write small letters and _ only")


CHECKS = (
    _ranks,
    _unstated_level,
    _colors,
    _size_bands,
    _edition_days,
    _evidence_edition,
    _rising_bands,
    _successors,
    _score_columns,
)
# Every rule of these checks, and the tables whose rows it is held against.
RULES = {
    "unique_rank": tuple(_RANKED),
    "one_unstated_level": ("levels",),
    "hex_color": ("levels",),
    "bands_meet": ("size_bands",),
    "bands_are_complete": ("size_bands",),
    "editions_in_order": ("editions",),
    "editions_meet": ("editions",),
    "one_edition_of_evidence": ("editions",),
    "higher_levels_take_more": ("edition_levels",),
    "known_successor": ("practices",),
    "own_score_column": ("practices",),
    "plain_column_name": ("practices",),
}
