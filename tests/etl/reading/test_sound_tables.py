"""A table that is let through at once is what pandera would have made of it; one with any fault is left to pandera."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest

from etl.facts import Facts
from etl.findings import Blocked
from etl.publishing.build import Order, checked_tables
from etl.reading.reference import typed
from etl.reading.sound_tables import sound
from etl.reading.table_faults import judged
from etl.schema import COLUMNS, FACT_TABLES, TABLES, Column, Table

OF_EVERY_RULE = {
    "name": Column("n", "n"),
    "people": Column("p", "p", "integer", least=30),
    "share": Column("s", "s", "number", most=100),
    "kind": Column("k", "k", allowed=("a", "b")),
    "page": Column("u", "u", is_page=True),
    "on": Column("d", "d", "date"),
}
TABLE = Table("Every rule.", tuple(OF_EVERY_RULE), key=("name",), required=("people",), overrides=OF_EVERY_RULE)
SOUND = {
    "name": ["x", "y"],
    "people": ["30", "40"],
    "share": [None, "99.5"],
    "kind": ["a", None],
    "page": ["https://a.example/b", None],
    "on": ["2021-03-01", None],
}
FAULTS = [
    ("name", ["x", "x"]),
    ("name", ["x", None]),
    ("people", ["30", None]),
    ("people", ["29", "40"]),
    ("people", ["many", "40"]),
    ("share", ["100.5", None]),
    ("kind", ["a", "c"]),
    ("page", ["javascript:x", None]),
    ("page", ["https://a b", None]),
    ("on", ["2021-02-30", None]),
]


def frame(**more: list[str | None]) -> pd.DataFrame:
    return pd.DataFrame({**SOUND, **more}, dtype="string")


@pytest.mark.slow
def test_every_table_of_the_record_comes_out_as_pandera_makes_it() -> None:
    tables, _, _ = checked_tables(Order(), lambda step: None)
    facts = Facts({name: tables[name] for name in FACT_TABLES})
    compared = 0
    for name, table in tables.items():
        found = sound(TABLES[name], table, facts)
        if found is not None:
            pd.testing.assert_frame_equal(found, judged(TABLES[name], table, facts)[0])
            compared += 1
    assert compared >= 20


@pytest.mark.slow
def test_who_has_no_fault_to_name_does_not_wait_for_pandera() -> None:
    program = "import sys, etl.publishing.build, etl.reading.reference as r; r.load(); print('pandera' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split() == ["False"]


def test_a_sound_table_of_texts_is_typed_as_pandera_types_it() -> None:
    found = sound(TABLE, frame(), None)
    assert found is not None
    pd.testing.assert_frame_equal(found, judged(TABLE, frame(), None)[0])


@pytest.mark.parametrize(("column", "values"), FAULTS, ids=str)
def test_one_broken_rule_leaves_the_table_to_pandera_which_names_it(
    monkeypatch: pytest.MonkeyPatch, column: str, values: list[str | None]
) -> None:
    faulty = frame(**{column: values})
    assert sound(TABLE, faulty, None) is None
    monkeypatch.setitem(TABLES, "t", TABLE)
    with pytest.raises(Blocked) as blocked:
        typed("t", faulty)
    assert {finding.column for finding in blocked.value.findings} <= {column, ""}
    assert blocked.value.findings


def test_every_kind_of_rule_that_a_column_can_have_is_looked_at() -> None:
    rules = {field for column in COLUMNS.values() for field in ("allowed", "least", "most", "is_page") if getattr(column, field)}
    tried = {"allowed": "kind", "least": "people", "most": "share", "is_page": "page"}
    assert rules <= tried.keys()
    assert set(Column.__dataclass_fields__) - tried.keys() == {"title", "description", "kind", "unit", "source", "allowed_from"}
