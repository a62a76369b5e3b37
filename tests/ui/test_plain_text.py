"""On the growth and tracking pages the words of a record stay words: no link, no bold, no color, no formula is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import duckdb
import pytest

from queries import snapshot as shelf
from queries.filters import Filters
from queries.snapshot import Snapshot, open_snapshot
from tests.kit.opened import opened
from tests.ui.tracking.test_tracking import SECTIONS
from ui import data
from ui.escaping import escaped
from ui.tracking.listed_rows import Listed
from ui.tracking.reconciliation import lists_of_awards

HARM = "<script> [x](javascript:alert) **bold** https://evil.example :red[x] $x$ `c`"
SIGNS = ("<script>", "[x](", "**bold**", "https://evil", ":red[", "$x$", "`c`")
TEXTS = {
    "city", "state_name", "country_name", "title", "source_title", "note", "date_words", "in_words", "message", "mend", "rule",
    "wanted", "place", "lead", "explanation", "record_file", "value", "name", "eligible_countries",
}  # fmt: skip
# Sections of the tracking page whose sentences count and name nothing; the texts stand in their tables.
ONLY_IN_TABLES = {"Cities", "Wanted", "Changes"}


@pytest.fixture(scope="module")
def hostile(snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The public snapshot with that text before whatever a record or a reference table can hold one."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.duckdb"
    path.write_bytes((snapshots / shelf.published(snapshots / shelf.POINTER)["snapshot"]).read_bytes())
    with duckdb.connect(str(path)) as con:
        columns = con.execute(
            "select table_name, column_name from duckdb_columns() semi join duckdb_tables() using (table_name)"
            " where not internal and data_type = 'VARCHAR'"
        ).fetchall()
        for table, column in columns:
            if column in TEXTS and table not in ("data_dictionary", "place_names"):
                con.execute(f"update {table} set {column} = ? || ' ' || {column} where {column} is not null", [HARM])
    opened_snapshot = open_snapshot(path)
    yield opened_snapshot
    opened_snapshot.con.close()


@pytest.fixture
def on_record(hostile: Snapshot, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    """The portal reads that snapshot."""
    monkeypatch.setattr(data, "newest_snapshot", lambda: hostile)
    return hostile


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "asked"),
    [
        *(("tracking", {"section": section}) for section in SECTIONS),
        ("tracking", {"as_of": "2020-06-29"}),
        ("growth", {"by": "Country"}),
        ("growth", {"by": "US state", "country": f"{HARM} United States", "state": f"{HARM} Texas"}),
    ],
    ids=str,
)
def test_no_text_of_a_record_is_drawn_as_markdown(on_record: Snapshot, page: str, asked: dict[str, str]) -> None:
    app = opened(page, **asked)
    assert not app.exception
    drawn = [*app.markdown, *app.caption, *app.info, *app.header]
    choices = chain(*(control.options for control in [*app.segmented_control, *app.pills]))
    labels = [*(button.label for button in app.button), *choices, *(tab.label for tab in app.tabs)]
    texts = [element.value for element in drawn] + [*labels, *(part.label for part in app.expander)]
    assert [text for text in texts if any(sign in text for sign in SIGNS)] == []
    in_tables = [str(cell) for table in app.dataframe for cell in table.value.to_numpy().ravel()]
    is_drawn = any(HARM in text for text in in_tables) if asked.get("section") in ONLY_IN_TABLES else False
    assert is_drawn or any(escaped(HARM) in text for text in texts)


def test_a_list_names_its_rows_in_plain_text(on_record: Snapshot) -> None:
    row = on_record.ask("announcements").to_dict("records")[-1]
    lists: dict[str, Listed] = lists_of_awards(row["announced_on"].date())
    assert lists["New, named"].table["City"].str.startswith(HARM).all()
    assert len(on_record.ask("coverage_by_state", Filters()))
