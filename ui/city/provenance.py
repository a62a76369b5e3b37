"""Where the record of a city comes from: the files that it was read from, their checksums, and when its pages were read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from queries import words
from queries.filters import Filters
from ui import data, links, section
from ui.element_cache import view
from ui.escaping import escaped

DAYS = {"retrieved_on": "read", "checked_on": "checked"}
SHOWN = 16  # letters of a checksum: enough to tell two files apart; the file below has it whole


def days(row: Mapping[Any, Any]) -> str:
    """` (read November 2, 2026, checked November 25, 2026)`, as far as somebody kept the days; else empty."""
    known = [f"{verb} {words.day(row[column])}" for column, verb in DAYS.items() if pd.notna(row[column])]
    return f" ({', '.join(known)})" if known else ""


@view
def draw(slug: str) -> None:
    """The files and their checksums, and what is known of the days on which the pages were read."""
    asked = Filters(city=(slug,))
    files, facts = data.ask("input_files_by_city", asked), data.snapshot().facts
    built, checked = pd.Timestamp(facts["built_at"]), date.fromisoformat(facts["last_checked_on"])
    rows = pd.concat([data.ask(name, asked)[list(DAYS)] for name in ("awards", "evidence_by_city")])
    kept = int(rows.notna().any(axis=1).sum())
    of_rows = f"{words.number(kept)} of {words.of(len(rows), 'row')}" if kept else f"none of its {words.of(len(rows), 'row')}"
    sentence = (
        f"Read from these files by the build of {words.day(built)}. The record as a whole was last checked in "
        f"{words.month(checked)}; the day on which a page was read is on record for {of_rows}."
    )
    listed = [f"- {escaped(row['record_file'])}: SHA-256 `{row['sha256'][:SHOWN]}…`" for row in files.to_dict("records")]
    whole = links.answer_link("input_files_by_city", asked, "Download the whole checksums as CSV")
    section.answered("## Where this record comes from", sentence, "\n".join(listed), whole)
